"""Reads the tables of this folder. Each table has a header, a schema (README.md) and a source column."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from demarche.errors import BadTable


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its number, and its cells by column name."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@cache
def load_table(name: str) -> tuple[Row, ...]:
    """The rows of `lexicon/NAME.tsv`, in order. Lines that start with `#` are comments; the first other line is the header.

    Raises BadTable for a line with another number of cells than the header.
    """
    text = (files("demarche.lexicon") / f"{name}.tsv").read_text("utf-8")
    return parse_table(text, f"lexicon/{name}.tsv")


def parse_table(text: str, name: str) -> tuple[Row, ...]:
    """The rows of a tab-separated text; `name` stands in error messages."""
    header: list[str] = []
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
        elif len(cells) != len(header):
            raise BadTable(f"{name}, line {number}: {len(cells)} cells, the header has {len(header)}. See lexicon/README.md.")
        else:
            rows.append(Row(number, dict(zip(header, cells, strict=True))))
    if not header:
        raise BadTable(f"{name}: no header line. See lexicon/README.md.")
    return tuple(rows)
