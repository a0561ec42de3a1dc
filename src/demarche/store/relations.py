"""Relations: what two actors did to each other over time, as PLOVER scores it. What happened, apart from what was planned, feared or demanded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from sqlalchemy import Connection, case, func, select

from demarche.lexicon.knowledge import Knowledge
from demarche.lexicon.load import load_table
from demarche.record import Status
from demarche.store.asked import Filter
from demarche.store.asking import find_actors, names_of
from demarche.store.schema import event_actors, events

_HAPPENED = (Status.HAPPENED.value, Status.ONGOING.value)
RECENT_DAYS = 90
_CONFLICT = ("3", "4")  # PLOVER's quad classes


@dataclass(frozen=True, slots=True)
class Relation:
    """One pair in one month. `score`: the mean of PLOVER's scores of the events that happened, -10 to 10; counts are of events, never of reports."""

    one: str
    other: str
    month: str
    cooperation: int
    conflict: int
    score: float | None
    hoped: int  # planned, feared or demanded
    one_id: str = ""
    other_id: str = ""


def list_relations(connection: Connection, asked: Filter, knowledge: Knowledge) -> list[Relation]:
    """Pairs by month, the busiest pairs first. An actor and another who do something together, or one to the other.

    Without an actor and a first day, those of the three months before the last report. Who is one article's own ("two gunmen") is left out.
    """
    one, other = event_actors.alias(), event_actors.alias()
    first, second = case((one.c.actor < other.c.actor, one.c.actor), else_=other.c.actor), case((one.c.actor < other.c.actor, other.c.actor), else_=one.c.actor)
    month = func.substr(one.c.day, 1, 7)
    told = (first, second, month, one.c.type, one.c.modes, one.c.status)
    query = (
        select(*told, func.count(func.distinct(one.c.event)))
        .join(other, (other.c.event == one.c.event) & (other.c.actor != one.c.actor)).group_by(*told)
        .where(one.c.day.is_not(None), one.c.status != Status.NEGATED.value)
    )  # fmt: skip
    query = query.where(one.c.actor.in_(find_actors(connection, asked.actor, knowledge)) if asked.actor else one.c.actor < other.c.actor)
    query = query.where(~one.c.actor.contains("#"), ~other.c.actor.contains("#"))
    since = asked.first or (None if asked.actor or asked.last else recently(connection, asked.today))
    if since:
        query = query.where(one.c.day >= since)
    if asked.last:
        query = query.where(one.c.day <= asked.last)
    groups: dict[tuple[str, str, str], list[_Told]] = defaultdict(list)
    busy: dict[tuple[str, str], int] = defaultdict(int)
    for a, b, in_month, type_, modes, status, count in connection.execute(query):
        groups[a, b, in_month].append(_Told(type_, modes, status, count))
        busy[a, b] += count
    ordered = sorted(groups, key=lambda k: (-busy[k[0], k[1]], k))[: asked.limit]
    names = names_of(connection, {a for key in ordered for a in key[:2]})
    return [replace(_relation(names.get(a, a), names.get(b, b), m, groups[a, b, m]), one_id=a, other_id=b) for a, b, m in ordered]


def recently(connection: Connection, today: str | None = None, days: int = RECENT_DAYS) -> str | None:
    """The day three months, or so many `days`, before the last report, or before today where that is earlier; None for an empty store."""
    last = connection.execute(select(func.max(events.c.last_published))).scalar()
    return (date.fromisoformat(min(last[:10], today or last[:10])) - timedelta(days=days)).isoformat() if last else None


@dataclass(frozen=True, slots=True)
class _Told:
    """So many events of one kind and status."""

    type: str
    modes: str
    status: str
    count: int


@cache
def score_of(type_: str, modes: str) -> float:
    """PLOVER's score of an event: that of its mode, where the codebook gives one, else of its type (codebook draft 0.8, 2024)."""
    by_mode = {(r["type"], r["mode"]): r["score"] for r in load_table("modes")}
    scores = [float(s) for (t, m), s in by_mode.items() if t == type_ and f'"{m}"' in modes and s]
    return scores[0] if scores else float(next(r["score"] for r in load_table("types") if r["type"] == type_))


def quad_of(type_: str) -> str:
    """PLOVER's quad class of an event type: 1 and 2 cooperation, 3 and 4 conflict, in words and in deeds."""
    return _quads()[type_]


@cache
def _quads() -> dict[str, str]:
    return {r["type"]: r["quad"] for r in load_table("types")}


def _relation(one: str, other: str, month: str, told: Sequence[_Told]) -> Relation:
    happened = [t for t in told if t.status in _HAPPENED]
    count = sum(t.count for t in happened)
    conflict = sum(t.count for t in happened if quad_of(t.type) in _CONFLICT)
    mean = round(sum(t.count * score_of(t.type, t.modes) for t in happened) / count, 2) if count else None
    return Relation(one, other, month, count - conflict, conflict, mean, sum(t.count for t in told) - count)
