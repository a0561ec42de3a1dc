"""Where the command line turns errors into messages: wrong options, missing models and damaged stores end the run with status 2."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from demarche.errors import DemarcheError

complaints = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def complaining() -> Iterator[None]:
    """An error meant for the user ends the run with its message and status 2."""
    try:
        yield
    except DemarcheError as error:
        complaints.print(f"demarche: {error}", style="red", markup=False)
        raise typer.Exit(2) from None
