"""The whole store as lines of JSON, in an order and form that no clock and no order of arrival decides: what two stores are compared by."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from demarche.store.schema import blocks, entries, feeds, generations, metadata

# What a clock decides, and numbers that only this database knows.
_LEFT_OUT = frozenset(("added", "last_added", "at", "number"))
# How far a program has come, and no content: when which feed was asked, which entry waits, which part of an archive is in.
_NO_CONTENT = frozenset(t.name for t in (generations, feeds, entries, blocks))


def dump(connection: Connection) -> Iterator[str]:
    """One line a row: {"table": …, its columns}, tables and rows sorted."""
    for table in sorted((t for t in metadata.tables.values() if t.name not in _NO_CONTENT), key=lambda t: t.name):
        columns = [c for c in table.columns if c.name not in _LEFT_OUT]
        rows = connection.execute(select(*columns))
        yield from sorted(json.dumps({"table": table.name, **dict(zip([c.name for c in columns], row, strict=True))}, ensure_ascii=False) for row in rows)
