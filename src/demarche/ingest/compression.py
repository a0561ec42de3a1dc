"""gzip, bzip2 and xz around any other format, unpacked piece by piece."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from demarche.errors import UnreadableInput
from demarche.ingest.reading import Member, Reading
from demarche.ingest.recognising import inner_name
from demarche.ingest.streams import PIECE, Stream

# An xz file says how much memory its dictionary takes: up to 4 GB. `xz -9` asks for 65 MB.
_XZ_MEMORY = 100_000_000
_FAULTS = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


class Unpacker(Protocol):
    """What the decompressors of bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class Inflater:
    """zlib's decompressor with the manners of the others. `window` says which format it is in zlib's numbers: 31 for gzip."""

    def __init__(self, window: int = 31) -> None:
        self._zlib = zlib.decompressobj(window)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._full

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        made = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self._full = len(made) == max_length
        return made


UNPACKERS: dict[str, Callable[[], Unpacker]] = {
    "gzip": Inflater,
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY),
}


def read_packed(kind: str) -> Callable[[Member, Reading], Iterator[Member]]:
    """The reader of a compression: what is inside, under the name without the suffix of the compression."""

    def read(member: Member, reading: Reading) -> Iterator[Member]:
        stream = Stream(unpack_all(member.stream, UNPACKERS[kind], member.source), budget=member.stream.budget)
        yield replace(member, stream=stream, name=inner_name(member.name), complaints=())

    return read


def unpack_all(packed: Stream, make: Callable[[], Unpacker], source: str) -> Iterator[bytes]:
    """The pieces of all compressed streams that follow upon each other, as `cat a.gz b.gz` makes them."""
    while packed.peek(1):
        yield from unpack(packed, make(), source)
        if packed.peek(PIECE).count(0) == len(packed.peek(PIECE)):  # tapes are filled up with zeros
            return


def unpack(packed: Stream, unpacker: Unpacker, source: str) -> Iterator[bytes]:
    """The pieces of one compressed stream; what follows it stays in `packed`. Raises UnreadableInput where it is cut off or damaged."""
    while not unpacker.eof:
        fed = packed.read() if unpacker.needs_input else b""
        if not fed and unpacker.needs_input:
            raise UnreadableInput(f"{source}: cut off: its end is missing. What is whole was read; fetch the file again.")
        try:
            piece = unpacker.decompress(fed, PIECE)
        except _FAULTS as reason:
            raise UnreadableInput(f"{source}: damaged ({reason}). What is whole was read; fetch the file again.") from None
        if piece:
            packed.budget.spend(len(piece), source)
            yield piece
    packed.put_back(unpacker.unused_data)
