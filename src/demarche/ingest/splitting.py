"""Where large files can be cut, so that their parts are read apart from each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from demarche.ingest.streams import PIECE


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a file: `[start, end)`, and the number of its first line."""

    start: int
    end: int | None
    first: int = 1


def cut_lines(file: BinaryIO, size: int, part: int) -> Iterator[Cut]:
    """Parts that begin with a line. The file is read to count its lines, part by part, as the parts are asked for."""
    start, first = 0, 1
    while start < size:
        file.seek(start)
        at, lines = start, 0
        while at < start + part and (piece := file.read(min(PIECE, start + part - at))):
            at += len(piece)
            lines += piece.count(b"\n")
        while at > start and not piece.endswith(b"\n") and (piece := file.readline(PIECE)):
            at += len(piece)
            lines += piece.endswith(b"\n")
        if at == start:  # the file has become shorter since it was listed
            return
        yield Cut(start, at, first)
        start, first = at, first + lines


SPLITTERS: dict[str, Callable[[BinaryIO, int, int], Iterator[Cut]]] = {"jsonl": cut_lines}
