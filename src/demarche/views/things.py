"""One event, one actor, one article: all that a page about it shows."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from demarche.errors import NotThere
from demarche.record import Record
from demarche.store.asked import ActorRow, EventRow, FigureRow, Filter, StatementRow
from demarche.store.asking import get_events, list_actors, list_events, list_figures, list_past, list_statements
from demarche.store.detail import ArticleRow, ReportRow, alike, events_of_reports, get_article, list_reports, verdicts_of
from demarche.store.relations import Relation, list_relations
from demarche.store.store import Store
from demarche.views.disputes import Dispute, disputes_of
from demarche.views.marked import Marked, mark
from demarche.views.positions import IssueRow, table_of_positions
from demarche.views.timeline import agenda

_EVENTS, _STATEMENTS, _PARTNERS = 50, 30, 20
_MANY = 500
_APART = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event with its reports, the figures told of it, and what its reports disagree on."""

    event: EventRow
    reports: tuple[ReportRow, ...]
    figures: tuple[FigureRow, ...]
    disputes: tuple[Dispute, ...]
    similar: tuple[EventRow, ...]  # of the same kind and with one of its actors, about the same day: what it may have to be merged with


def event_page(store: Store, id_: str, asked: Filter) -> EventPage:
    """The event of this id. Raises BadQuery where there is none."""
    with store.reading() as connection:
        told = tuple(list_reports(connection, id_))
        (event,) = get_events(connection, [id_], asked.today)
        found = tuple(list_figures(connection, replace(asked, limit=_MANY), of=[id_]))
    return EventPage(event, told, found, tuple(disputes_of(event, found)), _similar(store, event, asked))


def _similar(store: Store, event: EventRow, asked: Filter) -> tuple[EventRow, ...]:
    if event.day is None or not (event.actor_ids or event.recipient_ids):
        return ()
    day = date.fromisoformat(event.day)
    near = replace(asked, actor=(*event.actor_ids, *event.recipient_ids)[0], type=event.type, limit=_PARTNERS)
    near = replace(near, first=(day - _APART).isoformat(), last=(day + _APART).isoformat())
    with store.reading() as connection:
        return tuple(e for e in list_events(connection, near, store.knowledge) if e.id != event.id)


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom an actor has to do with: counts are of events."""

    id: str
    name: str
    cooperation: int
    conflict: int
    hoped: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor: what he did lately and plans, what he said and wants, and with whom he has to do; `namesakes`: others whom the name may mean."""

    actor: ActorRow
    namesakes: tuple[ActorRow, ...]
    events: tuple[EventRow, ...]
    planned: tuple[EventRow, ...]
    statements: tuple[StatementRow, ...]
    issues: tuple[IssueRow, ...]
    partners: tuple[Partner, ...]


def actor_page(store: Store, name: str, asked: Filter) -> ActorPage:
    """The actor of this id or name; of several the one whom most articles name. Raises BadQuery where there is none."""
    of_him = replace(asked, actor=name)
    with store.reading() as connection:
        meant = list_actors(connection, replace(of_him, limit=_MANY), store.knowledge)
        if not meant:
            raise NotThere(f'"{name}": nobody of this name is in the store.')
        happened = list_past(connection, replace(of_him, limit=_EVENTS), store.knowledge)
        said = list_statements(connection, replace(of_him, limit=_STATEMENTS), store.knowledge)
        relations = list_relations(connection, replace(of_him, limit=_MANY), store.knowledge)
    actor = next((a for a in meant if a.id == name), meant[0])
    mine = {a.id for a in meant}
    return ActorPage(
        actor, tuple(a for a in meant if a.id != actor.id)[:_PARTNERS], tuple(happened),
        tuple(agenda(store, replace(of_him, limit=_EVENTS))), tuple(said), tuple(table_of_positions(store, of_him)), _partners(relations, mine),
    )  # fmt: skip


def _partners(relations: list[Relation], mine: set[str]) -> tuple[Partner, ...]:
    found: dict[str, Partner] = {}
    for r in relations:
        id_, name = (r.other_id, r.other) if r.one_id in mine else (r.one_id, r.one)
        if id_ in mine:
            continue
        held = found.get(id_, Partner(id_, name, 0, 0, 0))
        found[id_] = Partner(id_, name, held.cooperation + r.cooperation, held.conflict + r.conflict, held.hoped + r.hoped)
    return tuple(sorted(found.values(), key=lambda p: (-(p.cooperation + p.conflict + p.hoped), p.id))[:_PARTNERS])


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its facts marked. By the id of a fact in the record: the event that it belongs to, and what a person has judged of it."""

    article: ArticleRow
    record: Record
    marked: Marked
    events: dict[str, EventRow]
    verdicts: dict[str, str]
    alike: tuple[ArticleRow, ...]


def reading(store: Store, name: str, asked: Filter) -> Reading:
    """The article of this key, id, address or file. Raises BadQuery where there is none, or several."""
    with store.reading() as connection:
        article, record = get_article(connection, name)
        own = [f.id for group in (record.events, record.statements, record.positions, record.figures) for f in group]
        facts = {f"{article.key}#{id_}": id_ for id_ in own}
        of = events_of_reports(connection, facts)
        told = {e.id: e for e in get_events(connection, of.values(), asked.today)}
        judged = verdicts_of(connection, facts)
        others = tuple(alike(connection, article))
    known = {facts[report]: told[event] for report, event in of.items() if event in told}
    return Reading(article, record, mark(record), known, {facts[f]: v for f, v in judged.items()}, others)
