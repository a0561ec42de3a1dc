"""The options that several commands share, each with its help."""

from pathlib import Path
from typing import Annotated

import typer

from demarche.ingest.metadata import Metadata, read_published
from demarche.record import PublishedFrom
from demarche.settings import help_of

Inputs = Annotated[list[Path], typer.Argument(help="articles: .txt, .html, .jsonl, a folder, or - for standard input", metavar="ARTICLE…", allow_dash=True)]
Published = Annotated[str | None, typer.Option(help="day of publication, 2022-02-07, where the article does not say it")]
Title = Annotated[str | None, typer.Option(help="title, where the text does not hold it")]
Outlet = Annotated[str | None, typer.Option(help="who published it")]
Url = Annotated[str | None, typer.Option(help="address of the article")]
Model = Annotated[str, typer.Option(help=help_of("model"))]
Weights = Annotated[Path | None, typer.Option(help=help_of("weights"))]
Threads = Annotated[int, typer.Option(help=help_of("threads"))]
MaxBytes = Annotated[int, typer.Option(help=help_of("max_bytes"))]
KnowledgeFolder = Annotated[Path | None, typer.Option(help=help_of("knowledge"))]
AsText = Annotated[bool, typer.Option("--as-text", help=help_of("as_text"))]
Html = Annotated[Path | None, typer.Option(help="write one page of HTML to this file instead, - for standard output", allow_dash=True)]
Out = Annotated[Path | None, typer.Option(help="write to this file instead of the terminal")]


def known_of(published: str | None, title: str | None, outlet: str | None, url: str | None) -> Metadata:
    """What the flags say of every article. Raises BadOption for a day that is no date."""
    day = read_published(published, "--published") if published else None
    return Metadata(title=title, outlet=outlet, url=url, published=day, published_from=PublishedFrom.GIVEN if day else None)
