"""Many inputs → records, or into a store: one after the other; an article that can't be read is recorded with its problem, and the rest goes on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from demarche.errors import DemarcheError
from demarche.ingest.files import Input
from demarche.ingest.topic import find_topic
from demarche.lexicon.knowledge import Knowledge
from demarche.pipeline import Analyser, read
from demarche.record import Article, Record
from demarche.store.articles import storable
from demarche.store.store import Store
from demarche.store.writing import State


def read_all(inputs: Iterable[Input], analyser: Analyser, knowledge: Knowledge | None = None) -> Iterator[Record]:
    """One record an input, in their order. What went wrong stands in `problems`; our own faults say so."""
    for found in inputs:
        yield read_input(found, analyser, knowledge)


def read_input(found: Input, analyser: Analyser, knowledge: Knowledge | None = None) -> Record:
    """The record of one input; what went wrong stands in its `problems`."""
    article = found.article
    if not article.text:
        return Record(article, problems=found.problems)
    try:
        record = read(article, analyser, knowledge)
        return replace(record, problems=(*found.problems, *record.problems))
    except DemarcheError as error:
        return Record(article, problems=(*found.problems, str(error)))
    except Exception as error:  # a fault of ours, in one article: it is recorded with its input, and the others are read
        fault = f"{article.id}: a fault of Demarche ({type(error).__name__}: {error}). Please report it with this article."
        return Record(article, problems=(*found.problems, fault))


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input. `was_there`: the store held it before."""

    source: str
    state: State
    problems: tuple[str, ...] = ()
    was_there: bool = False


ReadInput = Callable[[Input], Record]


def add_all(inputs: Iterable[Input], store: Store, read_one: ReadInput, *, every_topic: bool = False) -> Iterator[Added]:
    """Adds articles to a store, one transaction each, in their order. What is cheap comes first: is it there, on the topic, a copy? Only then is it read.

    Safe to repeat and to interrupt: what was added stays, and is not read again.
    """
    for found in inputs:
        yield _add(found, store, read_one, every_topic=every_topic)


def _add(found: Input, store: Store, read_one: ReadInput, *, every_topic: bool) -> Added:
    source = _name_of(found.source)
    article = storable(found.article)
    if not article.text:
        return Added(source, store.add_failure(article, source, found.problems), found.problems)
    there = store.state_of(article)
    topic = None if every_topic else find_topic(article.text, article.title)
    off_topic = topic.reason if topic and not topic.on_topic else None
    wanted_now = there is State.OFF_TOPIC and not off_topic
    if not wanted_now and (there or off_topic or store.has_original(article)):
        state = store.add(article, source, off_topic=off_topic)
        if state:
            return Added(source, state, found.problems, was_there=there is not None)
    return _read_and_add(replace(found, article=article), source, store, read_one)


def _name_of(source: str) -> str:
    """By which the ledger knows an input: the whole path of a file, an address as it is."""
    return source if source == "-" or "://" in source else str(Path(source).absolute())


def _read_and_add(found: Input, source: str, store: Store, read_one: ReadInput) -> Added:
    record = read_one(found)
    own = replace(record, problems=record.problems[len(found.problems) :])
    if has_failed(own):
        return Added(source, store.add_failure(found.article, source, record.problems), record.problems)
    state = store.add(found.article, source, record)
    assert state is not None  # it was read
    return Added(source, state, record.problems)


def make_reading(analyser: Analyser, knowledge: Knowledge) -> Callable[[Article], Record]:
    """How a store reads an article anew, when the one that it was a copy of is taken out."""
    return lambda article: read(article, analyser, knowledge)


def has_failed(record: Record) -> bool:
    """Was nothing read? A day of publication that nobody knows is a problem, not a failure."""
    return any("day of publication unknown" not in problem for problem in record.problems)
