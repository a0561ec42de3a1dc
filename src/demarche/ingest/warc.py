"""Web archives (WARC, ISO 28500), as crawlers and Common Crawl News write them: the pages that servers answered with.

Packed archives are one gzip member a record, so a part of one can be read from any byte on: the first member behind it that begins with
`WARC/` is looked for, as Hadoop does. The same search finds the next whole record behind a damaged one.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace

from demarche.errors import UnreadableInput
from demarche.ingest.answers import read_answer
from demarche.ingest.compression import Inflater, unpack
from demarche.ingest.headers import Headers, read_headers
from demarche.ingest.input import Input, make_failure
from demarche.ingest.reading import Member, Reading
from demarche.ingest.streams import PIECE, Stream, open_file
from demarche.ingest.warc_marks import BEGINNING, GZIP, MARK, is_packed_warc


def read_warc(member: Member, reading: Reading) -> Iterator[Input | Member]:
    """The pages of an archive that is not packed."""
    yield from _read_records(member, lambda offset: f"{member.source}, record at byte {offset}")


def read_packed_warc(member: Member, reading: Reading) -> Iterator[Input | Member]:
    """The pages of a packed archive, or of a part of it: of the records that begin in the part."""
    packed = _from(member, member.start)
    if member.start:
        _find_member(packed, member.end)
    else:
        yield from _pass_over(packed, member)
    while packed.peek(1) and (member.end is None or packed.position < member.end):
        at = packed.position
        whole = yield from _read_member(packed, member)
        if whole:
            yield from _pass_over(packed, member)
        else:
            packed = _from(member, at + 1) if member.stream.file else packed
            _find_member(packed, member.end)


def _from(member: Member, start: int) -> Stream:
    return open_file(member.stream.file, member.source, start) if start and member.stream.file else member.stream


def _pass_over(packed: Stream, member: Member) -> Iterator[Input]:
    """What stands between records, and is none, is told by whoever read the record before it."""
    if packed.peek(1) and not is_packed_warc(packed.peek(BEGINNING)):
        where = f"{member.source}, byte {packed.position}"
        yield make_failure(where, UnreadableInput(f"{where}: no record of a web archive begins here. The next whole one is read."), member.known)
        _find_member(packed, member.end)


def _find_member(packed: Stream, end: int | None) -> None:
    """Goes on to the next record, or to the end of the part."""
    while (ahead := packed.peek(PIECE)) and (end is None or packed.position < end):
        found = ahead.find(GZIP)
        if found < 0:
            packed.skip(max(1, len(ahead) - len(GZIP) + 1))
            continue
        packed.skip(found)
        if is_packed_warc(packed.peek(BEGINNING)):
            return
        packed.skip(1)


def _read_member(packed: Stream, member: Member) -> Generator[Input | Member, None, bool]:
    """The pages of one gzip member; whether it was whole. Damage is told once: by the page that it is in, else here."""
    where = f"{member.source}, record at byte {packed.position}"
    inflater = Inflater()
    packed.budget.read = packed.budget.unpacked = 0  # the same for a record wherever its part begins
    records = replace(member, stream=Stream(unpack(packed, inflater, where), budget=packed.budget), source=where)
    whole = yield from _read_records(records, lambda offset: f"{where}+{offset}" if offset else where)
    return whole and inflater.eof


def _read_records(member: Member, name: Callable[[int], str]) -> Generator[Input | Member, None, bool]:
    """The pages of the records in a stream; whether all were whole. What follows a damaged one can't be read: nobody knows where it begins."""
    stream = member.stream
    told, where = False, member.source
    try:
        while _skip_blank(stream):
            told, where = False, name(stream.position)
            headers = _read_head(stream, where)
            body = Stream(_body(stream, headers, where), budget=stream.budget)
            for found in read_answer(replace(member, stream=body, source=where, start=0, end=None), headers):
                told = True
                yield found
            while body.read():
                pass
    except UnreadableInput as error:
        if not told:  # else the page that the damage is in has told it already
            yield make_failure(where, error, member.known)
        return False
    return True


def _read_head(stream: Stream, where: str) -> Headers:
    if not stream.peek(len(MARK)).startswith(MARK):
        raise UnreadableInput(f"{where}: no record of a web archive begins here, so nothing is read from here on.")
    return read_headers(stream, where)


def _skip_blank(stream: Stream) -> bool:
    """Passes over the blank lines between records; is there anything after them?"""
    while stream.peek(1) in (b"\r", b"\n"):
        stream.skip(1)
    return bool(stream.peek(1))


def _body(stream: Stream, headers: Headers, where: str) -> Iterator[bytes]:
    """The content of a record. What ends it is looked at too, so that damage is known before the last piece is believed."""
    length = headers.get("content-length")
    if not length.isdecimal() or len(length) > 18:
        raise UnreadableInput(f"{where}: a record without a length, so nothing is read from here on.")
    left = int(length)
    while left and (piece := stream.read(min(left, PIECE))):
        left -= len(piece)
        yield piece
    if left:
        raise UnreadableInput(f"{where}: cut off: {left:,} of {int(length):,} bytes are missing. Fetch the file again.")
    stream.peek(5)
