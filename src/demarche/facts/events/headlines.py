"""Headlines tell in the present tense what happened, and what is only planned: the body of the article decides which."""

from collections.abc import Sequence
from dataclasses import replace

from demarche.facts.events.mentions import Found
from demarche.language.document import Document
from demarche.record import Event, Status
from demarche.text import Span


def with_headlines(document: Document, found: Found, titles: Sequence[Span]) -> Found:
    """The events, those that a title tells in the simple present with the status that the body gives them."""
    inside = {w for w in found if any(t.contains(document.tokens[w].span) for t in titles)}
    body = [e for w, e in found.items() if w not in inside]
    return {w: _settled(document, w, e, body) if w in inside else e for w, e in found.items()}


def _settled(document: Document, word: int, event: Event, body: Sequence[Event]) -> Event:
    if event.status is not Status.HAPPENED or document.tokens[word].feature("Tense") == "Past":
        return event
    same = [e for e in body if e.type is event.type and _shared(e, event)]
    # A headline tells the news: of two meetings of the same people the one that is to come.
    told = max(same, key=lambda e: (_shared(e, event), e.status is Status.PLANNED), default=None)
    return replace(event, status=told.status, certainty=told.certainty) if told and told.status is Status.PLANNED else event


def _shared(event: Event, other: Event) -> int:
    return len({*event.actors, *event.recipients} & {*other.actors, *other.recipients})
