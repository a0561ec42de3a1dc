"""Where large files can be cut, so that their parts are read apart from each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from demarche.ingest.parquet import open_table
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
        at, lines, last = start, 0, b""
        file.seek(start)
        while (at < start + part or not last.endswith(b"\n")) and (piece := file.read(PIECE)):
            wanted = max(0, start + part - at - 1)  # the first line that ends here or later is the last of the part
            end = piece.find(b"\n", wanted) + 1 or len(piece)
            last = piece[:end]
            at += end
            lines += last.count(b"\n")
        if at == start:  # the file has become shorter since it was listed
            return
        yield Cut(start, at, first)
        start, first = at, first + lines


def cut_anywhere(file: BinaryIO, size: int, part: int) -> Iterator[Cut]:
    """Parts of equal size; their reader finds the first record in each."""
    for start in range(0, size, part):
        yield Cut(start, min(start + part, size) if start + part < size else None)


def cut_row_groups(file: BinaryIO, size: int, part: int) -> Iterator[Cut]:
    """Parts of whole row groups, by their sizes in the file. Nothing where the file's end can't be read: it is left to its reader to say why."""
    try:
        table = open_table(file)
    except ImportError:
        table = None
    start = taken = 0
    for group in range(table.num_row_groups if table else 0):
        taken += table.metadata.row_group(group).total_byte_size
        if taken >= part:
            yield Cut(start, group + 1)
            start, taken = group + 1, 0
    if not table or start < table.num_row_groups:
        yield Cut(start, None)


SPLITTERS: dict[str, Callable[[BinaryIO, int, int], Iterator[Cut]]] = {"jsonl": cut_lines, "warc.gz": cut_anywhere, "parquet": cut_row_groups}
