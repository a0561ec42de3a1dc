"""Plain text and web pages: one article each."""

from collections.abc import Iterator

from demarche.errors import UnreadableInput
from demarche.ingest.html import read_page
from demarche.ingest.input import Input
from demarche.ingest.reading import Member, Reading, make_input
from demarche.ingest.streams import read_whole


def read_text(member: Member, reading: Reading) -> Iterator[Input]:
    """The article of a plain text."""
    content = read_whole(member.stream, reading.settings.max_bytes, member.source)
    with reading.steps.timing("decode"):
        text = decode(content, member.source)
    yield make_input(text, member.known, member, reading)


def read_html(member: Member, reading: Reading) -> Iterator[Input]:
    """The article of a web page."""
    content = read_whole(member.stream, reading.settings.max_bytes, member.source)
    with reading.steps.timing("boilerplate"):
        text, page = read_page(content, source=member.source, as_text=reading.settings.as_text)
    yield make_input(text, member.known.over(page), member, reading)


def decode(content: bytes, source: str) -> str:
    """Text in UTF-8 (with or without a mark), UTF-16 with its mark, else Windows-1252, in which every old Western file can be read."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace").lstrip("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in content[:10_000]:
            raise UnreadableInput(f"{source}: binary content, not text. Convert it to plain text or HTML first.") from None
        return content.decode("cp1252", "replace")
