"""Inputs, or what others have read of them, into a store: one transaction each, safe to repeat and to interrupt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from demarche.ingest.blocks import STDIN
from demarche.ingest.input import Input
from demarche.ingest.opening import is_remote
from demarche.ingest.steps import Steps
from demarche.run.looking import Outcome, ReadInput, look
from demarche.run.reading import has_failed
from demarche.store.store import Store
from demarche.store.writing import State


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input. `was_there`: the store held it before."""

    source: str
    state: State
    problems: tuple[str, ...] = ()
    was_there: bool = False


def add_all(inputs: Iterable[Input], store: Store, read_one: ReadInput, *, steps: Steps | None = None) -> Iterator[Added]:
    """Adds articles to a store, in their order; what was added stays, and is not read again."""
    for found in inputs:
        yield settle(look(found, store, read_one, steps=steps), store, read_one)


def settle(outcome: Outcome, store: Store, read_one: ReadInput) -> Added:
    """Puts what was looked at into the store. `read_one` reads an article whose original has gone meanwhile."""
    found, record = outcome.found, outcome.record
    source = identity_of(found.source)
    if not found.article.text:
        return Added(source, store.add_failure(found.article, source, found.problems), found.problems)
    if record is None:
        was_there = store.state_of(found.article) is not None
        state = store.add(found.article, source, off_topic=found.off_topic)
        if state:
            return Added(source, state, found.problems, was_there)
        record = read_one(found)
    own = replace(record, problems=record.problems[len(found.problems) :])
    if has_failed(own):
        return Added(source, store.add_failure(found.article, source, record.problems), record.problems)
    state = store.add(found.article, source, record)
    assert state is not None  # it was read
    return Added(source, state, record.problems)


def identity_of(source: str) -> str:
    """The name under which the ledger knows an input: the same from whichever folder the command is given."""
    return source if source == STDIN or is_remote(source) else str(Path(source).absolute())
