"""Long lists in pieces that every database takes as parameters, many rows by one statement, and questions without the library's share of their cost."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, Table, insert
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.dml import UpdateBase

Value = TypeVar("Value")

_BATCH = 500  # below SQLite's limit of 999 in old builds, with room for other parameters
_BY_PLACE: dict[str, Literal["qmark", "format"]] = {"qmark": "qmark", "pyformat": "format"}  # how a driver that takes names takes values in their order


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
    """Executes a statement for each of the rows that give its parameters."""
    if rows:
        words, names = _compile(statement, type(connection.dialect))  # type: ignore[arg-type]
        pick = itemgetter(*names)
        _cursor(connection).executemany(words, [pick(row) for row in rows])


def ask(connection: Connection, words: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows that plain SQL finds, for what is asked many times an article. Each "?" of it stands for a value, or for a list of them: "name IN ?"."""
    found: list[tuple[Any, ...]] = change(connection, words, *values).fetchall()
    return found


def change(connection: Connection, words: str, *values: object) -> Any:
    """Executes plain SQL, as `ask`; returns the driver's cursor."""
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    first, *rest = words.split("?")
    pieces, flat = [first], list[object]()
    for piece, value in zip(rest, values, strict=True):
        if isinstance(value, list | tuple | range):
            pieces += ["(", ",".join([mark] * len(value)), ")", piece]
            flat.extend(value)
        else:
            pieces += [mark, piece]
            flat.append(value)
    cursor = _cursor(connection)
    cursor.execute("".join(pieces), flat)
    return cursor


def _cursor(connection: Connection) -> Any:
    """The driver's own. The library, which looks at every value of every row, takes as long as the database, and we need no value changed."""
    return connection.connection.cursor()


@cache
def _insertion(table: Table, columns: tuple[str, ...]) -> UpdateBase:
    return insert(table).values(dict.fromkeys(columns))


@cache
def _compile(statement: UpdateBase, dialect: type[DefaultDialect]) -> tuple[str, tuple[str, ...]]:
    """The words of a statement for a driver, and the names of its parameters in their order."""
    compiled = statement.compile(dialect=dialect(paramstyle=_BY_PLACE[dialect.default_paramstyle]))
    return str(compiled), tuple(compiled.positiontup or ())
