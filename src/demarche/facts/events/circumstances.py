"""When and where an event took place: only what hangs on the event's own word, or on a word that carries it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from demarche.facts.arguments import Slots, marks_of, preposition_of
from demarche.facts.named import Who
from demarche.facts.times.bounds import OPEN, bounds_of
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import Actor, ActorKind, Place, TimeExpression, TimeType, When
from demarche.text import Span

# What is said of the one is said of the other: "will have a meeting today", "travelled to Kyiv on Tuesday for talks".
_CARRIED = frozenset(("obj", "obl", "nsubj", "nsubj:pass", "nmod", "xcomp", "compound", "obl:agent"))
_LONGEST_CLIMB = 4
# "When" and "while" hang on a clause as conjunctions or as adverbs.
_TIMING = ("mark", "advmod")
# "From 1 March 1998 to 30 June 2000": so many words behind the first head.
_FARTHEST_END = 5
_DAYS = re.compile(r"P(\d{1,3})([DW])")
_UNITS = {"D": 1, "W": 7}
_LONG = re.compile(r"P(?:[2-9]|\d{2,}|X)Y|P\d+DE|PXDE")


@dataclass(frozen=True, slots=True)
class Setting:
    """The times and places of a document by the word that each hangs on."""

    times: dict[int, list[tuple[int, TimeExpression]]]  # governing word → (head word, time)
    places: dict[int, list[tuple[int, Place]]]
    lengths: dict[int, list[tuple[int, TimeExpression]]]  # governing word → (head word, length of time)


def find_setting(document: Document, times: Sequence[TimeExpression], places: Sequence[Place]) -> Setting:
    """Each time and place under the word that its phrase hangs on."""
    first = {t.span.start: i for i, t in enumerate(document.tokens)}
    setting = Setting({}, {}, {})
    for time in times:
        kind = setting.times if time.type in (TimeType.DATE, TimeType.TIME) else setting.lengths if time.type is TimeType.DURATION else None
        if kind is not None and time.start in first:
            head = _head(document, first[time.start], time.end)
            kind.setdefault(document.tokens[head].head, []).append((head, time))
    for place in places:
        if place.start in first:
            head = _head(document, first[place.start], place.end)
            setting.places.setdefault(document.tokens[head].head, []).append((head, place))
    return setting


def _head(document: Document, start: int, end: int) -> int:
    """The word of a stretch `start` … code point `end` whose governor lies outside it."""
    at, inside = start, range(start, start + 12)
    while document.tokens[at].head in inside and document.tokens[document.tokens[at].head].span.start < end:
        at = document.tokens[at].head
    return at


def find_when(document: Document, word: int, setting: Setting) -> When | None:
    """The time that hangs on the event or, higher up, on a word that carries it; else that of a clause which tells when it was."""
    for at in _climb(document, word):
        for holder in (at, *_phrases(document, at), *_subjects(document, at), *_starts(document, at)):
            near = [(h, t) for h, t in setting.times.get(holder, ()) if h != word and (at == word or not _stands_behind(document, at, word, h))]
            if holder != at:  # "Dismissed an ultimatum of two days earlier": the day of the ultimatum
                near = [(h, t) for h, t in near if preposition_of(document, h) != "of"]
            # "Will now meet on Friday": the day tells more than "now".
            for head, time in sorted(near, key=lambda n: (n[1].value or "").endswith("_REF"))[:1]:
                return _up_to(document, head, when_of(document, head, time), setting.times[holder])
    clauses = _told_by(document, word)
    told = next(((head, time) for clause in clauses for head, time in setting.times.get(clause, ())), None) or _before_then(document, word, setting)
    return when_of(document, *told) if told else _counted_back(document, word, setting)


def _counted_back(document: Document, word: int, setting: Setting) -> When | None:
    """The day of a side clause that the main one counts from: "expelled him on Monday, two days after troops crossed" → Saturday."""
    token = document.tokens[word]
    if token.relation != "advcl" or not marks_of(document, word) & event_time_words("counted_from"):
        return None
    lengths = [(t, m) for _, t in setting.lengths.get(word, ()) if (m := _DAYS.fullmatch(t.value or ""))]
    main = find_when(document, token.head, setting) if lengths else None
    if main is None or main.earliest is None or main.earliest != main.latest:
        return None
    time, match = lengths[0]
    day = (date.fromisoformat(main.earliest) - timedelta(days=int(match[1]) * _UNITS[match[2]])).isoformat()
    return When(time.text, time.start, time.end, day, day, day)


def find_where(document: Document, word: int, setting: Setting) -> Place | None:
    """The place that hangs on the event, or on a word that carries it, by a preposition of place; of a noun also that of what it is about."""
    for at in _climb(document, word):
        near = (at, *_phrases(document, at))
        # "On the sidelines of a summit in Kathmandu", "talks on a ceasefire in Doha".
        topics = [c for h in near if h != at for c in _phrases(document, h) if document.tokens[at].upos == "NOUN" or preposition_of(document, c) == "of"]
        topics += [d for c in topics for d in _phrases(document, c)]
        topics += [c for c in document.children[at] if document.tokens[at].upos == "NOUN" and document.tokens[c].relation == "nmod"]
        for holder in dict.fromkeys((*near, *topics)):
            for head, place in setting.places.get(holder, ()):
                if _is_local(document, head, holder):
                    return place
    return None


def find_struck(document: Document, word: int, slots: Slots, setting: Setting) -> Place | None:
    """The place that force is used on: "shelled Odesa", "shelled the towns of Jermuk and Goris"."""
    for struck in slots.get("obj", []):
        own = [place for head, place in setting.places.get(word, ()) if head == struck]
        inner = [place for head, place in setting.places.get(struck, ()) if preposition_of(document, head) == "of"]
        if own or inner:
            return (*own, *inner)[0]
    return None


def is_lasting(document: Document, word: int, setting: Setting) -> bool:
    """Is it said to go on for years: history, and no event of some day?"""
    lengths = [found for at in (word, *_phrases(document, word)) for found in setting.lengths.get(at, ())]
    # "The first election in 16 years", "rebuilt in two years": so long ago, or so long until it was done.
    return any(_LONG.fullmatch(length.value or "") for head, length in lengths if preposition_of(document, head) != "in")


def find_ground(document: Document, slots: Slots, who: Who, *, leaving: bool) -> Place | None:
    """Where something is done in, or withdrawn from, states that the sentence names as actors: "from the Baltic states"."""
    for slot in ("in", "across", "inside", "throughout", *(("from",) if leaving else ())):
        for word in slots.get(slot, []):
            for id_ in who.at(document, word):
                if who.kinds[id_] is ActorKind.STATE or (who.kinds[id_] is ActorKind.GROUP and document.tokens[word].lemma.lower() in _lands()):
                    return _place_of(document, word, who.actor(id_))
    return None


def _place_of(document: Document, word: int, actor: Actor) -> Place:
    """The land of an actor as a place, by its mention at a word."""
    at = document.tokens[word].span
    span = next((Span(m.start, m.end) for m in actor.mentions if m.start <= at.start < m.end), at)
    return Place(span.of(document.text), span.start, span.end, actor.name, actor.country, precision="country" if actor.country else None)


@cache
def _lands() -> frozenset[str]:
    """Words for states and other stretches of land."""
    return frozenset(row["word"] for row in load_table("place_kinds") if row["use"] in ("kind", "land"))


def _climb(document: Document, word: int) -> Iterator[int]:
    """The event's word and those that carry it, nearest first."""
    at = word
    for _ in range(_LONGEST_CLIMB):
        yield at
        token = document.tokens[at]
        if token.head < 0 or not (token.relation in _CARRIED or _is_simultaneous(document, at) or (token.relation == "conj" and token.upos == "VERB")):
            return
        at = token.head


def _is_simultaneous(document: Document, word: int) -> bool:
    """Is it a side clause of the same time: "were killed on Monday when soldiers opened fire"?"""
    return document.tokens[word].relation == "advcl" and not marks_of(document, word, _TIMING).isdisjoint(event_time_words("simultaneous"))


def _stands_behind(document: Document, at: int, word: int, time: int) -> bool:
    """Of coordinated verbs, only a time before the first holds for the second: "In June they marched, and nine were arrested"."""
    return document.tokens[word].relation == "conj" and document.tokens[word].head == at and time > at


def _starts(document: Document, word: int) -> Iterator[int]:
    """The participles that tell when a noun begins: "an exercise starting on Sunday"."""
    yield from (c for c in document.children[word] if document.tokens[c].relation == "acl" and document.tokens[c].lemma.lower() in event_time_words("start"))


def _subjects(document: Document, word: int) -> Iterator[int]:
    """The subject, on which the parser hangs a time between it and the verb: "Chile on Friday signed"."""
    yield from (c for c in document.children[word] if c < word and document.tokens[c].relation.startswith("nsubj"))


def _phrases(document: Document, word: int) -> Iterator[int]:
    """The nouns behind a preposition of a word, on which the parser hangs what belongs to the word: "in Berlin on Tuesday", "along the border of"."""
    for child in document.children[word]:
        token = document.tokens[child]
        if token.relation.startswith(("obl", "nmod", "obj")):
            preposition = preposition_of(document, child)
            if (token.upos in ("PROPN", "NOUN") or preposition) and (token.event == "O" or preposition in event_time_words("setting")):
                yield child


def _told_by(document: Document, word: int) -> Iterator[int]:
    """The clauses that hang on an event and tell its time: "after troops invaded in 2008"."""
    for child in document.children[word]:
        if document.tokens[child].relation == "advcl" and marks_of(document, child, _TIMING) & event_time_words("clause"):
            yield child


def _before_then(document: Document, word: int, setting: Setting) -> tuple[int, TimeExpression] | None:
    """The one time of the sentence before, where the event's own begins with "then"."""
    sentence = document.sentence_of[word]
    first, end = document.sentences[sentence]
    opening = " ".join(t.text.lower() for t in document.tokens[first : min(first + 3, end)])
    if sentence == 0 or not any(opening == p or opening.startswith(p + " ") for p in event_time_words("pointing")):
        return None
    start, end = document.sentences[sentence - 1]
    named = [(head, t) for times in setting.times.values() for head, t in times if start <= head < end]
    return named[0] if len({t.value for _, t in named}) == 1 else None


def when_of(document: Document, head: int, time: TimeExpression) -> When:
    """The time as the event's: "before Monday" leaves the event's day open but for its end."""
    earliest, latest = bounds_of(time.value) if time.value else OPEN
    preposition = preposition_of(document, head)
    if preposition in event_time_words("open_start"):
        earliest, latest = None, _day_before(earliest) if preposition not in event_time_words("inclusive") else latest
    elif preposition in event_time_words("open_end"):
        latest = None
    return When(time.text, time.start, time.end, time.value, earliest, latest)


def _up_to(document: Document, head: int, when: When, times: Sequence[tuple[int, TimeExpression]]) -> When:
    """ "From 1998" to the end of the time behind it: "to 2000", "until March"."""
    if preposition_of(document, head) not in event_time_words("open_end"):
        return when
    behind = (t for h, t in times if head < h <= head + _FARTHEST_END and preposition_of(document, h) in event_time_words("range_end"))
    latest = next((bounds_of(t.value)[1] for t in behind if t.value), None)
    return replace(when, latest=latest) if latest and (when.earliest or latest) <= latest else when


@cache
def event_time_words(role: str) -> frozenset[str]:
    """The words of a role in lexicon/event_times.tsv."""
    return frozenset(row["word"] for row in load_table("event_times") if row["role"] == role)


def _day_before(day: str | None) -> str | None:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else None


@cache
def _local_prepositions() -> frozenset[str]:
    rows = load_table("place_words")
    return frozenset(p for row in rows if row["reading"] == "place" and row["word"] == "*" for p in row["slot"].split("|"))


def _is_local(document: Document, head: int, holder: int) -> bool:
    """Does the place hang by a preposition of place, by itself or through the noun that it tells of ("the border with Ukraine")?"""
    beside = document.tokens[head].relation in ("compound", "flat", "appos")
    preposition = preposition_of(document, holder if beside else head)
    local = _local_prepositions() | {"to", "from"}
    return preposition in local or (preposition in ("of", "with", "between") and preposition_of(document, holder) in local)
