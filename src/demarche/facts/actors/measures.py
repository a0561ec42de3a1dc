"""Words that only measure out others: "hundreds" of "hundreds of people", "two" of "two of the hostages", "members" of "members of the guard"."""

from functools import cache

from demarche.facts.arguments import preposition_of
from demarche.language.document import Document
from demarche.lexicon.load import load_table


@cache
def _partitives() -> dict[str, str]:
    """Noun of partitives.tsv → the noun that it means alone, "" for most."""
    return {row["noun"]: row["alone"] for row in load_table("partitives")}


def is_measuring(document: Document, word: int) -> bool:
    """Does a word measure out what its "of" names; or, alone and the subject of its clause, people: "Hundreds fled"?"""
    token = document.tokens[word]
    if token.upos != "NUM" and token.text.lower() not in _partitives():
        return False
    if _inner(document, word) is not None:
        return True
    return bool(_partitives().get(token.text.lower())) and token.relation.startswith("nsubj") and token.upos in ("NOUN", "NUM") or _is_counted_out(document, word)


def _is_counted_out(document: Document, word: int) -> bool:
    """Is it the "thousands" of "tens of thousands"?"""
    head = document.tokens[word].head
    return head >= 0 and bool(_partitives().get(document.tokens[word].text.lower())) and document.tokens[head].text.lower() in _partitives() and _inner(document, head) == word


def _inner(document: Document, word: int) -> int | None:
    return next((c for c in document.children[word] if c > word and document.tokens[c].relation == "nmod" and preposition_of(document, c) == "of"), None)


def measured_by(document: Document, word: int) -> int:
    """The noun that a measuring word counts out, "protesters" of "tens of thousands of protesters"; else the word itself."""
    inner = _inner(document, word) if is_measuring(document, word) else None
    return word if inner is None else measured_by(document, inner)


def measuring(document: Document, word: int) -> int | None:
    """The word that counts out a plural noun, the outermost of several; None for other nouns."""
    if document.tokens[word].feature("Number") != "Plur":
        return None
    found, at = None, word
    while (head := document.tokens[at].head) >= 0 and is_measuring(document, head) and _inner(document, head) == at:
        found = at = head
    return found


def noun_alone(document: Document, word: int) -> str:
    """The noun that a measuring word means where nothing else is said, "people" for "hundreds"; "" for one that means nobody alone."""
    return _partitives().get(document.tokens[word].text.lower(), "")
