"""Inputs, or what others have read of them, into a store: safe to repeat and to interrupt."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from demarche.ingest.blocks import STDIN
from demarche.ingest.input import Input
from demarche.ingest.opening import is_remote
from demarche.ingest.steps import Steps
from demarche.run.looking import Outcome, ReadInput, look, read_fully
from demarche.store.articles import key_of
from demarche.store.blocks import note_done
from demarche.store.store import Store
from demarche.store.writing import State, Writer, has, put, put_failure

# Of one transaction: how many articles, and for how many seconds the first of them waits. A kill loses no more than these, and whoever reads waits for
# no longer than the transaction takes, a tenth of a second.
_MOST_TOGETHER, _LONGEST_S = 8, 2.0


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input. `was_there`: the store held it before."""

    source: str
    state: State
    problems: tuple[str, ...] = ()
    was_there: bool = False


@dataclass(frozen=True, slots=True)
class DoneBlock:
    """A stretch of the input that was read to its end: its name in the ledger, and its files, for people."""

    name: str
    files: str


def add_all(inputs: Iterable[Input], store: Store, read_one: ReadInput, *, steps: Steps | None = None) -> Iterator[Added]:
    """Adds articles to a store, in their order; what was added stays, and is not read again."""
    for found in inputs:
        yield from settle([look(found, store, read_one, steps=steps)], store, read_one)


def settle(outcomes: Sequence[Outcome], store: Store, read_one: ReadInput, done: Sequence[DoneBlock] = ()) -> list[Added]:
    """Puts what was looked at into the store, all of it or nothing, and that blocks are `done` with it. `read_one` reads an article whose original has
    gone meanwhile."""
    with store.writing() as writer:
        added = [_settle(outcome, writer) for outcome in outcomes]
        for block in done if all(added) else ():
            note_done(writer.connection, block.name, block.files, at=writer.added)
    unread = [read_fully(outcome.found, read_one) for outcome, one in zip(outcomes, added, strict=True) if one is None]
    again = iter(settle(unread, store, read_one, done) if unread else ())
    return [one or next(again) for one in added]


def _settle(outcome: Outcome, writer: Writer) -> Added | None:
    """One of them; None for an article that is to be read first."""
    found, article = outcome.found, outcome.found.article
    source, problems = identity_of(found.source), (*found.problems, *outcome.problems)
    if outcome.failed:
        return Added(source, put_failure(writer, article, source, problems), problems)
    was_there = outcome.rows is None and has(writer.connection, key_of(article))
    state = put(writer, article, source, outcome.rows, off_topic=found.off_topic, imprint=outcome.imprint)
    return Added(source, state, problems, was_there) if state else None


def identity_of(source: str) -> str:
    """The name under which the ledger knows an input: the same from whichever folder the command is given."""
    return source if source == STDIN or is_remote(source) else str(Path(source).absolute())


class Together:
    """Outcomes that go into the store in one transaction: pages of the database that several articles touch are written once. `clock`: seconds."""

    def __init__(self, store: Store, read_one: ReadInput, steps: Steps, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._read_one, self._steps, self._clock = store, read_one, steps, clock
        self._waiting: list[Outcome] = []
        self._done: list[DoneBlock] = []
        self._since = 0.0

    def take(self, outcome: Outcome) -> list[Added]:
        """Keeps an outcome for the next transaction; makes it where enough wait, or one has waited for long enough."""
        if not self._waiting:
            self._since = self._clock()
        self._waiting.append(outcome)
        return self.settle() if len(self._waiting) >= _MOST_TOGETHER or self._clock() - self._since >= _LONGEST_S else []

    def finish(self, block: DoneBlock | None, *, now: bool) -> list[Added]:
        """Notes with the next transaction, or `now`, that a block is done: all its outcomes were taken."""
        self._done += [block] if block else []
        return self.settle() if now or not self._waiting else []

    def settle(self) -> list[Added]:
        """Puts all that wait into the store."""
        outcomes, self._waiting, done, self._done = self._waiting, [], self._done, []
        if not outcomes and not done:
            return []
        with self._steps.timing("store", len(outcomes)):
            return settle(outcomes, self._store, self._read_one, done)
