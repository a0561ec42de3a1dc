"""What a word's own clause says of it: modals, negation, conjunctions, adverbs, adjectives and tense."""

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.facts.status.conditions import find_conditions, read_would
from demarche.facts.status.tense import is_futurate, is_going_on, is_imperative, is_past, is_to_come
from demarche.facts.status.words import Effect, effect_of_child
from demarche.language.document import Document
from demarche.record import Status

IRREAL = (Status.PLANNED, Status.DEMANDED, Status.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Own:
    """The status that a word's own clause gives it, its negation counted in; None where it leaves that open."""

    status: Status | None = None
    hedged: bool = False
    negated: bool = False
    ahead: bool = False  # a modal or a time puts it ahead, negated or not: "will not leave"


def read_own(document: Document, word: int) -> Own:
    """What the words right under a word say of it."""
    status, hedged, lasting = None, False, False
    for _, effect in find_conditions(document, word):
        status, hedged = effect.status, hedged or effect.hedged
    modal = _modal(document, word)
    if modal and status is None:
        status, hedged = modal.status, hedged or modal.hedged
    if status is None and (is_futurate(document, word) or is_to_come(document, word)):
        status = Status.PLANNED
    if status is None and is_imperative(document, word):
        status = Status.DEMANDED
    for child, effect in _modifiers(document, word):
        hedged |= effect.hedged
        lasting |= effect.status is Status.ONGOING
        if effect.status in IRREAL or (effect.status is Status.NEGATED and document.tokens[child].relation != "advmod"):
            status = status if status in (*IRREAL, Status.NEGATED) and effect.status is Status.PLANNED else effect.status
        elif effect.status is Status.HAPPENED:
            status = status or effect.status
    if status is None and (lasting or is_going_on(document, word)):
        status = None if is_past(document, word) else Status.ONGOING
    ahead = status in IRREAL
    negated = is_negated(document, word)
    if negated:
        status, hedged = _denied(status, modal, hedged)
    return Own(status, hedged, negated, ahead)


def _denied(status: Status | None, modal: Effect | None, hedged: bool) -> tuple[Status, bool]:
    """ "May not" leaves it open as "may" does, "if … not" as "if" does, and "would not have" says that it did; else it did or will not."""
    if status is Status.NEGATED:
        return Status.HAPPENED, True
    if status is Status.POSSIBLE and (modal is None or modal.shares):
        return status, True
    return Status.NEGATED, hedged and modal is not None and modal.status is not Status.POSSIBLE


def _modifiers(document: Document, word: int) -> Iterator[tuple[int, Effect]]:
    """Adverbs of a verb, adjectives, determiners and prepositions of a noun."""
    for child in document.children[word]:
        relation = document.tokens[child].relation.split(":")[0]
        if relation not in ("advmod", "amod", "case", "compound"):
            continue
        slots = (f"{relation} {document.tokens[word].lemma.lower()}", relation)
        effect = next((e for s in slots if (e := effect_of_child(document, child, s))), None)
        is_over = relation == "advmod" and effect is not None and effect.status is Status.PLANNED and is_past(document, word)
        if effect and not is_over:  # "soon left"
            yield child, effect


def is_negated(document: Document, word: int) -> bool:
    """Do "not", "never", "no" or a subject like "nobody" deny the word?"""
    for child in document.children[word]:
        token = document.tokens[child]
        relation = token.relation.split(":")[0]
        if relation in ("advmod", "det", "cc") and _denies(document, child, relation):
            return True
        if (
            relation == "advmod"
            and effect_of_child(document, child, "limited") is None
            and any(_denies(document, c, "advmod") for c in document.children[child])
        ):
            return True  # "no longer", "not yet"
        if relation in ("nsubj", "obj") and document.tokens[word].upos in ("VERB", "AUX", "ADJ") and _is_nobody(document, child):
            return True
    return False


def _denies(document: Document, word: int, relation: str) -> bool:
    token = document.tokens[word]
    if relation in ("advmod", "det") and (token.feature("Polarity") == "Neg" or token.feature("PronType") == "Neg"):
        return not (word + 1 < len(document.tokens) and effect_of_child(document, word + 1, "limited"))  # "not only"
    effect = effect_of_child(document, word, relation)
    return effect is not None and effect.status is Status.NEGATED


def _is_nobody(document: Document, word: int) -> bool:
    effect = effect_of_child(document, word, "nobody")
    return effect is not None or any(_denies(document, c, "det") for c in document.children[word] if document.tokens[c].relation in ("det", "cc:preconj"))


def _modal(document: Document, word: int) -> Effect | None:
    beside = [c for c in document.children[word] if document.tokens[c].relation.startswith(("aux", "cop"))]
    perfect = any(document.tokens[c].lemma == "have" and document.tokens[c].xpos in ("VB", "RB") for c in beside)
    for child in beside:
        slots = ("aux have", "aux") if perfect else ("aux",)
        if effect := next((e for s in slots if (e := effect_of_child(document, child, s))), None):
            return read_would(document, word) if effect.status is Status.PLANNED and effect.hedged else effect
    return None
