"""Paths → articles: files of every format, folders, object stores, and standard input. What can't be read is named, and the rest goes on."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from demarche.errors import DemarcheError
from demarche.ingest.blocks import STDIN, plan_blocks, read_block
from demarche.ingest.formats import read_member
from demarche.ingest.input import Gate, Input
from demarche.ingest.metadata import Metadata
from demarche.ingest.opening import Stored, address_of, find_stored, is_folder, opened
from demarche.ingest.reading import Member, Reading
from demarche.ingest.recognising import is_readable, suffix_of
from demarche.ingest.steps import Steps
from demarche.ingest.streams import PIECE, open_file
from demarche.settings import Settings

__all__ = ["Input", "count_inputs", "read_articles"]


def read_articles(
    paths: Sequence[str | Path], known: Metadata, settings: Settings, stdin: BinaryIO, *, gate: Gate | None = None, steps: Steps | None = None
) -> Iterator[Input]:
    """The articles of all inputs in order; those that can't be read too, with the reason. `-` is standard input."""
    for block in plan_blocks(paths, settings):
        if isinstance(block, Input):
            yield block
        elif block.files == (STDIN,):
            reading = Reading(settings, gate, steps if steps is not None else Steps())
            yield from read_member(Member(open_file(stdin, STDIN), STDIN, STDIN, known), reading)
        else:
            yield from read_block(block, known, settings, gate=gate, steps=steps)


# Of files larger than this, lines are not counted but reckoned from the length of the first ones.
_COUNTED = 20_000_000


def count_inputs(paths: Sequence[str | Path]) -> int | None:
    """About how many articles these paths hold: files, and lines of JSON lines; None where standard input or an archive is among them."""
    total = 0
    for path in paths:
        if str(path) == STDIN:
            return None
        try:
            total += _count(address_of(path))
        except DemarcheError:
            total += 1
    return total


def _count(address: str) -> int:
    folder = is_folder(address)
    total = 0
    for found in find_stored(address):
        if not folder or is_readable(found.address):
            total += _count_lines(found) if suffix_of(found.address) == ".jsonl" else 1
    return total


def _count_lines(found: Stored) -> int:
    """The lines; of large files about how many, by the length of the first."""
    lines = read = 0
    with opened(found.address) as file:
        while read < _COUNTED and (piece := file.read(PIECE)):
            lines += piece.count(b"\n")
            read += len(piece)
    return lines if read >= found.size else round(lines * found.size / read)
