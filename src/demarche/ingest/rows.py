"""JSON lines → articles, one line after the other, however long the file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from demarche.errors import DemarcheError, UnreadableInput
from demarche.ingest.decoding import whole_characters
from demarche.ingest.input import Input, make_failure
from demarche.ingest.reading import Member, Reading, make_input
from demarche.ingest.sidecars import read_cells
from demarche.ingest.streams import Stream, find_lines, open_file, too_large


@dataclass(frozen=True, slots=True)
class JsonRow:
    """One line of a JSON-lines input."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None


_ROW = TypeAdapter(JsonRow)


def read_rows(member: Member, reading: Reading) -> Iterator[Input]:
    """The articles of JSON lines. A line longer than `max_bytes` is a failure, and the next one is read."""
    limit = reading.settings.max_bytes
    for number, line in enumerate(find_lines(_part_of(member), limit), member.first):
        if line is None or line.strip():
            yield read_row(line, replace(member, source=f"{member.source}, line {number}"), reading)


def read_row(line: bytes | None, member: Member, reading: Reading) -> Input:
    """The article of one line; None stands for a line that was too long to be kept."""
    try:
        if line is None:
            raise too_large(member.source, reading.settings.max_bytes)
        with reading.steps.timing("decode"):
            row = _row(line, member.source)
    except DemarcheError as error:
        return make_failure(member.source, error, member.known)
    cells = {k: str(getattr(row, k)) for k in JsonRow.__slots__ if k != "text" and getattr(row, k) is not None}
    return read_fields(row.text, cells, member, reading)


def read_fields(text: str, cells: dict[str, str], member: Member, reading: Reading) -> Input:
    """The article of a row whose fields are known by their names."""
    of_row, complaints = read_cells(cells, member.source)
    known = of_row.over(member.known)
    try:
        return make_input(text, known, replace(member, complaints=(*member.complaints, *complaints)), reading)
    except DemarcheError as error:
        return make_failure(member.source, error, known)


def _part_of(member: Member) -> Stream:
    file = member.stream.file
    return open_file(file, member.source, member.start, member.end) if file and (member.start or member.end is not None) else member.stream


def _row(line: bytes, source: str) -> JsonRow:
    try:
        return _ROW.validate_json(line)
    except ValidationError as reason:
        mended = _mended(line)
        if mended:
            return mended
        first = reason.errors()[0]
        field = ".".join(map(str, first["loc"]))[:40] or "the line"
        raise UnreadableInput(f'{source}: {field}: {first["msg"]}. A line is an object with at least "text".') from None


def _mended(line: bytes) -> JsonRow | None:
    """The row of a line with half of an emoji in it ("\\ud83d"), as is left where a text was cut; None where that is not what is wrong."""
    if b"\\ud" not in line.lower():
        return None
    try:
        cells = json.loads(line)
        return _ROW.validate_python({k: whole_characters(v) if isinstance(v, str) else v for k, v in cells.items()})
    except (ValueError, AttributeError, RecursionError):
        return None
