"""Conditions, questions and alternatives: "if it attacks", "had it attacked", "whether it attacked", "without attacking"; and what "would" says."""

from collections.abc import Iterator

from demarche.facts.status.tense import is_pluperfect, is_present, is_present_perfect
from demarche.facts.status.words import Effect, effect_of_child
from demarche.language.document import Document
from demarche.record import Status

_REAL = (None, Status.HAPPENED, Status.ONGOING)


def find_conditions(document: Document, word: int) -> Iterator[tuple[int, Effect]]:
    """The conjunctions that make a clause a condition, a question or an alternative: "if", "whether", "without"."""
    perfect = is_pluperfect(document, word) and document.tokens[word].relation == "advcl"
    # "Until he is freed": what is told in the present lies ahead.
    ahead = document.tokens[word].relation == "advcl" and (is_present(document, word) or is_present_perfect(document, word))
    for child in _markers(document, word):
        names = ("mark have", "mark") if perfect else ("mark present", "mark") if ahead else ("mark",)
        effect = next((e for s in names if (e := effect_of_child(document, child, s))), None)
        if effect and effect.status not in _REAL and not _is_conceded(document, child):
            yield child, effect
    if document.tokens[word].relation == "advcl":
        # "Had it attacked", "should it attack": the helping verb before the subject is the condition.
        first = min(document.subtree(word))
        is_helper = document.tokens[first].relation in ("aux", "aux:pass", "cop") and document.tokens[first].head == word
        if is_helper and (effect := effect_of_child(document, first, "inverted")):
            yield first, effect


def _markers(document: Document, word: int) -> list[int]:
    """The conjunctions of a clause; of the first clause where it is coordinated with one and has none itself."""
    own = [c for c in document.children[word] if document.tokens[c].relation in ("mark", "advmod") and c < word]
    head = document.tokens[word].head
    if document.tokens[word].relation == "conj" and not any(document.tokens[c].relation == "mark" for c in own) and document.tokens[head].relation == "advcl":
        own += [c for c in document.children[head] if document.tokens[c].relation == "mark"]
    return own


def _is_conceded(document: Document, mark: int) -> bool:
    """ "Even if", "even though": the clause takes nothing back."""
    return mark > 0 and effect_of_child(document, mark - 1, "conceding") is not None


def has_condition(document: Document, word: int) -> bool:
    """Does a clause with "if" or "unless" hang on the word?"""
    clauses = [c for c in document.children[word] if document.tokens[c].relation == "advcl"]
    return any(_is_conjunction(document, m) for c in clauses for m, _ in find_conditions(document, c))


def _is_conjunction(document: Document, word: int) -> bool:
    return effect_of_child(document, word, "mark have") is not None or effect_of_child(document, word, "inverted") is not None


def is_conditional(document: Document, word: int) -> bool:
    """Is the clause of a word a condition, or does one hang on it?"""
    return has_condition(document, word) or any(_is_conjunction(document, m) for m, _ in find_conditions(document, word))


def read_would(document: Document, word: int) -> Effect:
    """ "Would" is a plan where somebody told it then ("said that it would"), a thought where it is told now or has a condition."""
    at = word
    while document.tokens[at].relation in ("conj", "xcomp") and document.tokens[document.tokens[at].head].upos == "VERB":
        at = document.tokens[at].head
    tellers = [document.tokens[at].head] if document.tokens[at].relation in ("ccomp", "parataxis") else []
    tellers += [c for c in document.children[at] if document.tokens[c].relation in ("parataxis", "ccomp")]
    told = any(document.tokens[t].xpos in ("VBD", "VBN") for t in tellers)
    return Effect(Status.PLANNED if told and not has_condition(document, word) else Status.POSSIBLE, True)
