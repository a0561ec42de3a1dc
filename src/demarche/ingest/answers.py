"""What a server answered, as a web archive keeps it → the page that is to be read, or why there is none."""

import re
from collections.abc import Iterator
from dataclasses import replace

from demarche.errors import UnreadableInput
from demarche.ingest.compression import Inflater, unpack
from demarche.ingest.headers import Headers, read_headers
from demarche.ingest.input import Input, make_failure
from demarche.ingest.metadata import Metadata
from demarche.ingest.reading import Member
from demarche.ingest.streams import PIECE, Stream

# The types of content that hold articles, and the names under which they are read.
PAGES = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "text/plain": "page.txt",
    "application/pdf": "page.pdf",
    "message/rfc822": "page.eml",
}
_UNTYPED = ("", "application/octet-stream", "unknown/unknown")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
# zlib's numbers for what servers call deflate: with a head of its own, or bare.
_ZLIB, _BARE = 15, -15


def read_answer(record: Member, headers: Headers) -> Iterator[Input | Member]:
    """The page of a record, or a failure that says why it holds none. Nothing for records that are no pages: requests, notes of the crawler."""
    url = headers.get("warc-target-uri").strip("<>") or None
    record = replace(record, known=Metadata(url=url).over(record.known))
    try:
        match headers.get("warc-type").lower():
            case "response":
                yield _read_response(record, headers)
            case "resource" | "conversion":
                yield _page(record, headers.get("content-type"))
    except UnreadableInput as error:
        yield make_failure(record.source, error, record.known)


def _read_response(record: Member, headers: Headers) -> Member:
    if headers.get("content-type").lower().startswith("text/dns"):
        raise UnreadableInput(f"{record.source}: an answer of the name service, no page.")
    answer = read_headers(record.stream, record.source)
    status = (answer.first.split() or [""])[1:2]
    if not answer.first.startswith("HTTP/") or status != ["200"]:
        raise UnreadableInput(f"{record.source}: the server answered {' '.join(status)[:20] or 'nothing that is HTTP'}, so there is no page.")
    chunked = answer.get("transfer-encoding").lower() == "chunked"
    stream = Stream(_dechunk(record.stream), budget=record.stream.budget) if chunked else record.stream
    return _page(replace(record, stream=_decoded(stream, answer, record.source)), answer.get("content-type"))


def _page(record: Member, content_type: str) -> Member:
    kind = content_type.split(";")[0].strip().lower()
    if kind not in PAGES and kind not in _UNTYPED:
        raise UnreadableInput(f"{record.source}: its content is {kind[:60]}, no article.")
    charset = _CHARSET.search(content_type)
    return replace(record, name=PAGES.get(kind, "page"), charset=charset.group(1) if charset else None, complaints=())


def _decoded(stream: Stream, answer: Headers, where: str) -> Stream:
    """The content as the server packed it, unpacked. Many crawlers unpack it and leave the header, so the content itself is asked."""
    coding = answer.get("content-encoding").lower()
    if coding in ("gzip", "x-gzip") and stream.peek(2) == b"\x1f\x8b":
        return Stream(unpack(stream, Inflater(), where), budget=stream.budget)
    if coding == "deflate" and (window := _deflated(stream.peek(2))):
        return Stream(unpack(stream, Inflater(window), where), budget=stream.budget)
    if coding in ("br", "zstd") and not _is_text(stream.peek(PIECE)):
        raise UnreadableInput(f"{where}: packed by {coding}, which can't be unpacked here.")
    return stream


def _deflated(beginning: bytes) -> int:
    if not beginning or beginning.lstrip()[:1] == b"<":
        return 0
    return _ZLIB if beginning[0] & 15 == 8 and int.from_bytes(beginning, "big") % 31 == 0 else _BARE


def _is_text(beginning: bytes) -> bool:
    return b"<" in beginning[:1000] or all(byte >= 32 or byte in b"\t\r\n" for byte in beginning[:200])


# A line that says how long the next piece is; some crawlers put the pieces together and leave the header.
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


def _dechunk(stream: Stream) -> Iterator[bytes]:
    if not _CHUNK.match(stream.peek(256)):
        while piece := stream.read():
            yield piece
        return
    while match := _CHUNK.match(stream.peek(256)):
        stream.skip(match.end())
        left = int(match.group(1), 16)
        if not left:
            break
        while left and (piece := stream.read(min(left, PIECE))):
            left -= len(piece)
            yield piece
        if stream.peek(2) == b"\r\n":
            stream.skip(2)
    while stream.read():
        pass
