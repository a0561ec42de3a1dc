"""Long lists in pieces that every database takes as parameters, and many rows by one statement."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Table, insert
from sqlalchemy.sql.dml import UpdateBase

Value = TypeVar("Value")

_BATCH = 500  # below SQLite's limit of 999 in old builds, with room for other parameters
_BY_PLACE = {"qmark": "qmark", "pyformat": "format"}  # how a driver that takes names takes values in their order


def in_batches(values: Sequence[Value], *, times: int = 1) -> Iterator[Sequence[Value]]:
    """The values in order, some hundred at a time; fewer where the statement names each several `times`."""
    size = _BATCH // times
    for start in range(0, len(values), size):
        yield values[start : start + size]


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows, each with the same columns."""
    if rows:
        execute_many(connection, _insertion(table, tuple(rows[0])), rows)


def execute_many(connection: Connection, statement: UpdateBase, rows: Sequence[Mapping[str, Any]]) -> None:
    """Executes a statement for each of the rows that give its parameters. The library, which would look at every value of
    every row, takes as long as the database: we need nothing changed, so that the driver gets the values as they are."""
    if rows:
        words, names = _compile(statement, type(connection.dialect))
        pick = itemgetter(*names)
        connection.exec_driver_sql(words, [pick(row) for row in rows] if len(names) > 1 else [(pick(row),) for row in rows])


@cache
def _insertion(table: Table, columns: tuple[str, ...]) -> UpdateBase:
    return insert(table).values(dict.fromkeys(columns))


@cache
def _compile(statement: UpdateBase, dialect: type[Dialect]) -> tuple[str, tuple[str, ...]]:
    """The words of a statement for a driver, and the names of its parameters in their order."""
    compiled = statement.compile(dialect=dialect(paramstyle=_BY_PLACE[dialect.default_paramstyle]))
    return str(compiled), tuple(compiled.positiontup or ())
