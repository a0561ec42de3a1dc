"""Where the command line turns errors into messages: wrong options, missing models and damaged stores end the run with status 2."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from demarche.errors import DemarcheError
from demarche.views.visible import visible

complaints = Console(stderr=True, highlight=False, soft_wrap=True)


def complain(words: object, *, style: str = "yellow") -> None:
    """Prints a message to the user; what names a file or an article in it can't act on the terminal."""
    complaints.print(f"demarche: {visible(str(words))}", style=style, markup=False)


@contextmanager
def complaining() -> Iterator[None]:
    """An error meant for the user ends the run with its message and status 2."""
    try:
        yield
    except DemarcheError as error:
        complain(error, style="red")
        raise typer.Exit(2) from None
