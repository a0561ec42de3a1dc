"""What a word names: the frame that holds for it and why, from the lexicon, the learnt head, or the grammar around it."""

from dataclasses import dataclass

from demarche.facts.arguments import Slots, arguments
from demarche.facts.events.acts import find_refusal, find_threat, says
from demarche.facts.events.carriers import Carrier, find_carrier
from demarche.facts.events.frames import Frame, find_frame
from demarche.facts.events.types import learnt_frame, probability
from demarche.language.document import Document
from demarche.record import EventType, Status

# TimeML's classes of verbs that only lead to what somebody does or wants.
_INTENTIONAL = frozenset(("I_ACTION", "I_STATE"))
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


def find_candidates(document: Document) -> list[Candidate]:
    """The words of a document that may name an event, in text order.

    The head knows what kind of event a sentence tells better than which word tells it: where the lexicon has one of that type in the
    sentence, or the head is surer of another word, it adds nothing.
    """
    words = [w for w, token in enumerate(document.tokens) if token.upos in _EVENT_WORDS]
    found = [c for w in words if (c := _by_lexicon(document, w))]
    taken = {c.word for c in found}
    told = {(document.sentence_of[c.word], c.frame.type) for c in found}
    learnt = [c for w in words if w not in taken and (c := _by_head(document, w)) and (document.sentence_of[w], c.frame.type) not in told]
    best: dict[tuple[int, EventType], Candidate] = {}
    for c in learnt:
        place = document.sentence_of[c.word], c.frame.type
        if place not in best or _sure(document, c) > _sure(document, best[place]):
            best[place] = c
    return sorted((*found, *best.values()), key=lambda c: c.word)


def _sure(document: Document, candidate: Candidate) -> float:
    return probability(document, candidate.word, candidate.frame.type) or 0.0


def _by_lexicon(document: Document, word: int) -> Candidate | None:
    token = document.tokens[word]
    slots = arguments(document, word)
    frame, basis = find_frame(document, word, slots), "lexicon"
    # The model sees no event in "due in Cairo": a frame that itself says what is still to come knows better.
    if token.upos == "ADJ" and token.event == "O" and not (frame and frame.status is Status.PLANNED):
        frame = None
    act = find_refusal(document, word, slots, frame) or find_threat(document, word, frame)
    return _candidate(document, word, act or frame, slots, "grammar" if act else basis)


def _by_head(document: Document, word: int) -> Candidate | None:
    # A verb of speech only tells the act: what is said has words of its own.
    if says(document, word) or document.tokens[word].event == "O":
        return None
    slots = arguments(document, word)
    frame = learnt_frame(document, word, slots)
    if frame and not frame.lemma and document.tokens[word].event in _INTENTIONAL:
        return None  # "tried", "wanted": what is tried has words of its own
    act = find_refusal(document, word, slots, frame) or find_threat(document, word, frame) if frame else None
    return _candidate(document, word, act or frame, slots, "grammar" if act else "head")


def _candidate(document: Document, word: int, frame: Frame | None, slots: Slots, basis: str) -> Candidate | None:
    if frame is None:
        return None
    carrier = find_carrier(document, word)
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
