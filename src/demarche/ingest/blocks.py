"""The input in blocks that can be read apart from each other, on several machines even: small files in groups, large ones in parts.

What comes out does not depend on the blocks: read one after the other they give what the files give.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from demarche.errors import DemarcheError, UnreadableInput
from demarche.ingest.formats import read_member
from demarche.ingest.input import Gate, Input, make_failure
from demarche.ingest.metadata import Metadata
from demarche.ingest.opening import Stored, address_of, find_stored, is_file, is_folder, opened, shown
from demarche.ingest.reading import Member, Reading
from demarche.ingest.recognising import PEEKED, SUFFIXES, inner_name, is_readable, is_single, suffix_of, tell_format
from demarche.ingest.sidecars import read_sidecar
from demarche.ingest.splitting import SPLITTERS
from demarche.ingest.steps import Steps
from demarche.ingest.streams import open_file
from demarche.settings import Settings

STDIN = "-"
# Work for some seconds or minutes: enough that the ledger stays short, little enough that all workers have some, and that losing one costs little.
_MOST_FILES = 8
GROUP_BYTES = 250_000
# A file is cut into some sixty parts, none smaller or larger than this: of JSON lines 4 to 1,000 articles, of a packed archive 80 to 5,000 pages, most
# of which are let go cheaply.
_PARTS = 64
_PART_BYTES = {"jsonl": (16_000, 4_000_000)}
_PACKED_PART_BYTES = (1_000_000, 64_000_000)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the input that is read by itself: small files, or one file, or a part of one that is `[start, end)`.

    Parts count bytes, of Parquet files row groups. `first` is the number of the part's first line.
    """

    files: tuple[str, ...]
    start: int = 0
    end: int | None = None
    first: int = 1


def name_block(block: Block) -> str:
    """A name for the ledger of what is done: another one as soon as a file of the block is another. Asks the disc or the object store."""
    digest = hashlib.sha256(f"{block.start} {block.end}".encode())
    for file in block.files:
        digest.update(f"\n{shown(file)} {_stamp(file)}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:24]


def _stamp(file: str) -> str:
    try:
        stored = next(find_stored(file))
    except UnreadableInput:
        return "not there"
    return f"{stored.size} {stored.stamp}"


def plan_blocks(paths: Sequence[str | Path], settings: Settings, *, part: int | None = None, group: int = GROUP_BYTES) -> Iterator[Block | Input]:
    """The blocks of all inputs, in order, as they are found; a failure for what is not there. `-` is standard input."""
    small: list[Stored] = []
    for found in _find_files(paths):
        alone = not isinstance(found, Stored) or found.size > group
        if small and (alone or len(small) == _MOST_FILES or sum(f.size for f in small) > group):
            yield Block(tuple(f.address for f in small))
            small = []
        if not isinstance(found, Stored):
            yield found
        elif alone:
            yield from _parts(found, part)
        else:
            small.append(found)
    if small:
        yield Block(tuple(f.address for f in small))


def read_block(block: Block, known: Metadata, settings: Settings, *, gate: Gate | None = None, steps: Steps | None = None) -> Iterator[Input]:
    """Everything that a block holds, in order: articles, and a failure for whatever could not be read. Raises nothing of its own."""
    reading = Reading(settings, gate, steps if steps is not None else Steps())
    for file in block.files:
        try:
            with opened(file) as stream:
                yield from _read_file(file, stream, block, known, reading)
        except DemarcheError as error:
            yield make_failure(shown(file), error, known)


def _read_file(file: str, stream: BinaryIO, block: Block, known: Metadata, reading: Reading) -> Iterator[Input]:
    member = Member(open_file(stream, shown(file)), shown(file), shown(file), known, start=block.start, end=block.end, first=block.first)
    if is_single(member.name, member.stream.peek(PEEKED)):
        beside, complaints = read_sidecar(inner_name(file))
        member = replace(member, known=known.over(beside), complaints=complaints)
    yield from read_member(member, reading)


def _find_files(paths: Sequence[str | Path]) -> Iterator[Stored | Input | Block]:
    for path in paths:
        address = address_of(path)
        if address == STDIN:
            yield Block((STDIN,))
            continue
        try:
            yield from _files(address)
        except DemarcheError as error:
            yield make_failure(shown(address), error)


def _files(address: str) -> Iterator[Stored]:
    if not is_folder(address):
        # A shell's "examples/2022*" names what is known of an article beside the article itself.
        if suffix_of(address) != ".json" or not any(is_file(address.removesuffix(".json") + s) for s in SUFFIXES):
            yield from find_stored(address)
        return
    nothing = True
    for found in find_stored(address):
        if is_readable(found.address):
            nothing = False
            yield found
    if nothing:
        raise UnreadableInput(f"{shown(address)}: no article in this folder. Demarche reads {', '.join(SUFFIXES)}.")


def _parts(found: Stored, part: int | None) -> Iterator[Block | Input]:
    try:
        with opened(found.address) as file:
            kind = tell_format(found.address, file.read(PEEKED))
            least, most = _PART_BYTES.get(kind, _PACKED_PART_BYTES)
            part = part or max(least, min(found.size // _PARTS, most))
            if kind not in SPLITTERS or found.size <= part:
                yield Block((found.address,))
                return
            for cut in SPLITTERS[kind](file, found.size, part):
                yield Block((found.address,), cut.start, cut.end, cut.first)
    except DemarcheError as error:
        yield make_failure(shown(found.address), error)
