"""Answers as a list that a table, JSON, CSV and pandas take."""

import dataclasses
import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    import pandas

Value = TypeVar("Value")
# The last four are the wide ones of East Asian keyboards, which spreadsheets there take too.
_OPENING_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")


class Rows(list[Value], Generic[Value]):
    """Rows of one type, in order. `to_pandas()` makes a data frame of them, one column a field."""

    def to_pandas(self) -> "pandas.DataFrame":
        """The rows as a data frame; lists stay lists. Needs pandas: pip install 'demarche[pandas]'."""
        import pandas  # an optional dependency

        return pandas.DataFrame([{f.name: to_plain(getattr(row, f.name)) for f in fields(row)} for row in self])  # type: ignore[arg-type]


def to_plain(value: object) -> Any:
    """A value as JSON has it: dataclasses are objects, tuples lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, (tuple, list)):
        return [to_plain(v) for v in value]
    return value


def to_cells(row: Any) -> dict[str, str]:
    """A row as text, a cell a field: lists are joined, sources are their outlets."""
    return {f.name: to_cell(getattr(row, f.name)) for f in fields(row)}


def to_cell(value: object) -> str:
    """One value as text."""
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return "; ".join(dict.fromkeys(to_cell(v) for v in value))
    if is_dataclass(value):
        return _words_of(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def disarm(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_OPENING_FORMULAS) and not _NUMBER.fullmatch(cell) else cell


def _words_of(value: object) -> str:
    """A source by its outlet, a step by its stage and day."""
    stage, published = getattr(value, "stage", None), getattr(value, "published", None)
    if (says := getattr(value, "says", None)) is not None:  # a voice of a dispute
        return f"{getattr(value, 'who', None) or _words_of(value.source)}: {says} ({day_of(published)})"  # type: ignore[attr-defined]
    if (stance := getattr(value, "stance", None)) is not None and hasattr(value, "holder"):  # a cell of an issue
        return f"{value.holder} {stance} ({day_of(published)})"
    if stage:
        return f"{stage} ({day_of(published)})"
    return str(getattr(value, "outlet", None) or getattr(value, "title", None) or getattr(value, "key", value))


def day_of(published: str | None) -> str:
    """The day of a moment of publication, for people."""
    return published[:10] if published else "no day"
