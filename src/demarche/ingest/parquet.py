"""Parquet files → articles, a batch of rows after the other, of only the columns that are read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, BinaryIO

from demarche.errors import UnreadableInput
from demarche.ingest.input import Input, make_failure
from demarche.ingest.reading import Member, Reading
from demarche.ingest.rows import read_fields
from demarche.ingest.streams import read_file, too_large

# The names that collections of news give their columns. Of several that are there, the first is read.
COLUMNS = {
    "text": ("text", "content", "body", "plain_text", "maintext", "article_text"),
    "id": ("id", "article_id"),
    "title": ("title", "headline"),
    "published": ("published", "date", "date_publish", "published_date", "publish_date", "published_at", "publication_date"),
    "url": ("url", "link", "requested_url"),
    "outlet": ("outlet", "domain", "source", "source_domain", "publisher"),
    "author": ("author", "authors", "byline"),
    "language": ("language", "lang"),
}
# Whole batches are in memory, with texts of up to --max-bytes each.
_BATCH = 16


def read_parquet(member: Member, reading: Reading) -> Iterator[Input]:
    """The articles of all rows, or of the row groups `[start, end)`. Raises UnreadableInput for a file without a column of text."""
    try:
        table = open_table(read_file(member.stream, reading.settings.max_bytes, member.source))
    except ImportError:
        raise UnreadableInput(f"{member.source}: reading Parquet needs pyarrow. Install demarche[parquet].") from None
    if table is None:
        raise UnreadableInput(f"{member.source}: no whole Parquet file: cut off or damaged. Fetch it again.")
    columns = _columns(table.schema_arrow.names, member.source)
    first = 1 + sum(table.metadata.row_group(group).num_rows for group in range(member.start))
    groups = list(range(member.start, table.num_row_groups if member.end is None else member.end))
    for number, cells in enumerate(_rows(table, groups, list(columns.values())), first):
        row = replace(member, source=f"{member.source}, row {number}")
        yield _read_row({field: cells[column] for field, column in columns.items()}, row, reading)


def open_table(file: BinaryIO) -> Any:
    """The opened Parquet file; None where it is none, or not whole. Raises ImportError where pyarrow is missing."""
    from pyarrow import ArrowException, parquet  # optional: 55 MB that not everybody wants

    try:
        return parquet.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20)
    except (ArrowException, OSError, ValueError, OverflowError, MemoryError):
        return None


def _columns(names: Sequence[str], source: str) -> dict[str, str]:
    by_name = {name.lower(): name for name in reversed(names)}
    found = {field: next((by_name[n] for n in known if n in by_name), None) for field, known in COLUMNS.items()}
    if not found["text"]:
        shown = ", ".join(name[:40] for name in names[:12])
        raise UnreadableInput(f"{source}: no column of text among {shown}. Name it one of {', '.join(COLUMNS['text'])}.")
    return {field: column for field, column in found.items() if column}


def _rows(table: Any, groups: list[int], columns: list[str]) -> Iterator[dict[str, Any]]:
    for batch in table.iter_batches(batch_size=_BATCH, row_groups=groups, columns=columns, use_threads=False):
        for number in range(batch.num_rows):
            yield {name: batch.column(name)[number].as_py() for name in columns}


def _read_row(cells: dict[str, Any], member: Member, reading: Reading) -> Input:
    text = cells.pop("text")
    if not isinstance(text, str):
        return make_failure(member.source, UnreadableInput(f"{member.source}: no text in this row."), member.known)
    if len(text) > reading.settings.max_bytes:
        return make_failure(member.source, too_large(member.source, reading.settings.max_bytes), member.known)
    return read_fields(text, {field: _words(value) for field, value in cells.items() if value not in (None, "", [])}, member, reading)


def _words(value: Any) -> str:
    """A cell as the word that a JSON row would have: days in ISO form, several authors in one line."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() and not value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
