"""ZIP files whose end is missing, and with it the list of their members: what is whole is found by the head that stands before each."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from demarche.errors import UnreadableInput
from demarche.ingest.compression import Inflater, unpack
from demarche.ingest.reading import Member
from demarche.ingest.recognising import is_readable
from demarche.ingest.streams import Stream, open_file

_HEAD = struct.Struct("<4sHHHHHIIIHH")  # section 4.3.7 of the format's specification
_MARK = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_LOCKED, _SIZE_FOLLOWS = 1, 8
# What may stand between a member and the next head: its checksum and sizes.
_LONGEST_TRAILER = 24
_BARE_DEFLATE = -15


@dataclass(frozen=True, slots=True)
class _Head:
    name: str
    flags: int
    method: int
    size: int
    start: int


def read_cut_zip(file: BinaryIO, member: Member) -> Iterator[Member]:
    """The members that stand before the cut."""
    at: int | None = 0
    while at is not None and (head := _head(file, at)):
        where = f"{member.source}, {head.name}"
        if head.flags & _LOCKED or head.method not in (_STORED, _DEFLATED) or (head.method == _STORED and head.flags & _SIZE_FOLLOWS):
            return
        packed = open_file(file, where, head.start, None if head.flags & _SIZE_FOLLOWS else head.start + head.size)
        pieces = unpack(packed, Inflater(_BARE_DEFLATE), where) if head.method == _DEFLATED else _stored(packed, head.size, where)
        stream = Stream(pieces, budget=packed.budget)
        if is_readable(head.name):
            yield Member(stream, head.name, where, member.known)
        at = _behind(file, packed, stream)


def _head(file: BinaryIO, at: int) -> _Head | None:
    file.seek(at)
    fixed = file.read(_HEAD.size)
    if len(fixed) < _HEAD.size or not fixed.startswith(_MARK):
        return None
    _, _, flags, method, _, _, _, size, _, name_size, extra_size = _HEAD.unpack(fixed)
    name = file.read(name_size).decode("utf-8", "replace")
    return _Head(name, flags, method, size, at + _HEAD.size + name_size + extra_size)


def _stored(packed: Stream, size: int, where: str) -> Iterator[bytes]:
    while piece := packed.read():
        size -= len(piece)
        yield piece
    if size:
        raise UnreadableInput(f"{where}: cut off: its end is missing. Fetch the file again.")


def _behind(file: BinaryIO, packed: Stream, stream: Stream) -> int | None:
    """Where the next head stands; None where the rest of the member can't be unpacked."""
    try:
        while stream.read():
            pass
    except UnreadableInput:
        return None
    file.seek(packed.position)
    found = file.read(_LONGEST_TRAILER + len(_MARK)).find(_MARK)
    return packed.position + found if found >= 0 else None
