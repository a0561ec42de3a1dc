"""Verbal acts that grammar makes of another verb: "will not lift the ban" refuses, "said Ankara must leave" demands, "will leave unless" threatens.

They stand beside the frames of the lexicon: their own words are lexicon/modal_acts.tsv, refused_verbs.tsv and threat_conditions.tsv. PLOVER codes them
by what is refused or threatened (REJECT and THREATEN modes).
"""

from dataclasses import replace
from functools import cache

from demarche.facts.arguments import Slots, marks_of
from demarche.facts.events.frames import Frame
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import EventType, Status

REFUSABLE = {
    EventType.AGREE: "change", EventType.CONSULT: "meet", EventType.SUPPORT: "assist", EventType.CONCEDE: "yield", EventType.COOPERATE: "assist",
    EventType.AID: "assist", EventType.RETREAT: "yield",
}  # fmt: skip
THREATENED = {
    EventType.ASSAULT: "violence", EventType.SANCTION: "relations", EventType.COERCE: "restrict", EventType.MOBILIZE: None, EventType.PROTEST: None,
}  # fmt: skip
# Words over a refused verb: "has no intention of", "said it will not": more than these two steps no example needed.
_LONGEST_CLIMB = 2


def find_refusal(document: Document, word: int, slots: Slots, frame: Frame | None) -> Frame | None:
    """The frame of REJECT for a verb that its subject says it will not do; None where it refuses nothing."""
    token = document.tokens[word]
    mode = REFUSABLE.get(frame.type) if frame else _refused().get(token.lemma.lower())
    if token.upos != "VERB" or mode is None or "subj" not in slots or not _is_refused(document, word):
        return None
    return replace(frame or _plain(token.lemma, EventType.REJECT), type=EventType.REJECT, mode=mode, mutual=False, status=Status.HAPPENED)


def find_demand(document: Document, word: int) -> int | None:
    """The word that says that the subject of a verb must do it; None where nothing is demanded."""
    token = document.tokens[word]
    if token.upos not in ("VERB", "ADJ"):
        return None
    helpers = [c for c in document.children[word] if document.tokens[c].relation == "aux"]
    own = next((c for c in helpers if (document.tokens[c].lemma.lower(), "aux") in _modals("demand")), None)
    infinitive = token.relation == "xcomp" and token.feature("VerbForm") == "Inf"
    above = token.head if infinitive and (document.tokens[token.head].lemma.lower(), "xcomp") in _modals("demand") else None
    return own if own is not None else above


def find_threat(document: Document, word: int, frame: Frame | None) -> Frame | None:
    """The frame of THREATEN for a hostile act that is announced under a condition ("unless", "if … not"); None for any other."""
    if not frame or frame.type not in THREATENED or document.tokens[word].upos != "VERB":
        return None
    announced = any((document.tokens[c].lemma.lower(), "aux") in _modals("refusal") for c in document.children[word])
    conditional = any(document.tokens[c].relation == "advcl" and marks_of(document, c) & _conditions() for c in document.children[word])
    if not (announced and conditional):
        return None
    return replace(frame, type=EventType.THREATEN, mode=THREATENED[frame.type], status=Status.HAPPENED)


def says(document: Document, word: int) -> bool:
    """Is the word a verb of speech?"""
    return document.tokens[word].upos == "VERB" and document.tokens[word].lemma.lower() in _speech()


def _plain(lemma: str, type_: EventType) -> Frame:
    return Frame(lemma, "VERB", (), (), type_, None, ("subj",), ("obj", "iobj", "to", "with", "from"), False, ("obj",), None)


def _is_refused(document: Document, word: int) -> bool:
    """Is the verb negated beside a word of will, or does a negated word of will govern it?"""
    at, slot = word, "aux"
    for _ in range(_LONGEST_CLIMB):
        negated = any(_is_negation(document, c) for c in document.children[at])
        if slot == "aux":
            willed = any((document.tokens[c].lemma.lower(), "aux") in _modals("refusal") for c in document.children[at])
        else:
            willed = (document.tokens[at].lemma.lower(), "xcomp") in _modals("refusal")
        if negated and willed:
            return True
        if document.tokens[at].relation != "xcomp":
            return False
        at, slot = document.tokens[at].head, "xcomp"
    return False


def _is_negation(document: Document, word: int) -> bool:
    return document.tokens[word].feature("Polarity") == "Neg" and document.tokens[word].relation == "advmod"


@cache
def _modals(act: str) -> frozenset[tuple[str, str]]:
    return frozenset((row["lemma"], row["slot"]) for row in load_table("modal_acts") if row["act"] == act)


@cache
def _refused() -> dict[str, str]:
    return {row["lemma"]: row["mode"] for row in load_table("refused_verbs")}


@cache
def _conditions() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("threat_conditions"))


@cache
def _speech() -> frozenset[str]:
    return frozenset(row["lemma"] for row in load_table("reporting_words") if row["pos"] == "VERB" and row["kind"] in ("speech", "demand", "view"))
