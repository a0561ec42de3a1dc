"""Every format that can be read, the suffixes that name it, and the marks that its content is known by."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from demarche.errors import DemarcheError
from demarche.ingest.input import Input, make_failure
from demarche.ingest.plain import read_html, read_text
from demarche.ingest.reading import Member, Reader, Reading
from demarche.ingest.rows import read_rows

READERS: dict[str, Reader] = {
    "text": read_text,
    "html": read_html,
    "jsonl": read_rows,
}
SUFFIXES = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
}
READABLE = tuple(SUFFIXES)
# Of one article, of which a JSON file beside it may tell more.
SINGLE = frozenset(("text", "html"))

PEEKED = 1000


def tell_format(name: str, head: bytes) -> str:
    """The key of READERS for a file of this name that begins like this."""
    by_suffix = SUFFIXES.get(PurePosixPath(name).suffix.lower())
    begin = head.lstrip().lower()
    if by_suffix != "jsonl" and begin.startswith((b"<!doctype html", b"<html")):
        return "html"
    if by_suffix:
        return by_suffix
    return "jsonl" if name == "-" and begin[:1] == b"{" else "text"


def read_member(member: Member, reading: Reading) -> Iterator[Input]:
    """Everything that a file holds, in order; what can't be read as a failure, after which the rest goes on."""
    try:
        reader = READERS[tell_format(member.name, member.stream.peek(PEEKED))]
        for found in reader(member, reading):
            if isinstance(found, Member):
                yield from read_member(replace(found, complaints=(*member.complaints, *found.complaints)), reading)
            else:
                yield found
    except DemarcheError as error:
        yield make_failure(member.source, error, member.known)
