"""Answers of the store → a table for the terminal, JSON lines, or CSV."""

import csv
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from demarche.errors import BadOption
from demarche.exports.wording import to_json
from demarche.views.digest import Section
from demarche.views.rows import disarm, to_cells, to_plain
from demarche.views.visible import visible

FORMATS = ("table", "json", "csv")
_WIDTH = 140  # where no terminal tells its own


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of a terminal table: its head, how wide beside others, and its cell of a row."""

    head: str
    cell: Any  # row → str
    style: str = ""
    ratio: int | None = None


def width_of(stream: TextIO, otherwise: int) -> int | None:
    """None, for the width of the terminal or of COLUMNS, where there is either; else `otherwise`."""
    return None if stream.isatty() or os.environ.get("COLUMNS", "").isdecimal() else otherwise


def check_format(format: str) -> None:
    """Raises BadOption for a format that is not known."""
    if format not in FORMATS:
        raise BadOption(f'--format: "{format}" is not known. Known: {", ".join(FORMATS)}.')


def print_rows(rows: Sequence[Any], columns: Sequence[Shown], format: str, *, nothing: str) -> None:
    """Prints rows as a table, as JSON lines with all fields, or as CSV with all fields."""
    if format == "json":
        sys.stdout.writelines(to_json(to_plain(row)) + "\n" for row in rows)
    elif format == "csv":
        _print_csv(rows, sys.stdout)
    elif rows:
        _print_table(rows, columns, sys.stdout)
    else:
        Console(file=sys.stderr, highlight=False).print(nothing, style="dim", markup=False)


def _print_csv(rows: Sequence[Any], stream: TextIO) -> None:
    if not rows:
        return
    cells = [to_cells(row) for row in rows]
    writer = csv.DictWriter(stream, list(cells[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: disarm(visible(value)) for name, value in row.items()} for row in cells)


def _print_table(rows: Sequence[Any], columns: Sequence[Shown], stream: TextIO) -> None:
    console = _console(stream)
    table = Table(box=None, padding=(0, 1), expand=True, header_style="dim")
    for column in columns:
        table.add_column(column.head, style=column.style, ratio=column.ratio, overflow="fold", no_wrap=column.ratio is None)
    for row in rows:
        table.add_row(*(Text(visible(" ".join(str(c.cell(row)).split()))) for c in columns))
    console.print(table)


def print_sections(sections: Sequence[Section], format: str) -> None:
    """Prints a brief."""
    if format != "table":
        print_rows([line for section in sections for line in section.lines], (), format, nothing="")
        return
    console = _console(sys.stdout)
    for section in sections:
        console.print(f"\n{section.title}", style="bold", markup=False)
        if not section.lines:
            console.print(" nothing", style="dim")
        table = Table(box=None, padding=(0, 1), expand=True, show_header=False)
        table.add_column(style="green", width=10, overflow="fold")
        for ratio, style in ((5, "bold"), (7, ""), (4, "dim")):
            table.add_column(style=style, ratio=ratio, overflow="fold")
        for line in section.lines:
            table.add_row(*(Text(visible(" ".join(cell.split()))) for cell in (line.day, line.what, line.words, line.sources)))
        console.print(table)
        if section.left_out:
            console.print(f" and {section.left_out} more", style="dim", markup=False)


def _console(stream: TextIO) -> Console:
    return Console(file=stream, highlight=False, width=width_of(stream, _WIDTH))
