"""Bytes read in bounded pieces. Nothing in this room reads from a file or a decompressor in any other way."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from demarche.errors import UnreadableInput

PIECE = 1 << 16
# gzip packs no more than a thousandfold, and what people write about tenfold. A file that unpacks to more than this is made to fill discs.
_UNPACKED_FREELY = 200_000_000
_MOST_FOLD = 200


@dataclass(slots=True)
class Budget:
    """How much one file may unpack to, in all its layers together."""

    read: int = 0
    unpacked: int = 0

    def spend(self, size: int, source: str) -> None:
        """Raises UnreadableInput where more was unpacked than the bytes read allow."""
        self.unpacked += size
        if self.unpacked > _UNPACKED_FREELY + _MOST_FOLD * self.read:
            raise UnreadableInput(f"{source}: unpacks to more than {_MOST_FOLD} times its size, so it is not read on. Is it a decompression bomb?")


class Stream:
    """Bytes that come one piece after the other; their beginning can be looked at before they are read.

    `file` is what they come from, where that can be sought in and is not held back; `position` counts what was read.
    """

    def __init__(self, pieces: Iterator[bytes], *, file: BinaryIO | None = None, position: int = 0, budget: Budget | None = None) -> None:
        self._pieces = pieces
        self._ahead = b""
        self.file = file
        self.position = position
        self.budget = budget or Budget()

    def peek(self, size: int) -> bytes:
        """The next bytes, which are not taken; fewer only at the end."""
        while len(self._ahead) < size and (piece := next(self._pieces, b"")):
            self._ahead += piece
        return self._ahead[:size]

    def read(self, size: int = PIECE) -> bytes:
        """At most so many of the next bytes; none only at the end."""
        if not self._ahead:
            self._ahead = next(self._pieces, b"")
        taken, self._ahead = self._ahead[:size], self._ahead[size:]
        self.position += len(taken)
        return taken

    def put_back(self, content: bytes) -> None:
        """Gives back the bytes that were read last."""
        self._ahead = content + self._ahead
        self.position -= len(content)

    def skip(self, size: int) -> int:
        """Passes over so many bytes; how many there were."""
        left = size
        while left and (piece := self.read(min(left, PIECE))):
            left -= len(piece)
        return size - left


def open_file(file: BinaryIO, source: str, start: int = 0, end: int | None = None) -> Stream:
    """The bytes `[start, end)` of an open file; `source` names it where the disc or the network fails."""
    budget = Budget()

    def pieces() -> Iterator[bytes]:
        left = end - start if end is not None else None
        try:
            if start or end is not None:
                file.seek(start)
            while piece := file.read(PIECE if left is None else min(PIECE, left)):
                left = left - len(piece) if left is not None else None
                budget.read += len(piece)
                yield piece
        except Exception as reason:  # a border: discs raise OSError, each object store faults of its own
            raise UnreadableInput(f"{source}: can't be read ({getattr(reason, 'strerror', None) or type(reason).__name__}).") from None

    return Stream(pieces(), file=file if file.seekable() else None, position=start, budget=budget)


def read_whole(stream: Stream, limit: int, source: str) -> bytes:
    """All of a document. Raises UnreadableInput where it is larger than `limit`."""
    pieces: list[bytes] = []
    size = 0
    while size <= limit and (piece := stream.read()):
        pieces.append(piece)
        size += len(piece)
    if size > limit:
        raise too_large(source, limit)
    return b"".join(pieces)


def read_file(stream: Stream, limit: int, source: str) -> BinaryIO:
    """What the stream holds as a file to seek in: its own, or a copy in memory, which may not be larger than `limit`."""
    return stream.file or io.BytesIO(read_whole(stream, limit, source))


def too_large(source: str, limit: int) -> UnreadableInput:
    """The error for a document larger than `--max-bytes`."""
    return UnreadableInput(f"{source}: more than {limit:,} bytes. Raise --max-bytes, or divide it.")


def find_lines(stream: Stream, limit: int) -> Iterator[bytes | None]:
    """The lines, without their ends; None for one longer than `limit`. Holds no more than one line and a piece."""
    begun: list[bytes] = []
    size = 0
    while piece := stream.read():
        *ended, rest = piece.split(b"\n")
        for line in ended:
            yield b"".join((*begun, line)) if size + len(line) <= limit else None
            begun, size = [], 0
        size += len(rest)
        if size <= limit:
            begun.append(rest)
        else:
            begun.clear()
    if size:
        yield b"".join(begun) if size <= limit else None


def open_bytes(content: bytes) -> Stream:
    """A stream of what is in memory already."""
    return Stream(iter((content,)), file=io.BytesIO(content))
