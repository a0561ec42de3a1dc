"""Stretches of words: the phrase that hangs on a word, the paragraph that a word stands in."""

from bisect import bisect_right
from collections.abc import Collection, Container

from demarche.language.document import Document, Phrase

# Asides of a noun, which do not say who is meant.
_ASIDES = ("punct", "parataxis", "cc", "case", "mark", "discourse")


def phrase_of(document: Document, kind: str, start: int, end: int, score: float) -> Phrase:
    """Words `[start, end)` as a phrase."""
    return Phrase(kind, start, end, document.span(start, end), score)


def noun_phrase(document: Document, head: int, without: Container[int] = ()) -> tuple[int, int]:
    """From the first to the last word of a noun phrase, less its preposition and every branch that holds one of the words `without`."""
    found = [head]
    for child in document.children[head]:
        if document.tokens[child].relation in _ASIDES:
            continue
        branch = document.subtree(child)
        if not any(w in without for w in branch):
            found += branch
    return min(found), max(found) + 1


def clause(document: Document, head: int, without: Collection[int] = ()) -> tuple[int, int]:
    """From the first to the last word of a clause, on its head's side of the words `without`. Marks at its ends are left out."""
    branches = (document.subtree(child) for child in document.children[head])
    inside = [head, *(w for branch in branches if not any(b in without for b in branch) for w in branch)]
    start = max([min(inside), *(w + 1 for w in without if w < head)])
    end = min([max(inside) + 1, *(w for w in without if w > head)])
    return trimmed(document, start, end)


MARKS = ".,;:—–-―"


def trimmed(document: Document, start: int, end: int) -> tuple[int, int]:
    """The stretch without commas, colons and dashes at its ends, and without the full stop that closes it."""
    while start < end and document.tokens[start].text in MARKS:
        start += 1
    while start < end and document.tokens[end - 1].text in MARKS:
        end -= 1
    return start, end


def paragraph_of(document: Document, word: int) -> int:
    """The number of a word's paragraph."""
    return bisect_right(document.paragraphs, (word, len(document.tokens))) - 1


def is_worded(document: Document, start: int, end: int) -> bool:
    """Is there any letter or digit?"""
    return any(c.isalnum() for i in range(start, end) for c in document.tokens[i].text)
