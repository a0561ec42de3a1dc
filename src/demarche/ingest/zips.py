"""ZIP files: their members one after the other, whatever their format."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, BinaryIO

from demarche.errors import UnreadableInput
from demarche.ingest.cut_zips import read_cut_zip
from demarche.ingest.input import Input, make_failure
from demarche.ingest.reading import Member, Reading
from demarche.ingest.recognising import is_readable
from demarche.ingest.streams import PIECE, Budget, Stream, read_file

MOST_MEMBERS = 100_000
# The list of so many members, with names of 100 characters. zipfile reads it whole, and takes some ten times its size in memory.
_LARGEST_LIST = 16_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the only ones that zipfile unpacks in bounded pieces
_HEAD = 30
_ENDING, _ENDING_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, OverflowError, struct.error)


def read_zip(member: Member, reading: Reading) -> Iterator[Input | Member]:
    """The members of a ZIP file that can be articles, in the order of its list. One that can't be unpacked is a failure, and the next is read."""
    file = read_file(member.stream, reading.settings.max_bytes, member.source)
    budget = member.stream.budget
    budget.read += file.seek(0, io.SEEK_END) if member.depth == 0 else 0
    _check_list(file, member.source)
    try:
        archive = zipfile.ZipFile(file)
    except _FAULTS:
        yield from read_cut_zip(file, member)
        raise UnreadableInput(f"{member.source}: cut off or damaged: no list of members at its end. What is whole was read; fetch it again.") from None
    _check_overlap(archive, member.source)
    listed = [info for info in archive.infolist() if not info.is_dir() and is_readable(info.filename) and not _is_shadow(info.filename)]
    if not listed:
        raise UnreadableInput(f"{member.source}: no article among its {len(archive.infolist()):,} members.")
    for info in listed[:MOST_MEMBERS]:
        yield from _read_listed(archive, info, member)
    if len(listed) > MOST_MEMBERS:
        raise UnreadableInput(f"{member.source}: {len(listed):,} members, of which the first {MOST_MEMBERS:,} were read. Divide it.")


def _check_overlap(archive: zipfile.ZipFile, source: str) -> None:
    spans = sorted((info.header_offset, info.header_offset + _HEAD + info.compress_size) for info in archive.infolist())
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise UnreadableInput(f"{source}: its members overlap, as in a decompression bomb, so none is read.")


def _check_list(file: BinaryIO, source: str) -> None:
    """Raises UnreadableInput where the list of members is too large to be held. zipfile would read it whole before it can be asked."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _ENDING_SIZE - _LONGEST_COMMENT))
    tail = file.read(_ENDING_SIZE + _LONGEST_COMMENT)
    at = tail.rfind(_ENDING)
    listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if listed == 0xFFFFFFFF and (at64 := tail.rfind(b"PK\x06\x06")) >= 0:
        listed = int.from_bytes(tail[at64 + 40 : at64 + 48], "little")
    if listed > _LARGEST_LIST:
        raise UnreadableInput(f"{source}: a list of {listed:,} bytes, more than {MOST_MEMBERS:,} members have. Divide it.")


def _is_shadow(name: str) -> bool:
    """What macOS packs beside every file."""
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith("._")


def _read_listed(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: Member) -> Iterator[Input | Member]:
    where = f"{member.source}, {info.filename}"
    try:
        if info.flag_bits & 1:
            raise UnreadableInput(f"{where}: locked by a password. Unpack it first.")
        if info.compress_type not in _METHODS:
            raise UnreadableInput(f"{where}: packed in a rare way (method {info.compress_type}). Unpack it first.")
        with archive.open(info) as file:
            yield Member(Stream(_pieces(file, member.stream.budget, where), budget=member.stream.budget), info.filename, where, member.known)
    except _FAULTS as reason:
        yield make_failure(where, UnreadableInput(f"{where}: damaged ({reason})."), member.known)
    except UnreadableInput as error:
        yield make_failure(where, error, member.known)


def _pieces(file: IO[bytes], budget: Budget, where: str) -> Iterator[bytes]:
    try:
        while piece := file.read(PIECE):
            budget.spend(len(piece), where)
            yield piece
    except _FAULTS as reason:
        raise UnreadableInput(f"{where}: damaged ({reason}). The next member is read.") from None
