"""What the learnt head says of a word: it decides what the lexicon of frames leaves open.

A word whose frames all ask for something that does not stand there takes the type that the head is sure of, among the types of its frames; a
word that no frame knows needs more certainty. The two thresholds were chosen on the codebook's sentences and articles of our own
(bench/EVENTS.md).
"""

from dataclasses import replace
from functools import cache

from demarche.facts.arguments import Slots
from demarche.facts.events.frames import Frame, frames_of, is_excluded
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import EventType

LEAST_OF_KNOWN = 0.98
LEAST_OF_OPEN = 0.99
# A frame that asks for two things tells of one use of its word, and what it rules out there says nothing of the others ("fight into" of "fight off").
NARROW = 2
TYPES = tuple(EventType)
_POS = {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN"}


def probability(document: Document, word: int, type_: EventType) -> float | None:
    """The head's probability that a word names an event of a type; None where a document has no head (another model)."""
    return None if document.event_types is None else float(document.event_types[word, TYPES.index(type_)])


def learnt_frame(document: Document, word: int, slots: Slots) -> Frame | None:
    """The frame of the type that the head gives a word, where it is sure enough."""
    pos = _POS.get(document.tokens[word].upos)
    if document.event_types is None or pos is None:
        return None
    frames = frames_of(document.tokens[word])
    if any(is_excluded(document, slots, f) for f in frames if len(f.required) < NARROW):
        return None
    best = int(document.event_types[word, : len(TYPES)].argmax())
    type_, share = TYPES[best], float(document.event_types[word, best])
    known = next((f for f in reversed(frames) if f.type is type_), None)  # the one that asks least: the others speak of narrower uses
    if known and share >= LEAST_OF_KNOWN:
        return replace(known, mode=None)  # no frame holds: the words around it tell the mode
    return _open_frames()[type_, pos] if not known and share >= LEAST_OF_OPEN else None


@cache
def _open_frames() -> dict[tuple[EventType, str], Frame]:
    found = {}
    for row in load_table("open_frames"):
        actor, recipient, content = (tuple(s for s in row[c].split("|") if s and s != "-") for c in ("actor", "recipient", "content"))
        type_ = EventType(row["type"])
        found[type_, row["pos"]] = Frame("", row["pos"], (), (), type_, None, actor, recipient, row["mutual"] == "y", content, None)
    return found
