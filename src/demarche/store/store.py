"""A store that is open: what can be done with it, one transaction each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from demarche.errors import BadQuery, NotThere
from demarche.lexicon.knowledge import Knowledge, load_knowledge
from demarche.merge.topics import OwnTopics
from demarche.record import Article, Record
from demarche.store.articles import key_of
from demarche.store.blocks import is_done
from demarche.store.database import Database, open_database
from demarche.store.generation import follow_generation
from demarche.store.pointing import Reports
from demarche.store.rows import to_rows
from demarche.store.schema import articles, inputs
from demarche.store.writing import State, Writer, original_of, put, put_failure, remove


@cache
def _version() -> str:
    return version("demarche")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of all inputs: `read` is the sum of the others. The same article from a second file is a copy."""

    read: int
    kept: int
    copy: int
    off_topic: int
    failed: int


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be read, and why."""

    source: str
    reason: str


@dataclass
class Store:
    """Articles, their facts, and the events that they tell of, in one database. `clock` says when an article was added."""

    database: Database
    knowledge: Knowledge
    clock: Callable[[], datetime] = _now
    topics: OwnTopics = field(default_factory=OwnTopics)
    cache: Reports = field(default_factory=Reports)
    turn: Lock = field(default_factory=Lock)  # the database lets one write at a time; what is kept in memory beside it needs the same among threads

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One transaction that alone may write. What was read into memory in it is forgotten if it fails."""
        with self.turn:
            try:
                with self.database.writing() as connection:
                    follow_generation(connection, self.cache)
                    yield Writer(connection, self.cache, self.knowledge, self.clock(), _version())
            except BaseException:
                self.cache.forget()
                self.cache.generation = -1  # what was raised in it was not
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self.database.reading() as connection:
            yield connection

    def state_of(self, article: Article) -> State | None:
        """What became of an article; None for one that is not there."""
        with self.reading() as connection:
            found = connection.execute(select(articles.c.state).where(articles.c.key == key_of(article))).scalar()
        return State(found) if found else None

    def has_original(self, article: Article) -> bool:
        """Does the store hold every sentence of this article in another one, so that it need not be read?"""
        with self.reading() as connection:
            return original_of(connection, article, key_of(article)) is not None

    def add(self, article: Article, source: str, record: Record | None = None, *, off_topic: str | None = None) -> State | None:
        """Keeps an article, and its record if it was read; None for one that must be read first. See writing.put."""
        with self.writing() as writer:
            rows = to_rows(replace(record, article=article), key_of(article)) if record else None
            return put(writer, article, source, rows, off_topic=off_topic)

    def add_failure(self, article: Article, source: str, problems: tuple[str, ...]) -> State:
        with self.writing() as writer:
            return put_failure(writer, article, source, problems)

    def has_block(self, name: str) -> bool:
        """Is every input of this stretch of an archive in the store?"""
        with self.reading() as connection:
            return is_done(connection, name)

    def remove(self, name: str, read: Callable[[Article], Record]) -> Article:
        """Takes out an article by its key, id, address or file, and what only it supported. `read` reads a copy that now stands alone."""
        with self.writing() as writer:
            row = find_article(writer.connection, name)
            article = Article(row.id, row.text, row.url, row.outlet, title=row.title, published=row.published)
            remove(writer, row.key, read)
            return article

    def problems(self, limit: int) -> list[Problem]:
        """The inputs that could not be read, by their names."""
        failed = select(inputs.c.source, articles.c.reason).join(articles, inputs.c.key == articles.c.key).where(articles.c.state == State.FAILED)
        with self.reading() as connection:
            return [Problem(row.source, row.reason or "") for row in connection.execute(failed.order_by(inputs.c.source).limit(limit))]

    def ledger(self) -> Ledger:
        """How many inputs were read, and what became of them."""
        with self.reading() as connection:
            counts = articles.c.state, func.count(func.distinct(articles.c.key)), func.count()
            rows = connection.execute(select(*counts).join(inputs, inputs.c.key == articles.c.key).group_by(articles.c.state)).all()
        states = {row[0]: row[1] for row in rows}
        again = sum(row[2] - row[1] for row in rows)
        return Ledger(
            sum(row[2] for row in rows),
            states.get(State.KEPT, 0),
            states.get(State.COPY, 0) + again,
            states.get(State.OFF_TOPIC, 0),
            states.get(State.FAILED, 0),
        )

    def close(self) -> None:
        self.database.close()


def open_store(address: str | Path, knowledge: Knowledge | None = None, *, create: bool = True, clock: Callable[[], datetime] = _now) -> Store:
    """The store at a path or URL. Raises StoreError where it can't be opened."""
    return Store(open_database(address, create=create), knowledge or load_knowledge(None), clock)


def find_article(connection: Connection, name: str) -> Row[Any]:
    """The one article that a name means: its key, its own id, its address, or the file that it came from. Raises BadQuery for none and for several."""
    by_source = select(inputs.c.key).where(or_(inputs.c.source == name, inputs.c.source == str(Path(name).absolute())))
    found = connection.execute(
        select(articles)
        .where(or_(articles.c.key == name, articles.c.id == name, articles.c.url == name, articles.c.key.in_(by_source)))
        .order_by(articles.c.key)
    ).all()
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotThere(f'"{name}": no article of this key, id, address or file is in the store. `demarche search` finds it by its words.')
    keys = ", ".join(f"{r.key} ({r.outlet or 'no outlet'}, {r.published or 'no day'})" for r in found[:6])
    raise BadQuery(f'"{name}": {len(found)} articles bear this name. Give the key of one: {keys}.')
