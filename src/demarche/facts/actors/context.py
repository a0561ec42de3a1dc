"""What the article as a whole says that helps to tell who is meant: its day, and the states that it speaks of."""

from collections import Counter
from dataclasses import dataclass, field

from demarche.language.document import Document
from demarche.lexicon.gazetteer import find_locations
from demarche.lexicon.knowledge import How, Knowledge
from demarche.record import ActorKind

# Nobody in office more than so many years before or after the article is meant by a family name alone.
NEAR_YEARS = 3


@dataclass(frozen=True)
class Context:
    """`day`: ISO date of publication, None where nobody knows; `countries`: how often each state is named, by ISO code; `by_seat`: how often of these
    by its capital or another seat of power."""

    day: str | None
    countries: Counter[str]
    by_seat: Counter[str] = field(default_factory=Counter)


def read_context(document: Document, published: str | None, knowledge: Knowledge) -> Context:
    """The day and the states of an article; organisations count for theirs a little."""
    countries: Counter[str] = Counter()
    by_seat: Counter[str] = Counter()
    for i, token in enumerate(document.tokens):
        if not token.text[:1].isupper() or token.text == "The":
            continue
        two = f"{token.text} {document.tokens[i + 1].text}" if i + 1 < len(document.tokens) else token.text
        for sense in knowledge.senses(two) or knowledge.senses(token.text):
            if sense.known.country and sense.known.kind is ActorKind.STATE:
                countries[sense.known.country] += 1
                by_seat[sense.known.country] += sense.how in (How.CAPITAL, How.METONYM)
    return Context(published[:10] if published else None, countries, by_seat)


def is_main(country: str | None, context: Context) -> bool:
    """Does an article name no other state more often?"""
    return bool(country) and context.countries[country or ""] >= max(context.countries.values(), default=0)


def known_place(name: str) -> tuple[str, str] | None:
    """The gazetteer's name and the state of a city or region, where the largest bearer of the name outweighs the others ten to one; None else."""
    found = find_locations(name) or find_locations(name.removesuffix(" State").removesuffix(" Province").removesuffix(" City").removesuffix(" Region"))
    ranked = sorted(found, key=lambda place: -place.population)
    if not ranked or (len(ranked) > 1 and ranked[0].country != ranked[1].country and ranked[0].population < 10 * ranked[1].population):
        return None
    return ranked[0].name, ranked[0].country


def country_of_place(name: str) -> str | None:
    """The state that a city or region surely lies in."""
    place = known_place(name)
    return place[1] or None if place else None
