"""Rows of any answer → Parquet, for pandas, R, DuckDB and Spark: a typed column a field, lists as lists, sources as structs.

pyarrow is an optional extra (`pip install 'demarche[parquet]'`), imported where it is needed.
"""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import TYPE_CHECKING, Any, BinaryIO, get_args, get_origin, get_type_hints

from demarche.errors import DemarcheError

if TYPE_CHECKING:
    import pyarrow

_GROUP = 10_000  # rows that are turned into columns at a time: what is held in memory beside the rows

# UTF-8, which Parquet's text is, has no bytes for halves of characters.
_HALVES = re.compile("[\ud800-\udfff]")


def write_parquet(rows: Sequence[Any], row: type, stream: BinaryIO) -> None:
    """Writes rows of the dataclass `row`; without any, the file has its columns all the same.

    Raises DemarcheError where pyarrow is missing.
    """
    try:
        import pyarrow  # an optional dependency
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise DemarcheError("parquet: pyarrow is not installed. Run pip install 'demarche[parquet]', or export csv.") from None
    schema = pyarrow.schema(_columns(row))
    with ParquetWriter(stream, schema) as writer:
        for start in range(0, len(rows), _GROUP):
            writer.write_table(pyarrow.Table.from_pylist([_plain(r) for r in rows[start : start + _GROUP]], schema))


def _columns(row: type) -> list["pyarrow.Field"]:
    """The fields of a dataclass as columns; those that may be None can be null."""
    import pyarrow

    hints = get_type_hints(row)
    return [pyarrow.field(f.name, _type(hints[f.name]), nullable=_is_optional(hints[f.name])) for f in fields(row)]


def _type(hint: Any) -> "pyarrow.DataType":
    """Arrow's type of a field: text | None is text, a tuple a list, a dataclass a struct."""
    import pyarrow

    if _is_optional(hint):
        return _type(next(a for a in get_args(hint) if a is not type(None)))
    if get_origin(hint) is tuple:
        return pyarrow.list_(_type(get_args(hint)[0]))
    if isinstance(hint, type) and is_dataclass(hint):
        return pyarrow.struct(_columns(hint))
    return {str: pyarrow.string(), bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64()}[hint]


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) is UnionType and type(None) in get_args(hint)


def _plain(value: Any) -> Any:
    """A value as pyarrow takes it."""
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
