"""Words that only measure out others: "hundreds" of "hundreds of people", "two" of "two of the hostages", "members" of "members of the guard"."""

from functools import cache

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
    alone = noun_alone(document, word) and token.upos in ("NOUN", "NUM")
    return bool(alone) and (token.relation in ("nsubj", "nsubj:pass") or (word > 1 and _inner(document, word - 2) == word))


def _inner(document: Document, word: int) -> int | None:
    """The noun behind the "of" that follows a word. By position: the parser hangs "students" of "dozens of students" now on "dozens", now on the verb."""
    if word + 2 >= len(document.tokens) or document.tokens[word + 1].text.lower() != "of":
        return None
    noun = document.tokens[word + 1].head
    return noun if noun > word + 1 else None


def measured_by(document: Document, word: int) -> int:
    """The noun that a measuring word counts out, "protesters" of "tens of thousands of protesters"; else the word itself."""
    inner = _inner(document, word) if is_measuring(document, word) else None
    return word if inner is None else measured_by(document, inner)


def measuring(document: Document, word: int) -> int | None:
    """The word that counts out a plural noun, the outermost of several; None for other nouns."""
    if document.tokens[word].feature("Number") != "Plur":
        return None
    found, at = None, word
    while (before := _before_of(document, at)) is not None and is_measuring(document, before):
        found = at = before
    return found


def _before_of(document: Document, word: int) -> int | None:
    return next((c - 1 for c in document.children[word] if 0 < c < word and document.tokens[c].text.lower() == "of" and _inner(document, c - 1) == word), None)


def noun_alone(document: Document, word: int) -> str:
    """The noun that a measuring word means where nothing else is said, "people" for "hundreds"; "" for one that means nobody alone."""
    return _partitives().get(document.tokens[word].text.lower(), "")
