"""Events: words that stand in a frame of the lexicon, with those who take part, when and where, all tied by the same sentence."""

from collections.abc import Sequence
from dataclasses import replace

from demarche.facts.arguments import arguments
from demarche.facts.events.carriers import Carrier, find_carrier
from demarche.facts.events.circumstances import Setting, find_setting, find_when, find_where
from demarche.facts.events.frames import Frame, find_frame
from demarche.facts.events.participants import find_parties
from demarche.facts.named import Who
from demarche.facts.status import find_status
from demarche.language.document import Document
from demarche.record import Event, Place, Statement, TimeExpression
from demarche.text import Span

_EVENT_WORDS = frozenset(("VERB", "NOUN", "PROPN", "ADJ"))


def find_events(document: Document, named: Who, times: Sequence[TimeExpression], places: Sequence[Place], statements: Sequence[Statement]) -> list[Event]:
    """The events of a text in the order of the words that name them."""
    found: dict[int, Event] = {}
    setting = find_setting(document, times, places)
    for word, token in enumerate(document.tokens):
        if token.upos not in _EVENT_WORDS:
            continue
        slots = arguments(document, word)
        frame = find_frame(document, word, slots)
        if frame and (token.upos == "VERB" or token.event != "O"):
            event = _event(document, word, frame, named, setting)
            # An act of nobody who is named is as often sport, metaphor or history as it is news.
            if named.telling.intersection((*event.actors, *event.recipients)):
                found[word] = replace(event, according_to=_voucher(event, statements))
    return [replace(e, id=f"e{n}") for n, (_, e) in enumerate(_without_doubles(document, found), 1)]


def _without_doubles(document: Document, found: dict[int, Event]) -> list[tuple[int, Event]]:
    """The events less those that say the same once more under a word of their type: "plans to attack", "killed two in an attack"."""
    kept = dict(found)
    for word, event in found.items():
        above = document.tokens[word].head
        outer = kept.get(above)
        if word in kept and outer and outer.type is event.type:
            fuller, other = (above, word) if _told(outer) >= _told(event) and not _is_control(document, word) else (word, above)
            kept[fuller] = _joined(kept[fuller], kept.pop(other))
    return sorted(kept.items())


def _told(event: Event) -> int:
    return bool(event.actors) + bool(event.recipients)


def _is_control(document: Document, word: int) -> bool:
    return document.tokens[word].relation == "xcomp"


def _joined(event: Event, other: Event) -> Event:
    """The event, with what only the other word for it tells."""
    taken = {*event.actors, *event.recipients}
    return replace(
        event,
        mode=event.mode or other.mode,
        actors=event.actors or tuple(a for a in other.actors if a not in taken),
        recipients=event.recipients or tuple(a for a in other.recipients if a not in taken),
        when=event.when or other.when,
        where=event.where or other.where,
        content=event.content or other.content,
    )


def _event(document: Document, word: int, frame: Frame, named: Who, setting: Setting) -> Event:
    slots = arguments(document, word)
    carrier = find_carrier(document, word) if document.tokens[word].upos != "VERB" else None
    parties = find_parties(document, word, frame, slots, carrier, named)
    status, certainty = find_status(document, word)
    content = next((c for slot in frame.content for c in slots.get(slot, [])), None)
    return Event(
        "",
        frame.type,
        frame.status or status,
        anchor=document.tokens[word].span,
        evidence=(_clause(document, word, carrier),),
        mode=(frame.mode,) if frame.mode else (),
        actors=parties.actors,
        recipients=parties.recipients,
        certainty=certainty,
        when=find_when(document, word, setting),
        where=find_where(document, word, setting),
        content=_hull(document, content) if content is not None else None,
        score=0.5,
    )


def _voucher(event: Event, statements: Sequence[Statement]) -> str | None:
    return next((s.speakers[0] for s in statements if s.speakers and any(c.contains(event.anchor) for c in s.content)), None)


def _clause(document: Document, word: int, carrier: Carrier | None) -> Span:
    """The clause that says so: all that hangs on the event's word or on the verb that carries it, less clauses that are coordinated with it."""
    top = carrier.verb if carrier and word in document.subtree(carrier.verb) else word
    apart = {w for c in document.children[top] if document.tokens[c].relation in ("conj", "parataxis") and document.tokens[c].upos == "VERB" for w in document.subtree(c)}
    inside = [w for w in document.subtree(top) if w not in apart and document.tokens[w].upos != "PUNCT"] or [top]
    return document.span(inside[0], inside[-1] + 1)


def _hull(document: Document, word: int) -> Span:
    """From the first to the last word of all that hangs on a word."""
    inside = document.subtree(word)
    return document.span(inside[0], inside[-1] + 1)
