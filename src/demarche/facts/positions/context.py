"""What a position takes from its neighbours: the statement that it stands in, who goes on speaking, and what "this" is.

A sentence that opens with "furthermore" goes on with the words of whoever the sentence before is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.facts.arguments import arguments
from demarche.facts.issues import Issue, find_issue
from demarche.facts.named import Who
from demarche.facts.statements.around import goes_on, innermost, last_said
from demarche.language.document import Document
from demarche.record import ActorKind, Position, Statement


@dataclass(frozen=True, slots=True)
class Found:
    """A position with the words that it was read from."""

    word: int
    contents: tuple[int, ...]
    position: Position


def statement_around(document: Document, word: int, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement in whose content a word stands."""
    span = document.tokens[word].span
    around = [s for s in statements if any(c.contains(span) for c in s.content)]
    return innermost(around)


def cue_of(document: Document, statement: Statement) -> int | None:
    """The word that reports a statement; None where it has none."""
    cue = statement.cue
    words = range(document.word_at(cue.start), document.word_at(cue.end - 1) + 1) if cue else ()
    return next((i for i in words if cue and cue.contains(document.tokens[i].span) and document.tokens[i].upos in ("VERB", "ADP", "NOUN")), None)


def words_of(document: Document, statement: Statement, word: int) -> range:
    """The words of the piece of a statement's content around a word."""
    piece = next(c for c in statement.content if c.contains(document.tokens[word].span))
    start = document.word_at(piece.start)
    end = next((i for i in range(start, len(document.tokens)) if document.tokens[i].span.start >= piece.end), len(document.tokens))
    return range(start, end)


def points_back(document: Document, content: int, who: Who) -> bool:
    """Is the content a bare "this", "it", "so", which stands for what was said, not for somebody?"""
    people = [a for a in who.at(document, content) if who.kinds[a] in (ActorKind.PERSON, ActorKind.GROUP)]
    pronoun = document.tokens[content].upos in ("PRON", "DET", "ADV") and not people
    return pronoun and all(
        document.tokens[c].upos not in ("NOUN", "VERB") or document.tokens[c].relation in ("conj", "parataxis") for c in document.children[content]
    )


def issue_before(document: Document, word: int, before: Sequence[Found], who: Who) -> Issue | None:
    """The issue of the last position in the same sentence or the one before: what "this" is, and what somebody is sceptical of."""
    number = document.sentence_of[word]
    last = before[-1] if before else None  # those before stand in text order
    if last and number - 1 <= document.sentence_of[last.word] <= number:
        return Issue(last.position.issue, last.position.issue_id or "")
    if number == 0:
        return None
    start, end = document.sentences[number - 1]
    root = next(i for i in range(start, end) if not start <= document.tokens[i].head < end)
    slots = arguments(document, root)
    content = next((slots[slot][0] for slot in ("xcomp", "ccomp", "obj") if slots.get(slot)), None)
    return find_issue(document, content, who) if content is not None else None


def carried_over(document: Document, word: int, statements: Sequence[Statement], before: Sequence[Found]) -> tuple[str, ...]:
    """Whose words a sentence goes on with that opens with "furthermore": those of the last position or statement of the sentence before."""
    number = document.sentence_of[word]
    if not goes_on(document, number):
        return ()
    previous = document.sentences[number - 1]
    last = next((f for f in reversed(before) if f.word < previous[1]), None)
    if last and last.word >= previous[0]:
        return last.position.holders
    said = last_said(document, number - 1, statements)
    return said.speakers if said else ()
