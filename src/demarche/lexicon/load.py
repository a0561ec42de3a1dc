"""Reads the tables of this folder. Each table has a header, a schema (README.md) and a source column."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from demarche.errors import BadTable


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number, and its cells. The rows of a table share their `columns`, name → place: a dict for each took half of the memory."""

    number: int
    values: tuple[str, ...]
    columns: Mapping[str, int]

    def __getitem__(self, column: str) -> str:
        return self.values[self.columns[column]]

    @property
    def cells(self) -> dict[str, str]:
        """The cells by column name."""
        return dict(zip(self.columns, self.values, strict=True))


def make_row(number: int, cells: Mapping[str, str]) -> Row:
    """The row of cells by column name."""
    return Row(number, tuple(cells.values()), {column: i for i, column in enumerate(cells)})


@cache
def load_table(name: str) -> tuple[Row, ...]:
    """The rows of `lexicon/NAME.tsv`, in order, kept in memory for whoever asks next. Raises BadTable as `read_table` does."""
    return read_table(name)


def read_table(name: str) -> tuple[Row, ...]:
    """The rows of `lexicon/NAME.tsv`, in order: of large tables, for who asks once and makes something else of them.

    Lines that start with `#` are comments; the first other line is the header. Raises BadTable for a line with another number of cells than the header.
    """
    text = (files("demarche.lexicon") / f"{name}.tsv").read_text("utf-8")
    return parse_table(text, f"lexicon/{name}.tsv")


def parse_table(text: str, name: str) -> tuple[Row, ...]:
    """The rows of a tab-separated text; `name` stands in error messages."""
    header: list[str] = []
    columns: dict[str, int] = {}
    told: dict[str, str] = {}  # each cell once: most say what others say, too
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header, columns = cells, {column: i for i, column in enumerate(cells)}
        elif len(cells) != len(header):
            raise BadTable(f"{name}, line {number}: {len(cells)} cells, the header has {len(header)}. See lexicon/README.md.")
        else:
            rows.append(Row(number, tuple(map(told.setdefault, cells, cells)), columns))
    if not header:
        raise BadTable(f"{name}: no header line. See lexicon/README.md.")
    return tuple(rows)
