"""Events: words that stand in a frame of the lexicon, with those who take part, when and where, all tied by the same sentence."""

from collections.abc import Sequence
from dataclasses import replace

from demarche.facts.arguments import arguments
from demarche.facts.frames import Frame, find_frame
from demarche.facts.named import Who
from demarche.facts.status import find_status
from demarche.facts.times.bounds import OPEN, bounds_of
from demarche.language.document import Document
from demarche.record import ActorKind, Event, Place, Statement, TimeExpression, When
from demarche.text import Span

# Only here a city takes part as an actor: "Hamburg bans", "expelled by Geneva".
ACTING = frozenset(("subj", "by"))
_EVENT_WORDS = frozenset(("VERB", "NOUN", "PROPN", "ADJ"))


def find_events(document: Document, named: Who, times: Sequence[TimeExpression], places: Sequence[Place], statements: Sequence[Statement]) -> list[Event]:
    """The events of a text in the order of the words that name them."""
    found: dict[int, Event] = {}
    for word, token in enumerate(document.tokens):
        if token.upos not in _EVENT_WORDS:
            continue
        slots = arguments(document, word)
        frame = find_frame(document, word, slots)
        if frame and (token.upos == "VERB" or token.event != "O"):
            event = _event(f"e{len(found) + 1}", document, word, frame, slots, named)
            # An act of nobody who is named is as often sport, metaphor or history as it is news.
            if named.telling.intersection((*event.actors, *event.recipients)):
                found[word] = _placed(event, document, times, places, statements)
    return [replace(e, id=f"e{n}") for n, (_, e) in enumerate(_without_doubles(document, found), 1)]


def _without_doubles(document: Document, found: dict[int, Event]) -> list[tuple[int, Event]]:
    """The events less those that only govern another of their type: "plans to attack" is one attack."""
    doubles = {document.tokens[w].head for w, e in found.items() if (outer := found.get(document.tokens[w].head)) and outer.type is e.type}
    return [(w, e) for w, e in found.items() if w not in doubles]


def _event(id_: str, document: Document, word: int, frame: Frame, slots: dict[str, list[int]], named: Who) -> Event:
    actors = _participants(document, slots, frame.actor, named)
    recipients = tuple(a for a in _participants(document, slots, frame.recipient, named) if a not in actors)
    if frame.mutual and frame.mode != "visit":
        actors, recipients = (*actors, *recipients), ()
    status, certainty = find_status(document, word)
    content = next((c for slot in frame.content for c in slots.get(slot, [])), None)
    return Event(
        id_,
        frame.type,
        frame.status or status,
        anchor=document.tokens[word].span,
        evidence=(_hull(document, word),),
        mode=(frame.mode,) if frame.mode else (),
        actors=actors,
        recipients=recipients,
        certainty=certainty,
        content=_hull(document, content) if content is not None else None,
        score=0.5,
    )


def _participants(document: Document, slots: dict[str, list[int]], wanted: Sequence[str], named: Who) -> tuple[str, ...]:
    """The actors named in the first of the wanted slots that names one."""
    for slot in wanted:
        found = [a for i in slots.get(slot, []) for a in named.at(document, i) if slot in ACTING or named.kinds[a] is not ActorKind.PLACE]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _hull(document: Document, word: int) -> Span:
    """From the first to the last word of all that hangs on a word."""
    inside = document.subtree(word)
    return document.span(inside[0], inside[-1] + 1)


def _placed(event: Event, document: Document, times: Sequence[TimeExpression], places: Sequence[Place], statements: Sequence[Statement]) -> Event:
    """The event with its time, its place and whoever vouches for it, each only where it stands in the event's own clause."""
    clause = event.evidence[0]
    when = next((t for t in times if clause.contains(Span(t.start, t.end)) and t.type.value in ("DATE", "TIME")), None)
    where = next((p for p in places if clause.contains(Span(p.start, p.end)) and _is_local(document, p)), None)
    voucher = next((s.speakers[0] for s in statements if s.speakers and any(c.contains(event.anchor) for c in s.content)), None)
    bounds = bounds_of(when.value) if when else OPEN
    return Event(
        **{f: getattr(event, f) for f in event.__slots__ if f not in ("when", "where", "according_to")},
        when=When(when.text, when.start, when.end, when.value, *bounds) if when else None,
        where=where,
        according_to=voucher,
    )


def _is_local(document: Document, place: Place) -> bool:
    """Does the place hang on its clause by a preposition of place?"""
    for i, token in enumerate(document.tokens):
        if token.span.start == place.start:
            return any(document.tokens[c].lemma.lower() in ("in", "at", "near", "to", "outside") for c in document.children[i])
    return False
