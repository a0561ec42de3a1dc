"""Our own tables, written by a researcher: people.tsv or organisations.tsv, with as many of their columns as are needed."""

from collections.abc import Iterator
from pathlib import Path

from demarche.errors import BadTable
from demarche.lexicon.imports.entries import COLUMNS, Entry, Found, Problem, Table
from demarche.lexicon.imports.lines import read_lines

NEEDED = {Table.PEOPLE: ("name", "role"), Table.ORGANISATIONS: ("name", "kind")}
# A table with one of these is one of states: what a state is called is no matter of one research project.
STATES_ONLY = frozenset(("demonyms", "adjectives", "capital", "code2"))


def read_table(path: Path) -> Iterator[Found]:
    """The rows of a table. A row with a wrong number of cells is a Problem.

    Raises BadTable for a header that is neither that of people nor of organisations.
    """
    header: list[str] = []
    table = Table.PEOPLE
    for number, line in read_lines(path):
        if isinstance(line, Problem):
            yield line
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if not header:
                header, table = cells, table_of(cells, f"{path.name}, line {number}")
            elif len(cells) != len(header):
                yield Problem(number, f"{len(cells)} cells, the header has {len(header)}. Write a tab for every empty cell.")
            else:
                yield _entry(number, table, dict(zip(header, cells, strict=True)), path.name)


def table_of(header: list[str], where: str) -> Table:
    """Which of our tables has this header; `where` stands in the error."""
    if STATES_ONLY.intersection(header):
        raise BadTable(f"{where}: a table of states can't be added. Add people and organisations here; states are in lexicon/states.tsv.")
    table = Table.ORGANISATIONS if "kind" in header else Table.PEOPLE
    missing = [c for c in NEEDED[table] if c not in header]
    if missing:
        raise BadTable(f'{where}: no column "{missing[0]}". A table of people needs name and role, one of organisations name and kind.')
    unknown = [c for c in header if c not in COLUMNS[table]]
    if unknown:
        raise BadTable(f'{where}: unknown column "{unknown[0]}". Known for {table}: {" ".join(COLUMNS[table])}.')
    return table


def _entry(number: int, table: Table, cells: dict[str, str], file: str) -> Entry:
    source = f"{file} (TSV), line {number}" + (f": {cells['source']}" if cells.get("source") else "")
    return Entry(number, table, {column: cells.get(column, "") for column in COLUMNS[table]} | {"source": source})
