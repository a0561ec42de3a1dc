"""PDF files → articles: the words of all pages, lines joined to paragraphs, running heads and page numbers left out.

What a PDF says of itself is not believed: its title is often a file's name, its day that of a print.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pypdf import PasswordType, PdfReader

from demarche.errors import UnreadableInput
from demarche.ingest.input import Input
from demarche.ingest.reading import Member, Reading, make_input
from demarche.ingest.streams import read_whole

MOST_PAGES = 300
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[a-zà-ÿ])")
_ENDS = re.compile(r"""[.!?:;…]["”’')\]]*$""")
# A sentence that ends in a line with more of its width left empty ends its paragraph; ragged lines are about 0.9 full.
_FULL = 0.85
# A line that stands alone without a full stop, as titles do.
_TITLE = 0.6


def read_pdf(member: Member, reading: Reading) -> Iterator[Input]:
    """The article of a PDF. Raises UnreadableInput for one that is locked, too long, or a picture of a page."""
    content = read_whole(member.stream, reading.settings.max_bytes, member.source)
    with reading.steps.timing("decode"):
        text = join_pages(_pages(content, member.source, reading.settings.max_bytes))
    if not text.strip():
        raise UnreadableInput(f"{member.source}: no text in this PDF. Is it a scan? Recognise its text (OCR) first.")
    yield make_input(text, member.known, member, reading)


def _pages(content: bytes, source: str, limit: int) -> list[str]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote what they stumble over
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise UnreadableInput(f"{source}: locked by a password. Save it without.")
    if len(reader.pages) > MOST_PAGES:
        raise UnreadableInput(f"{source}: {len(reader.pages):,} pages, more than {MOST_PAGES}: no article. Divide it.")
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > limit:
            raise UnreadableInput(f"{source}: more than {limit:,} characters. Raise --max-bytes, or divide it.")
    return pages


def join_pages(pages: Sequence[str]) -> str:
    """The text of pages: paragraphs that go on over lines and pages are joined, and parted from each other by blank lines."""
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    edges = Counter(_shape(line) for page in lines for line in {*page[:2], *page[-2:]})
    repeated = {shape for shape, count in edges.items() if count > max(2, len(lines) // 2)}
    kept = [line for page in lines for at, line in enumerate(page) if not _is_edge(at, page, repeated)]
    return "\n\n".join(_HYPHEN.sub("", paragraph).replace("\n", " ") for paragraph in _paragraphs(kept))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.lower())


def _is_edge(at: int, page: Sequence[str], repeated: set[str]) -> bool:
    """Is it a running head or a page number?"""
    if 2 <= at < len(page) - 2:
        return False
    return _shape(page[at]) in repeated or (at in (0, len(page) - 1) and bool(_PAGE_NUMBER.fullmatch(page[at])))


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    width = sorted(map(len, lines))[len(lines) * 9 // 10] if lines else 0
    paragraph: list[str] = []
    for line in lines:
        paragraph.append(line)
        is_title = len(paragraph) == 1 and len(line) < _TITLE * width
        if is_title or (len(line) < _FULL * width and _ENDS.search(line)):
            yield "\n".join(paragraph)
            paragraph = []
    if paragraph:
        yield "\n".join(paragraph)
