"""`demarche follow feeds.toml`: what feeds bring, into a store; once, or every so many minutes."""

import time
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from demarche.archive import Archive, open_archive
from demarche.cli.add import DEFAULT_STORE, EveryTopic, StoreAddress, print_counts
from demarche.cli.errors import complain, complaining
from demarche.cli.options import KnowledgeFolder, MaxBytes, Model, Threads, Weights
from demarche.following.feeds_file import load_feeds
from demarche.following.fetching import Web
from demarche.following.follow import Follower
from demarche.following.followed import Followed
from demarche.settings import DEFAULTS, Settings
from demarche.store.writing import State
from demarche.views.visible import visible

FeedsFile = Annotated[Path, typer.Argument(help="the feeds to follow, a TOML file", metavar="FEEDS.TOML")]
Every = Annotated[int | None, typer.Option(help="go on: ask every so many minutes, until Ctrl-C", min=1, max=7 * 24 * 60)]


def follow_command(
    feeds: FeedsFile, every: Every = None, store: StoreAddress = DEFAULT_STORE, model: Model = DEFAULTS.model, weights: Weights = DEFAULTS.weights,
    threads: Threads = DEFAULTS.threads, max_bytes: MaxBytes = DEFAULTS.max_bytes, knowledge: KnowledgeFolder = None, every_topic: EveryTopic = False,
) -> None:  # fmt: skip
    """Ask RSS and Atom feeds for what is new, and keep its articles in a store. Safe to repeat, to interrupt, and to run twice at once."""
    failed = False
    settings = Settings(model, weights, threads, max_bytes, knowledge, every_topic=every_topic)
    with complaining():
        known = load_feeds(feeds)
        with open_archive(store, settings) as archive:
            follower = Follower(known, archive, Web(known.agent(version("demarche")), known.inside), time.sleep, _complain)
            try:
                for round_ in follower.rounds(every) if every else (follower.round(),):
                    failed = _print_round(round_, archive)
            except KeyboardInterrupt:
                complain("interrupted. Nothing is lost: the same command goes on from here.")
                raise typer.Exit(130) from None
    raise typer.Exit(1 if failed else 0)


def _print_round(round_: Iterable[Followed], archive: Archive) -> bool:
    """A line a feed when it is done, and the counts of all; returns whether anything failed."""
    states: Counter[State] = Counter()
    there, failed = 0, False
    for followed in round_:
        typer.echo(visible(_line_of(followed)))
        states, there, failed = states + followed.states, there + followed.there, failed or followed.has_failed
    print_counts({state: states[state] for state in State}, there, archive)
    return failed


def _line_of(followed: Followed) -> str:
    failed = followed.states[State.FAILED] + followed.again
    counts = {"new": followed.new, "taken": followed.states.total() - followed.states[State.FAILED], "failed": failed, "wait for their host": followed.later}
    said = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number or what in ("new", "taken"))
    return f"{followed.feed.shown}: {followed.said.rstrip('.')}; {said}"


def _complain(problem: str) -> None:
    complain(problem)


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""
    app.command("follow")(follow_command)
