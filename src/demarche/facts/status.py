"""Did it happen? The status of an event: from its own helping verbs and negations, then from each word that governs it, inside out.

The words are those of lexicon/status_words.tsv. Where they decide nothing, the model's factuality does.
"""

from dataclasses import dataclass
from functools import cache

from demarche.facts.arguments import preposition_of
from demarche.language.document import Document
from demarche.lexicon.load import load_table
from demarche.record import Certainty, Status

# The model's factuality runs from -3 (certainly did not) to 3 (certainly did). Between these bounds the text leaves it open.
CERTAINLY_NOT = -1.0
CERTAIN = 2.0
# No sentence of the development articles needs more steps from an event to the word that decides its status.
LONGEST_CLIMB = 6


@dataclass(frozen=True, slots=True)
class _Effect:
    status: Status | None
    certainty: Certainty | None


@cache
def _effects() -> dict[tuple[str, str], _Effect]:
    """(lemma, slot) → what the word does to what stands in its slot."""
    effects: dict[tuple[str, str], _Effect] = {}
    for row in load_table("status_words"):
        effect = _Effect(Status(row["status"]) if row["status"] else None, Certainty(row["certainty"]) if row["certainty"] else None)
        effects.setdefault((row["lemma"].lower(), row["slot"]), effect)
    return effects


def find_status(document: Document, word: int) -> tuple[Status, Certainty]:
    """The status of the event that a word names, and whether the text hedges it."""
    status, hedged = _own(document, word)
    negated = _is_negated(document, word)
    at = word
    for _ in range(LONGEST_CLIMB):
        head = document.tokens[at].head
        if head < 0:
            break
        effect = _effect(document, at, head)
        if effect:
            status = _combined(status, effect.status, flips=_is_negated(document, head))
            hedged |= effect.certainty is Certainty.HEDGED
        elif _carries(document, at):
            # "hold talks", "the start of talks": what is said of the governing word is said of the event.
            above, above_hedged = _own(document, head)
            status, hedged = status or above, hedged or above_hedged
            negated |= _is_negated(document, head)
        at = head
    if negated:
        status = Status.NEGATED
    return _settled(document, word, status, hedged)


def _settled(document: Document, word: int, status: Status | None, hedged: bool) -> tuple[Status, Certainty]:
    """What the words leave open, the model's factuality decides."""
    token = document.tokens[word]
    if status is None:
        if token.factuality <= CERTAINLY_NOT:
            status = Status.NEGATED
        elif token.axis == "intended" and token.factuality < CERTAIN:
            status = Status.PLANNED
        elif token.axis == "hypothetical" and token.factuality < CERTAIN:
            status = Status.POSSIBLE
        else:
            status = Status.ONGOING if _is_going_on(document, word) else Status.HAPPENED
            hedged |= token.factuality < CERTAIN
    return status, Certainty.HEDGED if hedged else Certainty.STATED


def _own(document: Document, word: int) -> tuple[Status | None, bool]:
    """What the helping verbs, conjunctions and adverbs of a word itself say."""
    status, hedged = None, False
    for child in document.children[word]:
        token = document.tokens[child]
        slot = "aux" if token.relation.startswith("aux") else token.relation.split(":")[0]
        effect = _effects().get((token.lemma.lower(), slot)) if slot in ("aux", "mark", "advmod", "amod") else None
        if effect and not (slot == "advmod" and effect.status is Status.NEGATED):
            status = effect.status or status
            hedged |= effect.certainty is Certainty.HEDGED
    return status, hedged


def _effect(document: Document, word: int, head: int) -> _Effect | None:
    """What the governing word does to the word, by the slot that it stands in."""
    relation = document.tokens[word].relation.split(":")[0]
    lemma = document.tokens[head].lemma.lower()
    particle = next((document.tokens[c].lemma.lower() for c in document.children[head] if document.tokens[c].relation == "compound:prt"), None)
    names = [f"{lemma} {particle}", lemma] if particle else [lemma]
    if document.tokens[word].relation == "nsubj:pass":
        slots = ["obj", "subj"]
    elif relation in ("obl", "nmod"):
        slots = [preposition_of(document, word) or ""]
    else:
        slots = [{"nsubj": "subj", "csubj": "subj"}.get(relation, relation)]
    return next((e for n in names for s in slots if (e := _effects().get((n, s)))), None)


def _combined(inner: Status | None, outer: Status | None, *, flips: bool) -> Status | None:
    """The status after one more governing word. A denial or a refusal goes over what stands inside it, and "did not deny" takes it back."""
    if outer is None:
        return inner
    if outer is Status.NEGATED:
        return inner if flips else Status.NEGATED
    if flips and outer is not Status.POSSIBLE:
        return Status.NEGATED
    if inner is None or OVERRULES[outer] > OVERRULES[inner]:
        return outer
    return inner


# "fears that it will attack" is possible, "wants it to be able to attack" demanded: what governs goes over what is milder than it.
OVERRULES = {Status.HAPPENED: 0, Status.ONGOING: 0, Status.PLANNED: 1, Status.DEMANDED: 2, Status.POSSIBLE: 2, Status.NEGATED: 3}


def _carries(document: Document, word: int) -> bool:
    """Does the word share the fate of its governor: the object, subject or complement of a verb, but not a clause of its own?"""
    relation = document.tokens[word].relation.split(":")[0]
    return relation in ("obj", "nsubj", "obl", "conj", "nmod", "compound", "xcomp") and document.tokens[word].upos != "VERB"


def _is_negated(document: Document, word: int) -> bool:
    for child in document.children[word]:
        token = document.tokens[child]
        if token.relation in ("advmod", "det") and (token.feature("Polarity") == "Neg" or token.feature("PronType") == "Neg"):
            return True
        effect = _effects().get((token.lemma.lower(), "advmod")) if token.relation == "advmod" else None
        if effect and effect.status is Status.NEGATED:
            return True
    return False


def _is_going_on(document: Document, word: int) -> bool:
    """Is the verb of the clause in the present progressive?"""
    at = word
    while document.tokens[at].upos != "VERB" and document.tokens[at].head >= 0:
        at = document.tokens[at].head
    helpers = [document.tokens[c] for c in document.children[at] if document.tokens[c].relation.startswith("aux")]
    return document.tokens[at].xpos == "VBG" and any(h.lemma == "be" and h.feature("Tense") == "Pres" for h in helpers)
