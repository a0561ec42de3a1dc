"""`demarche.open("crisis.db")`: a store with every question as a method, which gives typed rows. The command line and the page ask the same way."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from demarche.errors import BadQuery
from demarche.ingest.files import read_articles
from demarche.ingest.gate import gate_of
from demarche.ingest.input import Input
from demarche.ingest.metadata import Metadata, read_published
from demarche.ingest.steps import Steps
from demarche.lexicon.added import DEFAULT_FOLDER
from demarche.merge.topics import load_own_topics
from demarche.pipeline import make_analyser, settings_knowledge
from demarche.record import Article, Record
from demarche.run.adding import Added, add_all
from demarche.run.engine import Engine, add_blocks
from demarche.run.order import Order
from demarche.run.reading import make_reading, read_input
from demarche.settings import DEFAULTS, Settings
from demarche.store.asked import ActorRow, EventRow, FigureRow, Filter, PositionRow, StatementRow
from demarche.store.asking import get_actors, list_actors, list_figures, list_statements
from demarche.store.changes import Change, list_changes
from demarche.store.dump import dump
from demarche.store.relations import RECENT_DAYS, Relation, list_relations, recently
from demarche.store.search import KINDS, Found, find_texts
from demarche.store.store import Ledger, Problem, Store, open_store
from demarche.store.verify import verify
from demarche.views.digest import Section, digest
from demarche.views.disputes import Dispute, disputes
from demarche.views.moments import read_moment
from demarche.views.network import Network, network
from demarche.views.positions import IssueRow, positions, table_of_positions
from demarche.views.rows import Rows
from demarche.views.things import ActorPage, EventPage, Reading, actor_page, event_page, reading
from demarche.views.timeline import agenda, calendar, located, timeline

# What narrows a question.
_DAYS_AND_ACTOR = frozenset(("actor", "first", "last"))
_PAGED = frozenset(("after",))
_ALL = _DAYS_AND_ACTOR | {"type", "status", "place"}


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Archive:
    """An open store. Questions take `actor`, `type`, `status`, `place`, `first`, `last` (ISO days) and `limit`, each narrowing the answer; lists
    that can be long take `after`, the cursor of the last row of the page before (store.asked.cursor_of).

    `clock` says when articles are added and which day "lapsed" counts from. Use it as a context manager, or close it.
    """

    store: Store
    settings: Settings = DEFAULTS
    clock: Callable[[], datetime] = field(default=_now)
    address: str | Path | None = None

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    # In and out.

    def add(self, paths: Sequence[str | Path], known: Metadata | None = None, *, engine: Engine | None = None) -> list[Added]:
        """Reads and keeps articles: files, folders, archives, URLs of object stores. Safe to repeat. `engine`: who reads; None for this process."""
        return list(self.adding(paths, known, engine=engine))

    def adding(
        self, paths: Sequence[str | Path], known: Metadata | None = None, stdin: Any = None, *, engine: Engine | None = None, steps: Steps | None = None
    ) -> Iterator[Added]:  # fmt: skip
        """The same, one article after the other. Standard input ("-") is read by this process. `steps` counts what each step takes and drops."""
        steps = steps if steps is not None else Steps()
        here = [p for p in paths if engine is None or str(p) == "-"]
        if here:
            inputs = read_articles(here, known or Metadata(), self.settings, stdin, gate=gate_of(self.settings), steps=steps)
            yield from add_all(inputs, self.store, self._read, steps=steps)
        there = [str(p) for p in paths if p not in here]
        if engine and there:
            order = Order(self.settings, known or Metadata(), self.address)
            yield from add_blocks(there, order, engine, self.store, self._read, steps)

    def adding_inputs(self, inputs: Iterable[Input]) -> Iterator[Added]:
        """The same of inputs that came from elsewhere than a file."""
        gate = gate_of(self.settings)
        gated = (replace(i, off_topic=gate(i.article.text, i.article.title)) if gate and i.article.text else i for i in inputs)
        return add_all(gated, self.store, self._read)

    def remove(self, name: str) -> Article:
        """Takes out an article by its key, id, address or file, and what only it supported. Raises BadQuery where none or several bear the name."""
        return self.store.remove(name, lambda article: make_reading(self._analyser, self.store.knowledge)(article))

    def ledger(self) -> Ledger:
        return self.store.ledger()

    def problems(self, *, limit: int = 1000) -> Rows[Problem]:
        """The inputs that could not be read, each with its reason."""
        return Rows(self.store.problems(limit))

    @cached_property
    def _analyser(self) -> Any:
        return make_analyser(self.settings)  # loaded when the first article is to be read: half a second

    def _read(self, found: Input) -> Record:
        return read_input(found, self._analyser, self.store.knowledge)

    # Questions.

    def brief(self, **asked: Any) -> list[Section]:
        """What happened, what is planned, who wants what, what is disputed."""
        return digest(self.store, self._filter("brief", _DAYS_AND_ACTOR, asked))

    def timeline(self, *, newest_first: bool = False, **asked: Any) -> Rows[EventRow]:
        """Events by day, each once."""
        return timeline(self.store, self._filter("timeline", _ALL | _PAGED, asked), newest_first=newest_first)

    def located(self, **asked: Any) -> Rows[EventRow]:
        """Events with coordinates, the latest first."""
        return located(self.store, self._filter("located", _ALL, asked))

    def network(self, **asked: Any) -> Network:
        """Actors and the events between them; without an actor and a first day, those of the three months before the last report."""
        return network(self.store, self._filter("network", _DAYS_AND_ACTOR, asked))

    def recently(self, days: int = RECENT_DAYS) -> str | None:
        """The day three months, or so many `days`, before the last report, from which pages begin that nobody has narrowed; None for an empty store."""
        with self.store.reading() as connection:
            return recently(connection, self.clock().date().isoformat(), days)

    def event(self, id_: str) -> EventPage:
        """An event with its reports and what they disagree on. Raises BadQuery where there is none of this id."""
        return event_page(self.store, id_, self._filter("event", (), {}))

    def actor(self, name: str) -> ActorPage:
        """An actor by id or name. Raises BadQuery where nobody bears it."""
        return actor_page(self.store, name, self._filter("actor", (), {}))

    def reading(self, name: str) -> Reading:
        """An article by key, id, address or file, with its facts marked. Raises BadQuery where there is none, or several."""
        return reading(self.store, name, self._filter("article", (), {}))

    def actors_of(self, events: Sequence[EventRow]) -> dict[str, ActorRow]:
        """The parties of events by their ids."""
        with self.store.reading() as connection:
            return get_actors(connection, {id_ for e in events for id_ in (*e.actor_ids, *e.recipient_ids)})

    def agenda(self, **asked: Any) -> Rows[EventRow]:
        """What is planned, put off, or lapsed."""
        return agenda(self.store, self._filter("agenda", _ALL - {"status"} | _PAGED, asked))

    def calendar(self, **asked: Any) -> Rows[EventRow]:
        """What was planned for the last month or later, whatever became of it."""
        return calendar(self.store, self._filter("calendar", _ALL - {"status"} | _PAGED, asked))

    def positions(self, **asked: Any) -> Rows[PositionRow]:
        """Stances, the latest first."""
        return positions(self.store, self._filter("positions", _DAYS_AND_ACTOR | _PAGED, asked))

    def issues(self, *, issue: str | None = None, **asked: Any) -> Rows[IssueRow]:
        """A row an issue, a cell an actor. `issue`: words that stand in its name or in one of its wordings."""
        return table_of_positions(self.store, self._filter("positions", _DAYS_AND_ACTOR, asked), issue=issue)

    def quotes(self, **asked: Any) -> Rows[StatementRow]:
        """Who said what, the latest first."""
        with self.store.reading() as connection:
            return Rows(list_statements(connection, self._filter("quotes", _DAYS_AND_ACTOR | _PAGED, asked), self.store.knowledge))

    def figures(self, **asked: Any) -> Rows[FigureRow]:
        """Numbers with whoever gives them, the latest first."""
        with self.store.reading() as connection:
            return Rows(list_figures(connection, self._filter("figures", _DAYS_AND_ACTOR | _PAGED, asked), self.store.knowledge))

    def actors(self, **asked: Any) -> Rows[ActorRow]:
        """Who is in the store, those of most articles first."""
        with self.store.reading() as connection:
            return Rows(list_actors(connection, self._filter("actors", {"actor"} | _PAGED, asked), self.store.knowledge))

    def disputes(self, **asked: Any) -> Rows[Dispute]:
        """Denied events and differing figures."""
        return disputes(self.store, self._filter("disputes", _ALL - {"status"}, asked))

    def relations(self, **asked: Any) -> Rows[Relation]:
        """Cooperation and conflict of pairs of actors, by month."""
        with self.store.reading() as connection:
            return Rows(list_relations(connection, self._filter("relations", _DAYS_AND_ACTOR, asked), self.store.knowledge))

    def since(self, moment: str, *, by_publication: bool = False, **asked: Any) -> Rows[Change]:
        """What is new or has changed: "yesterday", "3 days ago", a day, a date-time; by when articles came in, or by when they were published."""
        start = read_moment(moment, self.clock(), by_publication=by_publication)
        with self.store.reading() as connection:
            return Rows(
                list_changes(connection, start, self._filter("since", {"actor", "type", "status"}, asked), self.store.knowledge, by_publication=by_publication)
            )

    def search(self, query: str, *, kind: str | None = None, first: str | None = None, last: str | None = None, limit: int = 50) -> Rows[Found]:
        """Full text over articles and facts: all words, "a phrase", -without, OR. `kind`: article, event, statement, position, figure."""
        if kind not in (None, *KINDS):
            raise BadQuery(f'--kind: "{kind}" is not known. Known: {", ".join(KINDS)}.')
        asked = self._filter("search", _DAYS_AND_ACTOR, {"first": first, "last": last, "limit": limit})
        with self.store.reading() as connection:
            return Rows(find_texts(connection, query, kind=kind, first=asked.first, last=asked.last, limit=asked.limit))

    def verify(self) -> list[str]:
        """What does not hold in the store; empty where all does."""
        with self.store.reading() as connection:
            return list(verify(connection))

    def dump(self) -> Iterator[str]:
        """The whole store as lines of JSON that no clock and no order of arrival changes."""
        with self.store.reading() as connection:
            yield from dump(connection)

    def _filter(self, question: str, allowed: Collection[str], asked: dict[str, Any]) -> Filter:
        """The filter of a question. Raises BadQuery for one that would not narrow it."""
        given = {k: v for k, v in asked.items() if v is not None}
        idle = sorted(given.keys() - {*allowed, "limit"})
        if idle:
            raise BadQuery(f"{question}: can't be narrowed by {', '.join(idle)}. It takes {', '.join(sorted(allowed))} and limit.")
        return Filter(**{"today": self.clock().date().isoformat(), **given})


def open_archive(address: str | Path = "crisis.db", settings: Settings = DEFAULTS, *, create: bool = True, today: str | None = None) -> Archive:
    """The archive at a path or a URL of PostgreSQL; made where there is none. `today`: an ISO day to take for today."""
    day = date.fromisoformat(read_published(today, "--today")[:10]) if today else None
    clock = (lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC)) if day else _now
    store = open_store(address, settings_knowledge(settings), create=create)
    store.topics = load_own_topics((settings.knowledge or DEFAULT_FOLDER).expanduser())
    return Archive(store, settings, clock, address)
