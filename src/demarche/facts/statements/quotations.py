"""Quotation marks → what stands between them. A mark without its partner opens nothing, and never spoils the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from demarche.language.document import Document
from demarche.record import StatementForm
from demarche.text import Span

_PARTNERS = {"“": "”", "„": "“”", "«": "»", "``": "''", "‘": "’", '"': '"'}
OPENING = frozenset(_PARTNERS)
# A quotation may miss a mark at its edge in the content that the model marks.
LEAST_QUOTED = 0.95
# Shorter ones are mottoes and titles as often as they are speech.
LEAST_SENTENCE = 5


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words `[start, end)` between marks; `open`: the paragraph ends before the quotation does, and the next one opens it anew."""

    start: int
    end: int
    open: bool = False


class Quotations:
    """The quotations of a text in their order, and the one that each word stands in."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.all = tuple(found)
        self._by_word = {word: q for q in found for word in range(q.start, q.end)}

    def at(self, word: int) -> Quotation | None:
        """The quotation that a word stands in; None for a word outside, and for the marks themselves."""
        return self._by_word.get(word)

    def stays_open(self, end: int) -> bool:
        """Does what ends before word `end` stand in a quotation that its paragraph does not close?"""
        return any(q.open for word in (end - 1, end - 2) if (q := self.at(word)))


def find_quotations(document: Document) -> Quotations:
    """The quotations, each within one paragraph; of one inside another, the outer."""
    found: list[Quotation] = []
    for n, (start, end) in enumerate(document.paragraphs):
        following = document.paragraphs[n + 1][0] if n + 1 < len(document.paragraphs) else None
        announced = start > 0 and (document.tokens[start - 1].text == ":" or (bool(found) and found[-1].open and found[-1].end == start))
        found += _in_paragraph(document, start, end, following, announced=announced)
    return Quotations(found)


def _in_paragraph(document: Document, start: int, end: int, following: int | None, *, announced: bool) -> list[Quotation]:
    """The quotations of a paragraph; one whose end is missing holds to the paragraph's end where it was announced or is opened anew."""
    found = []
    i = start
    while i < end:
        if not _opens(document, i):
            i += 1
            continue
        close = _partner(document, i, end)
        if close is None:
            goes_on = following is not None and document.tokens[following].text == document.tokens[i].text and document.tokens[i].text != "‘"
            if goes_on or (i == start and announced):
                found.append(Quotation(i + 1, end, goes_on))
                break
            i += 1
            continue
        found.append(Quotation(i + 1, close))
        i = close + 1
    return [q for q in found if q.end > q.start]


def _opens(document: Document, i: int) -> bool:
    token = document.tokens[i]
    if token.text not in _PARTNERS:
        return False
    # A straight mark opens where a word follows it at once, and none stands right before it.
    before, after = document.text[max(0, token.span.start - 1) : token.span.start], document.text[token.span.end : token.span.end + 1]
    return token.text not in ('"', "“") or not (after.isspace() or before.isalnum() or before in tuple(",.!?"))


def _partner(document: Document, i: int, end: int) -> int | None:
    """The mark that closes what mark `i` opens; None where another of its kind opens first, or none follows."""
    mark = document.tokens[i].text
    for j in range(i + 1, end):
        text = document.tokens[j].text
        if text in _PARTNERS[mark] and not (mark == '"' and _opens(document, j)):
            return j
        if text == mark and _opens(document, j):
            return None
    return None


def is_sentence(document: Document, quotation: Quotation) -> bool:
    """Is a whole sentence quoted, not a name or a phrase?"""
    words = document.tokens[quotation.start : quotation.end]
    return words[0].text[:1].isupper() and any(w.feature("VerbForm") == "Fin" for w in words) and len(words) >= LEAST_SENTENCE


def find_quoted(document: Document, quotations: Quotations, start: int, end: int) -> list[Span]:
    """The parts of words `[start, end)` that stand between quotation marks, without the marks."""
    touched = dict.fromkeys(q for word in range(start, end) if (q := quotations.at(word)))
    cut = [(max(q.start, start), min(q.end, end)) for q in touched]
    return [document.span(a, b) for a, b in cut if b > a]


def form_of(text: str, content: Sequence[Span], quoted: Sequence[Span]) -> StatementForm:
    """Direct: quoted all through; mixed: in part; indirect: nowhere."""
    if not quoted:
        return StatementForm.INDIRECT
    letters = sum(c.isalnum() for s in content for c in s.of(text))
    inside = sum(c.isalnum() for s in quoted for c in s.of(text))
    return StatementForm.DIRECT if inside >= LEAST_QUOTED * letters else StatementForm.MIXED
