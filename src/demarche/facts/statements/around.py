"""Statements around a word or before a sentence: the innermost that tells it, and whose words a sentence goes on with."""

from collections.abc import Iterable, Sequence

from demarche.facts.clause_words import clause_words
from demarche.language.document import Document
from demarche.record import Statement


def length_told(statement: Statement) -> int:
    """How many code points the content of a statement has."""
    return sum(c.end - c.start for c in statement.content)


def innermost(statements: Iterable[Statement]) -> Statement | None:
    """Of statements that all tell the same words the one that tells the least else; None of none."""
    return min(statements, key=length_told, default=None)


def goes_on(document: Document, number: int) -> bool:
    """Does a sentence open with a linking word ("furthermore"), and no new paragraph with it?"""
    start, end = document.sentences[number]
    opening = {document.tokens[i].lemma.lower() for i in range(start, min(start + 2, end))}
    return number > 0 and not opening.isdisjoint(clause_words("link")) and all(first != start for first, _ in document.paragraphs)


def last_said(document: Document, number: int, statements: Sequence[Statement]) -> Statement | None:
    """The last statement with a speaker that a sentence tells of."""
    span = document.span(*document.sentences[number])
    return next((s for s in reversed(statements) if s.speakers and any(span.overlaps(c) for c in s.content)), None)
