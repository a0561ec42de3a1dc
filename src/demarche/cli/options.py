"""The options that several commands share, each with its help."""

from pathlib import Path
from typing import Annotated

import typer

from demarche.ingest.metadata import Metadata, read_published
from demarche.record import PublishedFrom
from demarche.settings import help_of

Inputs = Annotated[
    list[Path], typer.Argument(help="articles and archives, files or folders of them, or - for standard input", metavar="ARTICLE…", allow_dash=True)
]
Paths = Annotated[
    list[str],
    typer.Argument(help="articles and archives, files or folders, here or in an object store (s3://…), or - for standard input", metavar="ARTICLE…"),
]
EngineName = Annotated[str, typer.Option("--engine", help="who reads: local (processes of this machine) or dask (a cluster)")]
Workers = Annotated[int, typer.Option(help="processes that read at once; 0: one a core", envvar="DEMARCHE_WORKERS")]
Scheduler = Annotated[str | None, typer.Option(help="the address of a Dask scheduler, tcp://host:8786; none: a cluster on this machine")]
PartsFolder = Annotated[str | None, typer.Option("--parts", help="where Dask's workers leave what they have read: a folder that all can reach, or s3://…")]
Resume = Annotated[bool, typer.Option("--resume", help="leave out what an interrupted run has brought in whole, without opening it")]
ShowSteps = Annotated[bool, typer.Option("--steps", help="print what each step took and let go")]
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
