"""Lines → parts: what each line of an article is. Nothing is cut: what is not the story is labelled.

A plain text says what its lines are by form and place only, so the rules look at a line's length, its marks, its case, its place and its
neighbours. Words that give a line away ("Image", "Read more") stand in lexicon/line_words.tsv.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from demarche.ingest.metadata import published_in_line
from demarche.lexicon.load import load_table
from demarche.record import Part, PartKind
from demarche.text import Span

_ENDS = re.compile(r"[.!?…:;][\"”’')\]]*$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    words: str
    blank_before: bool
    blank_after: bool


@cache
def _words(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"], re.IGNORECASE) for row in load_table("line_words") if row["kind"] == kind)


def _says(kind: str, words: str) -> bool:
    return any(p.search(words) for p in _words(kind))


def find_parts(text: str) -> tuple[Part, ...]:
    """The parts of a plain text, in order, without gaps but for white space. Lines of a hard-wrapped text are joined into paragraphs."""
    lines = _wrapped(_lines(text), text)
    parts: list[Part] = []
    kinds: list[PartKind] = []  # of the first parts, one of each kind at least: all that a line's place is told by
    for i, _line in enumerate(lines):
        for kind, span in _label(i, lines, kinds):
            parts.append(Part(kind, span.start, span.end))
            if len(kinds) < 2 or kind not in kinds:
                kinds.append(kind)
    return tuple(parts)


def _lines(text: str) -> list[_Line]:
    found = [(m.start(), m.end()) for m in re.finditer(r"[^\n\r\u2028\u2029]+", text) if m.group().strip()]
    lines = []
    for i, (a, b) in enumerate(found):
        while text[a].isspace():
            a += 1
        while text[b - 1].isspace():
            b -= 1
        before = text[found[i - 1][1] : a] if i else "\n\n"
        after = text[b : found[i + 1][0]] if i + 1 < len(found) else "\n\n"
        lines.append(_Line(Span(a, b), text[a:b], before.count("\n") > 1, after.count("\n") > 1))
    return lines


# Typewriters, e-mail and old agency feeds break lines at 60 to 80 characters; a line that is shorter ends its paragraph.
_WRAP = range(50, 100)


def _wrapped(lines: list[_Line], text: str) -> list[_Line]:
    """The lines, joined to paragraphs where the text is hard-wrapped: most lines are of one length and end in mid-sentence."""
    inner = [x for x in lines if not x.blank_after]
    broken = [x for x in inner if len(x.words) in _WRAP and not _ENDS.search(x.words)]
    if len(inner) < 4 or len(broken) < 0.6 * len(inner):
        return lines
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and not line.blank_before and len(groups[-1][-1].words) >= min(_WRAP):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_join(group, text) for group in groups]


def _join(lines: Sequence[_Line], text: str) -> _Line:
    span = Span(lines[0].span.start, lines[-1].span.end)
    return _Line(span, span.of(text), lines[0].blank_before, lines[-1].blank_after)


def _label(i: int, lines: Sequence[_Line], before: Sequence[PartKind]) -> list[tuple[PartKind, Span]]:
    """The kind of line `i`, or of the pieces of it."""
    line = lines[i]
    words = line.words
    is_first = PartKind.TITLE not in before and not any(k is PartKind.PARAGRAPH for k in before)
    if _says("boilerplate", words) or (_is_last(i, lines) and _is_foreign(words)):
        return [(PartKind.BOILERPLATE, line.span)]
    if _says("byline", words) and len(words) <= 120 and PartKind.PARAGRAPH not in before:
        return [(PartKind.BYLINE, line.span)]
    if _is_date_line(words):
        return [(PartKind.DATELINE, line.span)]
    if _DATELINE_ALONE.fullmatch(words) or _PLACE_AND_DAY.fullmatch(words):
        return [(PartKind.DATELINE, line.span)]
    if is_first and i <= 2 and len(words) <= 220 and not _says("byline", words) and not _is_paragraph(words):
        return [(PartKind.TITLE, line.span)]
    credit = _credit_start(words)
    if credit is not None:
        cut = line.span.start + credit
        caption = Span(line.span.start, line.span.start + len(words[:credit].rstrip()))
        head = [(PartKind.CAPTION, caption)] if credit else []
        return [*head, (PartKind.CREDIT, Span(cut, line.span.end))]
    if _says("caption", words) and len(words) < 400:
        return [(PartKind.CAPTION, line.span)]
    if _is_subheading(i, lines, before):
        return [(PartKind.SUBHEADING, line.span)]
    dateline = _DATELINE.match(words)
    if dateline and PartKind.PARAGRAPH not in before:
        return [(PartKind.DATELINE, Span(line.span.start, line.span.start + dateline.end("place"))),
                (PartKind.PARAGRAPH, Span(line.span.start + dateline.end(), line.span.end))]  # fmt: skip
    return [(PartKind.PARAGRAPH, line.span)]


# "KYIV, Feb 8 (Agency) — The president …", "MOSCOW: …"
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:/[A-ZÀ-Þ .'’-]{2,40})?(?:,\s+[A-Z][\w.]+(?:\s+\d{1,2})?)?(?:,\s+[A-Z][a-z]+\.?\s+\d{1,2})?"
    r"(?:\s*\([^)\n]{2,40}\))?)\s*(?:[—–]|--?|_|:)\s+(?=\S)"
)


_DATELINE_ALONE = re.compile(_DATELINE.pattern.removesuffix(r"\s+(?=\S)") + r"\s*")


# "Belgrade/Brussels, 25 March 1999", "Quito, March 4, 2008" on a line of its own
_PLACE_AND_DAY = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}(?:\s?/\s?[A-ZÀ-Þ][\w .'’-]{2,30})?,\s+(?:[A-Z][a-z]+day,?\s+)?"
    r"(?:\d{1,2}\.?\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}),?(?:\s+\d{4})?[.:]?"
)


def _is_paragraph(words: str) -> bool:
    """Is it running text: long, or several sentences?"""
    return (len(words) > 160 and bool(_ENDS.search(words))) or len(re.findall(r"[a-z][.!?][\"”’]?\s+[A-Z]", words)) > 1


def _is_date_line(words: str) -> bool:
    return len(words) < 80 and published_in_line(words) is not None


def _credit_start(words: str) -> int | None:
    """Where a credit begins in a line: 0 where it is the whole line, more where it is glued to a caption."""
    for pattern in _words("credit"):
        match = pattern.search(words)
        if match and len(words) - match.start("credit") <= 90:
            return match.start("credit")
    return None


# Subheadings are short, stand alone and end without a full stop; a quotation mark may close them.
_LONGEST_SUBHEADING = 70


def _is_subheading(i: int, lines: Sequence[_Line], before: Sequence[PartKind]) -> bool:
    words = lines[i].words
    if len(words) > _LONGEST_SUBHEADING or len(words.split()) > 10 or re.search(r"[.!,;:…)]$", words):
        return _is_deck(i, lines, before)
    if not before or not _LETTER.search(words) or words[0] in "-–—•*" or re.match(r"\W*[a-z]+\b.*[.?]\W*$", words):
        return False
    followed = i + 1 < len(lines) and len(lines[i + 1].words) > len(words)
    return followed and (lines[i].blank_before or lines[i].blank_after)


def _is_deck(i: int, lines: Sequence[_Line], before: Sequence[PartKind]) -> bool:
    """The line under the title that sums the article up, without a full stop."""
    words = lines[i].words
    return list(before) == [PartKind.TITLE] and len(words) < 250 and not _ENDS.search(words) and i + 1 < len(lines)


def _is_last(i: int, lines: Sequence[_Line]) -> bool:
    return i >= len(lines) - 3


_FOREIGN = re.compile(r"[ğışçöüãõñéèêàâîôûßæøåłżźćńśęąа-яΑ-ωא-ת؀-ۿ一-鿿぀-ヿ가-힣]", re.IGNORECASE)


def _is_foreign(words: str) -> bool:
    """A short line in another language or script, at the end: a button of the site, not the story."""
    letters = _LETTER.findall(words)
    other = sum(1 for c in letters if not c.isascii())
    english = re.search(r"(?i)\b(the|of|and|to|in|is|was|for|on|with|that|by|at|from)\b", words)
    return len(words) < 60 and bool(_FOREIGN.search(words)) and other * 8 >= len(letters) and not english
