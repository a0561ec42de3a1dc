"""Did it happen? The status of an event from the words that govern it and from how certain the model takes the text to be."""

from demarche.language.document import Document
from demarche.record import Certainty, Status

# The model's factuality runs from -3 (certainly did not) to 3 (certainly did).
_CERTAINLY_NOT = -1.0
_DOUBTFUL = 1.2
_PLAN = frozenset(("will", "shall", "'ll", "’ll"))
_POSSIBLE = frozenset(("may", "might", "could", "can", "would"))
_DUTY = frozenset(("must", "should", "ought"))


def find_status(document: Document, word: int) -> tuple[Status, Certainty]:
    """The status of the event that a word names, and whether the text hedges it."""
    token = document.tokens[word]
    clause = _clause_of(document, word)
    helpers = {document.tokens[c].lemma.lower() for c in document.children[clause] if document.tokens[c].relation.startswith("aux")}
    negated = any(_is_negation(document, c) for c in (*document.children[word], *document.children[clause]))
    certainty = Certainty.HEDGED if -_DOUBTFUL < token.factuality < _DOUBTFUL + 0.8 else Certainty.STATED
    if negated or token.factuality <= _CERTAINLY_NOT or token.axis == "negated":
        return Status.NEGATED, certainty
    if helpers & _DUTY:
        return Status.DEMANDED, certainty
    if helpers & _PLAN:
        return Status.PLANNED, certainty
    if helpers & _POSSIBLE or token.axis == "hypothetical" or _is_condition(document, clause):
        return Status.POSSIBLE, certainty
    if token.axis == "intended" or token.factuality < _DOUBTFUL:
        return Status.PLANNED if token.factuality > 0 else Status.POSSIBLE, certainty
    progressive = document.tokens[clause].feature("VerbForm") == "Ger" or (document.tokens[clause].xpos == "VBG" and "be" in helpers)
    return (Status.ONGOING if progressive and "be" in helpers else Status.HAPPENED), certainty


def _clause_of(document: Document, word: int) -> int:
    """The verb of the clause that a word stands in; the word itself where there is none."""
    at = word
    for _ in range(8):
        if document.tokens[at].upos == "VERB" or document.tokens[at].head < 0:
            return at
        at = document.tokens[at].head
    return word


def _is_negation(document: Document, word: int) -> bool:
    token = document.tokens[word]
    return token.feature("Polarity") == "Neg" or token.lemma.lower() in ("not", "never", "no", "n't", "neither")


def _is_condition(document: Document, clause: int) -> bool:
    return any(document.tokens[c].relation == "mark" and document.tokens[c].lemma.lower() in ("if", "unless") for c in document.children[clause])
