"""`demarche knowledge`: a researcher's own people and organisations, kept apart from our tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from demarche.cli.errors import complain
from demarche.errors import DemarcheError
from demarche.lexicon.added import DEFAULT_FOLDER, list_added, remove_added
from demarche.lexicon.imports.add import add_file
from demarche.views.visible import visible

knowledge = typer.Typer(no_args_is_help=True, help="Your own people and organisations, kept apart from the tables of the package.")

Folder = Annotated[Path, typer.Option("--knowledge", help="the folder of your own people and organisations")]
Files = Annotated[list[Path], typer.Argument(help="tables, FollowTheMoney or OpenSanctions JSON lines, Wikidata JSON, SPARQL results", metavar="FILE…")]
Name = Annotated[str | None, typer.Option(help="what the file is kept under, in place of its own name")]


@knowledge.command("add")
def add_command(files: Files, name: Name = None, folder: Folder = DEFAULT_FOLDER) -> None:
    """Add the people and organisations of files; a file that was added before is replaced."""
    if name and len(files) > 1:
        raise typer.BadParameter("--name goes with one file.")
    failed = False
    for path in files:
        try:
            addition = add_file(path, folder, date.today(), name=name)
        except DemarcheError as error:
            failed = True
            complain(str(error))
            continue
        for problem in addition.problems:
            complain(problem)
        failed = failed or bool(addition.problems)
        file = addition.file
        rows = f"{file.people} rows of people, {file.organisations} organisations"
        typer.echo(f"{visible(file.name)}: {rows} ({file.format}; {addition.passed} entries of other kinds)")
    raise typer.Exit(1 if failed else 0)


@knowledge.command("list")
def list_command(folder: Folder = DEFAULT_FOLDER) -> None:
    """List the files that were added: name, rows, day, format."""
    with _refusing():
        added = list_added(folder)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title, style in (("name", "bold"), ("people", ""), ("organisations", ""), ("added", "cyan"), ("format", "dim")):
        table.add_column(title, style=style, overflow="fold")
    for file in added:
        table.add_row(visible(file.name), str(file.people), str(file.organisations), file.added, file.format)
    if added:
        Console(highlight=False).print(table, markup=False)
    else:
        typer.echo("nothing was added yet: demarche knowledge add FILE")


@knowledge.command("remove")
def remove_command(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="as `demarche knowledge list` shows it")], folder: Folder = DEFAULT_FOLDER
) -> None:
    """Take out what a file added, and nothing else."""
    with _refusing():
        for name in names:
            file = remove_added(folder, name)
            typer.echo(f"{visible(file.name)}: {file.people} rows of people and {file.organisations} organisations taken out")


@contextmanager
def _refusing() -> Iterator[None]:
    """Wrong names and damaged folders end the command with their message and status 2."""
    try:
        yield
    except DemarcheError as error:
        complain(str(error))
        raise typer.Exit(2) from None
