"""`demarche add`: articles and archives into a store, with what became of each input, and of each step."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from demarche.archive import Archive, open_archive
from demarche.cli.errors import complain, complaining, complaints
from demarche.cli.options import (
    EngineName,
    KnowledgeFolder,
    MaxBytes,
    Model,
    Outlet,
    PartsFolder,
    Paths,
    Published,
    Resume,
    Scheduler,
    ShowSteps,
    Threads,
    Weights,
    Workers,
    known_of,
)  # fmt: skip
from demarche.cli.printing import Shown, check_format, print_rows
from demarche.ingest.files import count_inputs
from demarche.ingest.steps import Steps
from demarche.pipeline import DAY_UNKNOWN
from demarche.run.adding import Added
from demarche.run.engine import Engine
from demarche.settings import DEFAULTS, Settings, help_of
from demarche.store.writing import State

DEFAULT_STORE = "crisis.db"
StoreAddress = Annotated[str, typer.Option("--store", envvar="DEMARCHE_STORE", help="the store: a file, or postgresql://user@host/name")]
EveryTopic = Annotated[bool, typer.Option("--every-topic", help=help_of("every_topic"))]
# Of an archive whose half is in other languages, nobody reads ten thousand lines in a terminal.
_MOST_COMPLAINTS = 100


def add_command(
    inputs: Paths, store: StoreAddress = DEFAULT_STORE, published: Published = None, outlet: Outlet = None, model: Model = DEFAULTS.model,
    weights: Weights = DEFAULTS.weights, threads: Threads = DEFAULTS.threads, max_bytes: MaxBytes = DEFAULTS.max_bytes, knowledge: KnowledgeFolder = None,
    every_topic: EveryTopic = False, engine: EngineName = "local", workers: Workers = 0, scheduler: Scheduler = None, parts: PartsFolder = None,
    resume: Resume = False, steps: ShowSteps = False,
) -> None:  # fmt: skip
    """Read articles and archives and keep them in a store. Safe to repeat, to interrupt, and to run twice at once."""
    settings = Settings(model, weights, threads, max_bytes, knowledge, every_topic=every_topic)
    known, how, tally = known_of(published, None, outlet, None), Engine(engine, workers, scheduler, parts, resume), Steps()
    with complaining(), open_archive(store, settings) as archive:
        adding = archive.adding(inputs, known, sys.stdin.buffer, engine=how, steps=tally)
        try:
            counts, there = _watch(adding, count_inputs(inputs))
        except KeyboardInterrupt:
            complain("interrupted. What was added is safe; the same command goes on from here.")
            raise typer.Exit(130) from None
        print_counts(counts, there, archive)
        if steps:
            print_rows(tally.rows(), _STEPS, "table", nothing="nothing was read")
    raise typer.Exit(1 if counts[State.FAILED] else 0)


def _watch(adding: Iterator[Added], total: int | None) -> tuple[dict[State, int], int]:
    """Shows how far the reading is, and its first problems; counts what became of the inputs, and how many were there before."""
    counts, there, complained = dict.fromkeys(State, 0), 0, 0
    with Progress(TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=complaints, transient=True) as bar:
        task = bar.add_task("", total=total)
        for added in adding:
            counts[added.state] += 1
            there += added.was_there
            for problem in added.problems:
                complained += 1
                if complained <= _MOST_COMPLAINTS:
                    complain(f"{added.source}: {problem}" if problem.startswith(DAY_UNKNOWN) else problem)
            bar.advance(task)
    if complained > _MOST_COMPLAINTS:
        complain(f"and {complained - _MOST_COMPLAINTS:,} more. `demarche problems` lists them all.")
    return counts, there


def print_counts(counts: dict[State, int], there: int, archive: Archive) -> None:
    """Prints what became of the inputs of a run, and of all that are in the store."""
    said = ", ".join(f"{n} {state.value}" for state, n in counts.items())
    again = f" ({there} were there already)" if there else ""
    typer.echo(f"{sum(counts.values())} read: {said}{again}")
    total = archive.ledger()
    typer.echo(f"in the store: {total.read} read = {total.kept} kept + {total.copy} copy + {total.off_topic} off-topic + {total.failed} failed")


_STEPS = (
    Shown("step", lambda s: s.name, "bold", 3),
    Shown("entered", lambda s: f"{s.entered:,}", "", 2),
    Shown("let go", lambda s: f"{s.dropped:,}", "", 2),
    Shown("share let go", lambda s: f"{s.share_dropped:.1%}", "", 2),
    Shown("seconds", lambda s: f"{s.seconds:.1f}", "", 2),
    Shown("share of time", lambda s: f"{s.share_of_time:.1%}", "", 2),
    Shown("ms each", lambda s: f"{s.milliseconds:.2f}", "", 2),
)
_PROBLEMS = (Shown("input", lambda p: p.source, "bold", 3), Shown("reason", lambda p: p.reason, "", 6))


def problems_command(
    store: StoreAddress = DEFAULT_STORE, limit: Annotated[int, typer.Option(help="at most so many rows")] = 1000,
    format: Annotated[str, typer.Option(help="table, json (one object a line) or csv")] = "table",
) -> None:  # fmt: skip
    """List the inputs that could not be read, each with its reason and remedy."""
    with complaining():
        check_format(format)
        with open_archive(store, create=False) as archive:
            print_rows(archive.problems(limit=limit), _PROBLEMS, format, nothing="every input was read")
