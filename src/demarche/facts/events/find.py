"""Events: words that stand in a frame of the lexicon, with those who take part, when and where, all tied by the same sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from demarche.facts.arguments import arguments
from demarche.facts.events.acts import find_demand, find_refusal, find_threat, says
from demarche.facts.events.carriers import Carrier, find_carrier
from demarche.facts.events.circumstances import Setting, find_ground, find_when, find_where
from demarche.facts.events.frames import Frame, find_frame
from demarche.facts.events.headlines import with_headlines
from demarche.facts.events.mentions import without_repeats
from demarche.facts.events.participants import find_parties
from demarche.facts.events.types import learnt_frame
from demarche.facts.named import Who
from demarche.facts.status import find_status
from demarche.language.document import Document
from demarche.record import Event, EventType, Statement, Status
from demarche.text import Span

_EVENT_WORDS = frozenset(("VERB", "NOUN", "PROPN", "ADJ"))


def find_events(document: Document, named: Who, setting: Setting, statements: Sequence[Statement], titles: Sequence[Span] = ()) -> list[Event]:
    """The events of a text in the order of the words that name them; `titles` are the stretches that are headlines."""
    found: dict[int, Event] = {}
    for word, token in enumerate(document.tokens):
        if token.upos not in _EVENT_WORDS:
            continue
        for at, event in _events_of(document, word, named, setting):
            if _is_news(document, at, event, named):
                found[at] = replace(event, according_to=_voucher(event, statements))
    found = with_headlines(document, without_repeats(document, found, named.telling), titles)
    return [replace(e, id=f"e{n}") for n, (_, e) in enumerate(sorted(found.items()), 1)]


def _events_of(document: Document, word: int, named: Who, setting: Setting) -> Iterator[tuple[int, Event]]:
    """What a word names, each with the word that stands for it: its own event, and what saying it refuses, demands or threatens."""
    token = document.tokens[word]
    slots = arguments(document, word)
    frame = find_frame(document, word, slots) or learnt_frame(document, word, slots)
    if frame and token.upos != "VERB" and token.event == "O":
        frame = None
    refusal = find_refusal(document, word, slots, frame)
    threat = find_threat(document, word, frame)
    if refusal or threat or frame:
        yield word, _event(document, word, refusal or threat or frame, named, setting)
    modal = find_demand(document, word, slots)
    if modal is not None:
        demand = _demand(document, word, modal, named)
        if demand:
            yield modal, demand


def _demand(document: Document, word: int, modal: int, named: Who) -> Event | None:
    """REQUEST of the one who says, in the same sentence, what somebody else must do."""
    clause = word if document.tokens[word].relation == "ccomp" else document.tokens[word].head
    if clause < 0 or document.tokens[clause].relation != "ccomp":
        return None
    above = document.tokens[clause].head
    speakers = [a for i in arguments(document, above).get("subj", []) for a in named.at(document, i)]
    asked = [a for i in arguments(document, word).get("subj", []) for a in named.at(document, i)]
    if not speakers or not asked or set(speakers) & set(asked) or not says(document, above):
        return None
    return Event(
        "", EventType.REQUEST, Status.HAPPENED, anchor=document.tokens[modal].span, evidence=(_hull(document, above),), actors=tuple(dict.fromkeys(speakers)),
        recipients=tuple(dict.fromkeys(asked)), content=_hull(document, clause), score=0.5,
    )  # fmt: skip


def _is_news(document: Document, word: int, event: Event, named: Who) -> bool:
    """Does the text tell the event, and not only speak of it?

    An act of nobody who is named is as often sport, metaphor or history as it is news; a noun without a doer that no verb carries is mostly
    what something else is about ("condolences over the attack").
    """
    if not named.telling.intersection((*event.actors, *event.recipients)):
        return False
    return document.tokens[word].upos == "VERB" or bool(event.actors) or find_carrier(document, word) is not None


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
        where=find_where(document, word, setting) or find_ground(document, slots, named, leaving=frame.type is EventType.RETREAT),
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
