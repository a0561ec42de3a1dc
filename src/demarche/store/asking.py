"""Questions to the store, as rows. Each narrows by the same filters, reads a bounded number of rows, and names actors as the latest article does."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement, UnaryExpression

from demarche.errors import NotThere
from demarche.lexicon.knowledge import Knowledge, fold
from demarche.lexicon.load import load_table
from demarche.record import ActorKind, Status
from demarche.store.asked import CURSOR, LAPSED, ActorRow, EventRow, FigureRow, Filter, PositionRow, Source, StatementRow, StepRow
from demarche.store.many import in_batches
from demarche.store.schema import actors, articles, event_actors, events, figures, parties, positions, reports, statements

# The sectors of PLOVER that speak and act for a state: who asks for Russia asks for its government and army too.
_OF_STATE = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY")
_SUGGESTED = 5
_DIGITS = 16  # a number of articles has fewer
_NAMESAKES = 200  # actors that share a part of a name, of which all are meant
_PUBLISHED_LAST = "9999"
_ToldIn = tuple[Source, str]  # the article of a report, and its words
_PLANNED_STEP = f'"stage": "{Status.PLANNED}"'  # of the JSON of a life


def find_actors(connection: Connection, name: str, knowledge: Knowledge) -> Select[tuple[str]]:
    """The ids of the actors that a name means, as a query: a state with those who act for it. Raises BadQuery for a name that nobody in the store bears."""
    means = {fold(name), *(fold(s.known.name) for s in knowledge.senses(name))}
    found = connection.execute(select(actors).where(or_(actors.c.id == name, actors.c.folded.in_([f" {m} " for m in sorted(means)])))).all()
    found = found or connection.execute(select(actors).where(actors.c.folded.contains(f" {fold(name)} ", autoescape=True)).limit(_NAMESAKES)).all()
    if not found or not fold(name):
        raise NotThere(f'"{name}": nobody of this name is in the store. {_suggested(connection, name)}')
    meant = [actors.c.id.in_([r.id for r in found[:_NAMESAKES]])]
    for country in {r.country for r in found if r.kind == ActorKind.STATE and r.country}:
        codes = [f"{country}{sector}" for sector in _OF_STATE]
        meant.append((actors.c.country == country) & (actors.c.code.in_(codes) | (actors.c.kind == ActorKind.STATE.value)))
    return select(actors.c.id).where(or_(*meant))


def _suggested(connection: Connection, name: str) -> str:
    """Who may have been meant: those of whose names a word begins like this, the most named first."""
    beginning = fold(name).split(" ")[-1]
    like = actors.c.folded.contains(f" {beginning}", autoescape=True)
    found = connection.execute(
        select(actors.c.name).where(like, actors.c.known == 1).order_by(actors.c.articles.desc(), actors.c.id).limit(_SUGGESTED)
    ).scalars()
    names = ", ".join(found) if beginning else ""
    return f"Did you mean {names}?" if names else "`demarche actors` lists who is."


def list_actors(connection: Connection, asked: Filter, knowledge: Knowledge) -> list[ActorRow]:
    """Who is in the store, those of most articles first."""
    query = select(actors).order_by(actors.c.articles.desc(), actors.c.id).limit(asked.limit)
    if asked.after:
        count, _, id_ = asked.after.partition(CURSOR)
        number = int(count) if count.isdecimal() and len(count) < _DIGITS else 0
        query = query.where(or_(actors.c.articles < number, and_(actors.c.articles == number, actors.c.id > id_)))
    if asked.actor:
        query = query.where(actors.c.id.in_(find_actors(connection, asked.actor, knowledge)))
    return [_actor(r) for r in connection.execute(query)]


def get_actors(connection: Connection, ids: Iterable[str]) -> dict[str, ActorRow]:
    """Actors by their ids."""
    wanted = sorted(set(ids))
    return {r.id: _actor(r) for batch in in_batches(wanted) for r in connection.execute(select(actors).where(actors.c.id.in_(batch)))}


def _actor(row: Row[Any]) -> ActorRow:
    return ActorRow(row.id, row.name, row.kind, row.country, row.role, row.code, bool(row.known), row.articles)


# Events.


def list_events(
    connection: Connection, asked: Filter, knowledge: Knowledge, *, newest_first: bool = False, where: Sequence[ColumnElement[bool]] = ()
) -> list[EventRow]:
    """Events with a party, by day."""
    query = select(events).where(*where, or_(events.c.actors != "[]", events.c.recipients != "[]"))
    if asked.actor:
        ids = find_actors(connection, asked.actor, knowledge)
        query = query.where(events.c.id.in_(select(event_actors.c.event).where(event_actors.c.actor.in_(ids))))
    query = query.where(*_event_filters(asked))
    order = (events.c.day.desc(), events.c.id.desc()) if newest_first else (events.c.day, events.c.id)
    return to_events(connection, _dated_first(connection, query, order, asked), asked.today)


def _dated_first(connection: Connection, query: Select[Any], order: tuple[ColumnElement[Any], ColumnElement[Any]], asked: Filter) -> list[Row[Any]]:
    """The rows with a day, in the `order` of day and id, then those without: every database has its own place for what is not known."""
    (day, falling), (id_, last_first) = (_direction(column) for column in order)
    query = query.order_by(*order)
    after_day, cursor, after_id = (asked.after or "").rpartition(CURSOR)
    behind = (id_ < after_id) if last_first else (id_ > after_id)
    dated, undated = query.where(day.is_not(None)), query.where(day.is_(None))
    if cursor and after_day:
        dated = dated.where(or_((day < after_day) if falling else (day > after_day), and_(day == after_day, behind)))
    elif cursor:
        undated = undated.where(behind)
    rows = [] if cursor and not after_day else list(connection.execute(dated.limit(asked.limit)).all())
    return rows if len(rows) >= asked.limit else [*rows, *connection.execute(undated.limit(asked.limit - len(rows))).all()]


def _direction(column: ColumnElement[Any]) -> tuple[ColumnElement[Any], bool]:
    """The column of a term of an order, and whether it falls."""
    return (column.element, True) if isinstance(column, UnaryExpression) else (column, False)


def list_due(connection: Connection, asked: Filter, knowledge: Knowledge, *, due: str, reported: str) -> list[EventRow]:
    """Plans whose day is `due` or later, and plans without a day that were last reported on the day `reported` or later."""
    last_day = func.coalesce(events.c.latest, events.c.earliest)
    open_ = or_(last_day >= due, and_(last_day.is_(None), events.c.last_published >= reported))
    return list_events(connection, asked, knowledge, where=(events.c.status == Status.PLANNED.value, open_))


def list_past(connection: Connection, asked: Filter, knowledge: Knowledge) -> list[EventRow]:
    """Events that are no plans, the latest first."""
    return list_events(connection, asked, knowledge, newest_first=True, where=(events.c.status != Status.PLANNED.value,))


def list_once_planned(connection: Connection, asked: Filter, knowledge: Knowledge) -> list[EventRow]:
    """Events that were planned, whatever became of them, by day."""
    return list_events(connection, asked, knowledge, where=(events.c.life.contains(_PLANNED_STEP),))


def list_located(connection: Connection, asked: Filter, knowledge: Knowledge) -> list[EventRow]:
    """Events with coordinates, the latest first."""
    return list_events(connection, asked, knowledge, newest_first=True, where=(events.c.latitude.is_not(None),))


def list_denied(connection: Connection, asked: Filter, knowledge: Knowledge) -> list[EventRow]:
    """Events that some tell and others deny, the latest first."""
    return list_events(connection, asked, knowledge, newest_first=True, where=(events.c.deny > 0, events.c.say > 0))


def get_events(connection: Connection, ids: Iterable[str], today: str) -> list[EventRow]:
    """The events of these ids, by day."""
    wanted = sorted(set(ids))
    rows = [r for batch in in_batches(wanted) for r in connection.execute(select(events).where(events.c.id.in_(batch)))]
    return to_events(connection, sorted(rows, key=lambda r: (r.day or _PUBLISHED_LAST, r.id)), today)


def _event_filters(asked: Filter) -> list[ColumnElement[bool]]:
    filters: list[ColumnElement[bool]] = []
    if asked.type:
        filters.append(events.c.type == asked.type)
    if asked.status == LAPSED:
        filters.append(is_lapsed(asked.today))
    elif asked.status:
        filters.append(events.c.status == asked.status)
        filters += [~is_lapsed(asked.today)] if asked.status == Status.PLANNED else []
    if asked.first:
        filters.append(events.c.day >= asked.first)
    if asked.last:
        filters.append(events.c.day <= asked.last)
    if asked.place:
        filters.append(or_(events.c.place == asked.place, events.c.country == asked.place.upper()))
    return filters


def is_lapsed(today: str) -> ColumnElement[bool]:
    """A plan whose last day is past."""
    return and_(events.c.status == Status.PLANNED.value, func.coalesce(events.c.latest, events.c.earliest, _PUBLISHED_LAST) < today)


def to_events(connection: Connection, rows: Sequence[Row[Any]], today: str) -> list[EventRow]:
    """Rows of the table → answers, with names and sources."""
    lives = {r.id: json.loads(r.life) for r in rows}
    ids = {a for r in rows for a in (*json.loads(r.actors), *json.loads(r.recipients), *(s["by"] for s in lives[r.id] if s["by"]))}
    names = names_of(connection, ids)
    told = _reports_of(connection, [r.id for r in rows])
    outcomes = _outcomes(connection, [r.outcome for r in rows if r.outcome])
    return [_event(r, lives[r.id], names, told[r.id], outcomes, today) for r in rows]


def _event(
    r: Row[Any], life: list[dict[str, Any]], names: dict[str, str], told: dict[str, _ToldIn], outcomes: dict[str, tuple[str, str]], today: str
) -> EventRow:
    last_day = r.latest or r.earliest
    lapsed = r.status == Status.PLANNED and last_day is not None and last_day < today
    steps = tuple(
        StepRow(s["day"], s["stage"], _by(s["by"], names), s["on"], told[s["report"]][0], s["report"], told[s["report"]][1])
        for s in life
        if s["report"] in told
    )
    sources = {s.key: s for s in sorted((source for source, _ in told.values()), key=lambda s: (s.published or _PUBLISHED_LAST, s.key))}
    outcome, outcome_why = outcomes.get(r.outcome or "", (None, None))
    return EventRow(
        r.id, r.day, r.type, tuple(json.loads(r.modes)), LAPSED if lapsed else r.status, r.certainty, _named(r.actors, names), _named(r.recipients, names),
        r.earliest, r.latest, r.place, r.country, r.words, r.reports, r.articles, r.origins, r.countries, r.say, r.deny, r.score,
        tuple(json.loads(r.contexts)), steps, outcome, outcome_why, tuple(sources.values()),
        r.latitude, r.longitude, r.precision, tuple(json.loads(r.actors)), tuple(json.loads(r.recipients)),
    )  # fmt: skip


def _by(side: str | None, names: dict[str, str]) -> str | None:
    """The name of a side: of a state, or of an actor that is no state's."""
    return side and (names.get(side) or _state_names().get(side) or side)


@cache
def _state_names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in load_table("states")}


def _named(cell: str, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(names.get(id_, id_) for id_ in json.loads(cell))


def names_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The name of each actor."""
    wanted = sorted(set(ids))
    return {r.id: r.name for batch in in_batches(wanted) for r in connection.execute(select(actors.c.id, actors.c.name).where(actors.c.id.in_(batch)))}


_SOURCE = (articles.c.key, articles.c.outlet, articles.c.title, articles.c.published, articles.c.url, articles.c.origin)


def _reports_of(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, _ToldIn]]:
    """By event: the source of each of its reports, and its words."""
    told: dict[str, dict[str, _ToldIn]] = defaultdict(dict)
    for batch in in_batches(ids):
        query = (
            select(reports.c.event, reports.c.id, reports.c.words, *_SOURCE).join(articles, articles.c.key == reports.c.key).where(reports.c.event.in_(batch))
        )
        for row in connection.execute(query):
            told[row[0]][row[1]] = Source(*row[3:]), row[2]
    return told


def _outcomes(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """By the report that is an outcome: its event, and what it is ("met", "came true", "refused")."""
    hoping = reports.alias()
    found = {}
    for batch in in_batches(sorted(set(ids))):
        query = select(reports.c.id, reports.c.event, hoping.c.outcome_why).join(hoping, hoping.c.outcome == reports.c.id).where(reports.c.id.in_(batch))
        found.update({r.id: (r.event, r.outcome_why.partition(":")[0]) for r in connection.execute(query.order_by(hoping.c.id))})
    return found


# Statements, positions, figures.


def list_statements(connection: Connection, asked: Filter, knowledge: Knowledge) -> list[StatementRow]:
    """Who said what, the latest first; those with a speaker."""
    query = sourced(statements).where(_has_party(connection, statements, "speaker", asked, knowledge))
    rows = _latest(connection, query, statements, asked)
    who = _parties_of(connection, [r.id for r in rows])
    return [
        StatementRow(r.id, r.published, who[r.id]["speaker"], who[r.id]["addressee"], r.content, r.form, r.cue, r.via, r.within, r.score, source_of(r))
        for r in rows
    ]


def list_positions(connection: Connection, asked: Filter, knowledge: Knowledge) -> list[PositionRow]:
    """Who takes which stance, the latest first, a row a holder. Topics are those of the table: corrections are for the views."""
    query = sourced(positions).where(_has_party(connection, positions, "holder", asked, knowledge))
    rows = _latest(connection, query, positions, asked)
    who = _parties_of(connection, [r.id for r in rows])
    return [
        PositionRow(r.id, r.published, holder, who[r.id]["toward"], r.stance, r.issue, r.topic, r.topic_name, r.side,
                    next(iter(who[r.id]["according_to"]), None), r.words, r.score, source_of(r))
        for r in rows for holder in who[r.id]["holder"]
    ]  # fmt: skip


def list_figures(
    connection: Connection, asked: Filter, knowledge: Knowledge | None = None, *, of_events: bool = False, of: Sequence[str] | None = None
) -> list[FigureRow]:
    """Numbers that somebody gives, the latest first; `of_events`: only those told of an event; `of`: of these events."""
    # An inner join lets the database begin with the reports of the events.
    query = sourced(figures).add_columns(reports.c.event.label("event"))
    query = query.join(reports, reports.c.id == figures.c.report, isouter=not of_events and of is None)
    if of is not None:
        query = query.where(reports.c.event.in_(of))
    if asked.actor and knowledge:
        query = query.where(figures.c.id.in_(select(parties.c.fact).where(*_by_actor(connection, asked, knowledge))))
    rows = _latest(connection, query, figures, asked)
    who = _parties_of(connection, [r.id for r in rows])
    return [
        FigureRow(r.id, r.published, r.value, r.comparison, r.unit, r.of, next(iter(who[r.id]["holder"]), None), next(iter(who[r.id]["according_to"]), None),
                  r.text, r.words, r.counted, r.event, source_of(r))
        for r in rows
    ]  # fmt: skip


def _latest(connection: Connection, query: Select[Any], table: Any, asked: Filter) -> list[Row[Any]]:
    if asked.first:
        query = query.where(table.c.published >= asked.first)
    if asked.last:
        query = query.where(table.c.published <= asked.last + "T99")
    return _dated_first(connection, query, (table.c.published.desc(), table.c.id), asked)


def sourced(table: Any) -> Select[Any]:
    """The facts of a table, each with the article that it stands in."""
    return select(table, *(c.label(f"source_{c.name}") for c in _SOURCE)).join(articles, articles.c.key == table.c.key)


def _has_party(connection: Connection, table: Any, role: str, asked: Filter, knowledge: Knowledge) -> ColumnElement[bool]:
    """Has a fact somebody in a role: the actor that is asked for, or anybody? Looked up fact by fact where anybody will do, so that the latest come at once."""
    if asked.actor:
        mine = select(parties.c.fact).where(parties.c.role == role, *_by_actor(connection, asked, knowledge))
        return table.c.id.in_(mine)  # type: ignore[no-any-return]
    return select(parties.c.fact).where(parties.c.fact == table.c.id, parties.c.role == role).exists()


def _by_actor(connection: Connection, asked: Filter, knowledge: Knowledge) -> list[ColumnElement[bool]]:
    return [parties.c.actor.in_(find_actors(connection, asked.actor, knowledge))] if asked.actor else []


def _parties_of(connection: Connection, facts: Sequence[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By fact and role: the names of its actors."""
    rows = [
        r for batch in in_batches(facts) for r in connection.execute(select(parties).where(parties.c.fact.in_(batch)).order_by(parties.c.fact, parties.c.actor))
    ]
    names = names_of(connection, {r.actor for r in rows})
    who: dict[str, dict[str, tuple[str, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for r in rows:
        who[r.fact][r.role] += (names.get(r.actor, r.actor),)
    return who


def source_of(row: Row[Any]) -> Source:
    """The article of a row of `sourced`."""
    return Source(*(getattr(row, f"source_{c.name}") for c in _SOURCE))
