"""What a word names: the frame that holds for it and why, from the lexicon, the learnt head, or the grammar around it."""

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.facts.arguments import Slots, arguments
from demarche.facts.events.acts import find_refusal, find_threat
from demarche.facts.events.carriers import Carrier, find_carrier
from demarche.facts.events.frames import Frame, find_frame
from demarche.facts.events.types import learnt_frame, probability
from demarche.language.document import Document

_EVENT_WORDS = frozenset(("VERB", "NOUN", "PROPN", "ADJ"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word in a frame. `basis`: lexicon, head or grammar."""

    word: int
    frame: Frame
    slots: Slots
    carrier: Carrier | None
    basis: str
    why: str


def find_candidates(document: Document) -> Iterator[Candidate]:
    """The words of a document that may name an event, in text order."""
    for word, token in enumerate(document.tokens):
        if token.upos in _EVENT_WORDS and (candidate := _candidate(document, word)):
            yield candidate


def _candidate(document: Document, word: int) -> Candidate | None:
    token = document.tokens[word]
    slots = arguments(document, word)
    frame, basis = find_frame(document, word, slots), "lexicon"
    if frame is None:
        frame, basis = learnt_frame(document, word, slots), "head"
    if token.upos == "ADJ" and token.event == "O":
        frame = None
    act = find_refusal(document, word, slots, frame) or find_threat(document, word, frame)
    if act:
        frame, basis = act, "grammar"
    if frame is None:
        return None
    carrier = find_carrier(document, word) if token.upos != "VERB" else None
    return Candidate(word, frame, slots, carrier, basis, _why(document, word, frame, basis, carrier))


def _why(document: Document, word: int, frame: Frame, basis: str, carrier: Carrier | None) -> str:
    """In words: "frame “hold” beside obj=talk", "head 0.83", "carried by “held”"."""
    if basis == "lexicon":
        beside = "; ".join(f"{slot}={_some(words)}" for slot, words in frame.required)
        reason = f"frame “{frame.lemma}”" + (f" beside {beside}" if beside else "")
    elif basis == "head":
        reason = f"the learnt head says so ({probability(document, word, frame.type) or 0:.2f})"
    else:
        reason = f"“{document.tokens[word].text}” is what is {'refused' if frame.type == 'REJECT' else 'threatened'}"
    return reason + (f", carried by “{document.tokens[carrier.verb].text}”" if carrier else "")


def _some(words: frozenset[str]) -> str:
    return ",".join(sorted(words)[:3]) + ("…" if len(words) > 3 else "")
