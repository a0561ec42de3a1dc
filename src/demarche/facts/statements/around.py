"""Statements around a word or before a sentence: the innermost that tells it, and whose words a sentence goes on with."""

from collections.abc import Iterable, Sequence

from demarche.facts.clause_words import clause_words
from demarche.facts.statements.phrases import paragraph_of
from demarche.language.document import Document
from demarche.record import Statement

# A sentence that goes on with the words of an earlier one stands no farther behind it: `facts/vouchers.py`.
_REACH = 4  # sentences


class Told:
    """The statements of a text by the sentences that they tell of, so that nobody has to look through all of them."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._by_sentence: dict[int, list[int]] = {}

    def near(self, document: Document, word: int) -> list[Statement]:
        """Those of which some content stands in a word's sentence or one of those shortly before it, in their order."""
        if not self._by_sentence:
            self._sort(document)
        here = document.sentence_of[word]
        numbers = {n for sentence in range(here - _REACH, here + 1) for n in self._by_sentence.get(sentence, ())}
        return [self._statements[n] for n in sorted(numbers)]

    def _sort(self, document: Document) -> None:
        self._by_sentence[-1] = []
        for number, statement in enumerate(self._statements):
            for content in statement.content:
                first, last = document.word_at(content.start), document.word_at(content.end - 1)
                for sentence in range(document.sentence_of[first], document.sentence_of[last] + 1):
                    self._by_sentence.setdefault(sentence, []).append(number)


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
    if number == 0 or opening.isdisjoint(clause_words("link")):
        return False
    paragraph = paragraph_of(document, start)
    return paragraph < 0 or document.paragraphs[paragraph][0] != start


def last_said(document: Document, number: int, statements: Sequence[Statement]) -> Statement | None:
    """The last statement with a speaker that a sentence tells of."""
    span = document.span(*document.sentences[number])
    return next((s for s in reversed(statements) if s.speakers and any(span.overlaps(c) for c in s.content)), None)
