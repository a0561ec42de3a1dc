"""The tables of the lexicon → how many rows each has, and its columns."""

from collections.abc import Iterator
from importlib.resources import files

from demarche.lexicon.load import Row, load_table
from reference.markdown import write_table


def list_tables() -> Iterator[str]:
    """The names of the package's tables."""
    yield from sorted(f.name.removesuffix(".tsv") for f in files("demarche.lexicon").iterdir() if f.name.endswith(".tsv"))


def write_lexicon() -> str:
    """A row a table, those of most rows first."""
    tables = sorted(((name, load_table(name)) for name in list_tables()), key=lambda table: -len(table[1]))
    return write_table(("table", "rows", "columns"), (_write_row(name, rows) for name, rows in tables))


def _write_row(name: str, rows: tuple[Row, ...]) -> tuple[str, str, str]:
    return f"`{name}.tsv`", f"{len(rows):,}", " · ".join(f"`{column}`" for column in rows[0].cells)
