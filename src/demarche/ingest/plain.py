"""Plain text: one article a file."""

from collections.abc import Iterator

from demarche.errors import UnreadableInput
from demarche.ingest.decoding import decode
from demarche.ingest.input import Input
from demarche.ingest.reading import Member, Reading, make_input
from demarche.ingest.streams import read_whole


def read_text(member: Member, reading: Reading) -> Iterator[Input]:
    """The article of a plain text."""
    content = read_whole(member.stream, reading.settings.max_bytes, member.source)
    with reading.steps.timing("decode"):
        text = decode(content, member.charset)
    if "\0" in text[:10_000] and not content.isascii():
        raise UnreadableInput(f"{member.source}: binary content, not text. Convert it to plain text or HTML first.")
    yield make_input(text, member.known, member, reading)
