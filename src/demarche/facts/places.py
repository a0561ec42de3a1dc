"""Places: the names of places where they mean the place, each resolved to one of the gazetteer, with country, coordinates and precision.

Which candidate is meant is told by the article: the containing place said beside the name ("Paris, Texas"), the countries that it speaks of,
nearness to its other places; else by the people that live there. Where none leads clearly, the name stays without coordinates.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from demarche.facts.capitals import trace_capitals
from demarche.facts.place_candidates import SAME_PLACE_KM, NamedPlace, find_countries, is_own_name, name_place
from demarche.facts.place_readings import Reading, read_place_name
from demarche.facts.traced import Traced
from demarche.language.document import Document, Phrase
from demarche.lexicon.gazetteer import Location, fold, holds, kilometres
from demarche.record import Place

# How well known a candidate is, counted as the decimal logarithm of its people: what editors expect their readers to know without a word more.
STATE = 9.0
CAPITAL = 1.5  # a capital counts as a city of thirty times its people
NEWS = 6.5  # a sea, site or region of places.tsv counts as a city of three million
NEWS_TOWN = 5.0
REGION = -0.3  # "Washington" is the capital before it is the state
LEAST_REGION = 5.7
OTHER_NAME = -1.0  # a name of GeoNames that is not the place's own today
# What the article adds.
SAID_WITHIN = 5.0  # "Tripoli, Lebanon"
COUNTRY = 1.0  # the article speaks of the country
COUNTRY_SHARE = 1.5  # … as often as of all others together, or less in proportion: the United States are in most articles
COUNTRY_OFTEN = 0.5  # … three times or more
HOLDS_OTHER = 3.0  # "Georgia" beside "Atlanta"
NEAR_OTHER = 0.6  # each of at most three other places of the article within NEAR_KM
NEAR_KM = 400
# A candidate is taken where it counts four times as much as the next (0.6 = lg 4): "Birmingham" without a hint is Britain's, six times Alabama's;
# "Springfield" is none, as Missouri's has hardly more people than that of Massachusetts.
MIN_LEAD = 0.6
# A lone town of fewer than 100,000 people is more often a person or a street: it needs a hint.
MIN_KNOWN = 5.0
_LONGEST_FAMILY_NAME = 6  # words
# Articles have up to fifty places; a list of thousands would be measured each against each.
_MOST_NEIGHBOURS = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a name stands for; None where no candidate leads. `country` may be certain where the place is not."""

    location: Location | None
    country: str
    precision: str
    why: str


@dataclass(frozen=True, slots=True)
class _Context:
    """What the article says beside the name: its countries, and the other places that are certain."""

    countries: dict[str, Counter[str]]  # by the words that name them
    others: tuple[Location, ...] = ()


def find_places(document: Document) -> list[Place]:
    """The places that a text names, in text order. Names that mean a government or another actor are none."""
    return [traced.fact for traced in trace_places(document)]


def trace_places(document: Document) -> list[Traced[Place]]:
    """The places with why: precision, the slot that makes the name a place, and what told its candidate from others."""
    readings = [(phrase, read_place_name(document, phrase)) for phrase in document.names if phrase.kind == "LOC"]
    people = _ends_of_people(document)
    kept = [(phrase, reading) for phrase, reading in readings if not reading.is_actor and not _is_person(document, phrase, reading, people)]
    choices = choose_places(document, [name_place(document, phrase) for phrase, _ in kept])
    named_places = [
        Traced(_to_place(document, phrase, named, choice), f"{choice.precision or 'unknown'}: {reading.why}; {choice.why}")
        for (phrase, reading), (named, choice) in zip(kept, choices, strict=True)
        if choice.location or reading.is_locative  # an unknown name is a place only where the sentence asks for one
    ]
    return sorted((*named_places, *trace_capitals(document)), key=lambda t: t.fact.start)


def choose_places(document: Document, names: Sequence[NamedPlace]) -> list[tuple[NamedPlace, Choice]]:
    """Each name with its choice. The names are gone through twice: the certain ones of the first time are the neighbours of the second."""
    context = _Context(find_countries(document))
    names = list(_share_hints(names))
    first = [_choose(named, context) for named in names]
    certain = tuple(dict.fromkeys(c.location for c in first if c.location and c.location.kind != "state"))[:_MOST_NEIGHBOURS]
    return [(named, _choose(named, _Context(context.countries, certain))) for named in names]


def _share_hints(names: Sequence[NamedPlace]) -> Iterator[NamedPlace]:
    """A name means the same place throughout an article: what is said beside one mention holds for those without a word of their own."""
    within = {fold(n.bare): n.within for n in reversed(names) if n.within and n.locations}
    for n in names:
        yield n if n.within else replace(n, within=within.get(fold(n.bare), ()))


def _ends_of_people(document: Document) -> set[tuple[str, ...]]:
    """The last words, one and more but not all, of people's full names."""
    people = {tuple(t.text for t in document.tokens[n.start : n.end]) for n in document.names if n.kind == "PER"}
    return {person[-length:] for person in people for length in range(1, min(len(person), _LONGEST_FAMILY_NAME + 1))}


def _is_person(document: Document, phrase: Phrase, reading: Reading, people: set[tuple[str, ...]]) -> bool:
    """Whether the name is a part of a person's full name in the text, and no known place after "in": "Lincoln" beside "Abraham Lincoln"."""
    if reading.is_locative and name_place(document, phrase).locations:
        return False
    return tuple(t.text for t in document.tokens[phrase.start : phrase.end]) in people


def _choose(named: NamedPlace, context: _Context) -> Choice:
    """The candidate that leads, or none."""
    if not named.locations:
        return Choice(None, "", "", "not in the gazetteer")
    meant = _of_said_kind(named)
    ranked = sorted(((*_score(location, named, context), location) for location in meant), key=lambda r: -r[0])
    score, hints, best = ranked[0]
    rivals = [r for r in ranked[1:] if not _is_same_place(best, r[2])]
    why = " and ".join(hints) or "known to all readers"
    if score < MIN_KNOWN:
        return Choice(None, "", "", f"{best.name} in {best.country} is too small to be meant without a hint")
    if rivals and score - rivals[0][0] < MIN_LEAD:
        countries = {r[2].country for r in ranked if score - r[0] < MIN_LEAD}
        return Choice(None, best.country if len(countries) == 1 else "", "", f"one of {len(ranked)} of the name, none leads")
    alone = "the only one of the name" if not rivals else f"leads {len(rivals)} of the name"
    return Choice(best, best.country, named.precision if named.use else best.precision, f"{alone}, {why}")


def _of_said_kind(named: NamedPlace) -> list[Location]:
    """The candidates of the kind that the words beside the name ask for; else without the regions that hold a city of the name."""
    if named.precision and not named.use:
        asked = [x for x in named.locations if x.precision == named.precision]
        return asked or list(named.locations)
    return [x for x in named.locations if not any(x.kind == "region" and holds(x, y) for y in named.locations)]


def _score(location: Location, named: NamedPlace, context: _Context) -> tuple[float, list[str]]:
    """How much speaks for a candidate, and the hints of the article among it."""
    hints = [hint for hint in _hints(location, named, context) if hint[0]]
    return _fame(location, named.bare) + sum(weight for weight, _ in hints), [why for _, why in hints]


def _fame(location: Location, name: str) -> float:
    """What a reader expects before reading on."""
    people = math.log10(max(location.population, 1))
    other = 0.0 if location.is_known or is_own_name(location, name) or location.kind not in ("city", "state") else OTHER_NAME
    if location.kind == "state":
        return STATE + other
    if location.kind == "capital":
        return max(people, NEWS_TOWN) + CAPITAL
    if location.kind == "city":
        return (people or NEWS_TOWN) + other
    return max(people, LEAST_REGION) + REGION if location.kind == "region" and location.population else NEWS


def _hints(location: Location, named: NamedPlace, context: _Context) -> Iterator[tuple[float, str]]:
    said = next((outer for outer in named.within if holds(outer, location)), None)
    yield (SAID_WITHIN, f"said to be in {said.name}") if said else (0, "")
    inner = next((inner for inner in named.holding if holds(location, inner)), None)
    yield (SAID_WITHIN, f"said to hold {inner.name}") if inner else (0, "")
    times, share = _mentions(location.country, named, context)
    if location.kind != "state" and times:
        yield COUNTRY + COUNTRY_SHARE * share + (COUNTRY_OFTEN if times > 2 else 0), f"{location.country} named {times} times"
    others = [other for other in context.others if other.name != location.name]
    held = next((other for other in others if location.kind == "region" and holds(location, other)), None)
    yield (HOLDS_OTHER, f"holds {held.name}") if held else (0, "")
    near = [other.name for other in others if location.kind != "state" and kilometres(location, other) < NEAR_KM]
    yield NEAR_OTHER * min(len(near), 3), "near " + ", ".join(near[:3])


def _mentions(country: str, named: NamedPlace, context: _Context) -> tuple[int, float]:
    """How often the article names a country, and the share of that among all countries; the name in question is no hint for itself."""
    own = fold(named.bare)
    counts = {code: words.total() - words[own] for code, words in context.countries.items()}
    return counts.get(country, 0), counts.get(country, 0) / max(sum(counts.values()), 1)


def _is_same_place(a: Location, b: Location) -> bool:
    """Whether it hardly matters which of two is meant: a city and the region around it, a base and its town."""
    return a.country == b.country and (holds(a, b) or holds(b, a) or kilometres(a, b) < SAME_PLACE_KM)


def _to_place(document: Document, phrase: Phrase, named: NamedPlace, choice: Choice) -> Place:
    """The record's place. A part of a country or region has its country, but no coordinates."""
    location = choice.location
    name = named.name if location is None or named.use else location.name
    is_part = named.use == "part" and location is not None and location.precision != "city"
    at = (location.latitude, location.longitude) if location and not is_part else (None, None)
    return Place(phrase.span.of(document.text), phrase.span.start, phrase.span.end, name, choice.country or None, *at, precision=choice.precision or None)
