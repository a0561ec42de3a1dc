"""Bytes read in bounded pieces. Nothing in this room reads from a file or a decompressor in any other way."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from demarche.errors import UnreadableInput

PIECE = 1 << 16


class Stream:
    """Bytes that come one piece after the other; their beginning can be looked at before they are read.

    `file` is what they come from where that can be sought in; `position` counts the bytes that were read.
    """

    def __init__(self, read: Callable[[int], bytes], *, file: BinaryIO | None = None, position: int = 0) -> None:
        self._read = read
        self._ahead = b""
        self.file = file
        self.position = position

    def peek(self, size: int) -> bytes:
        """The next bytes, which are not taken; fewer only at the end."""
        while len(self._ahead) < size:
            piece = self._read(max(PIECE, size - len(self._ahead)))
            if not piece:
                break
            self._ahead += piece
        return self._ahead[:size]

    def read(self, size: int) -> bytes:
        """At most so many of the next bytes; none only at the end."""
        if self._ahead:
            taken, self._ahead = self._ahead[:size], self._ahead[size:]
        else:
            taken = self._read(size)
        self.position += len(taken)
        return taken

    def skip(self, size: int) -> int:
        """Passes over so many bytes; how many there were."""
        left = size
        while left and (piece := self.read(min(left, PIECE))):
            left -= len(piece)
        return size - left


def open_file(file: BinaryIO, source: str) -> Stream:
    """A stream of an open file; `source` names it where the disc or the network fails."""

    def read(size: int) -> bytes:
        try:
            return file.read(size)
        except OSError as reason:
            raise UnreadableInput(f"{source}: can't be read ({reason.strerror or type(reason).__name__}).") from None

    return Stream(read, file=file)


def open_bytes(content: bytes) -> Stream:
    """A stream of bytes that are in memory already."""
    file = io.BytesIO(content)
    return Stream(file.read, file=file)


def read_whole(stream: Stream, limit: int, source: str) -> bytes:
    """All of a document. Raises UnreadableInput where it is larger than `limit`."""
    pieces: list[bytes] = []
    size = 0
    while size <= limit and (piece := stream.read(min(PIECE, limit + 1 - size))):
        pieces.append(piece)
        size += len(piece)
    if size > limit:
        raise too_large(source, limit)
    return b"".join(pieces)


def too_large(source: str, limit: int) -> UnreadableInput:
    """The error for a document larger than `--max-bytes`."""
    return UnreadableInput(f"{source}: more than {limit:,} bytes. Raise --max-bytes, or divide it.")


def find_lines(stream: Stream, limit: int) -> Iterator[bytes | None]:
    """The lines, without their ends; None for one longer than `limit`. Holds no more than one line and a piece."""
    begun: list[bytes] = []
    size = 0
    while piece := stream.read(PIECE):
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


def between(file: BinaryIO, start: int, end: int | None) -> Stream:
    """The bytes `[start, end)` of a file."""
    file.seek(start)
    left = end - start if end is not None else None

    def read(size: int) -> bytes:
        nonlocal left
        taken = file.read(size if left is None else min(size, left))
        left = left - len(taken) if left is not None else None
        return taken

    return Stream(read, position=start)
