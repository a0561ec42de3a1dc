"""Relations: what two actors did to each other over time, as PLOVER scores it. What happened, apart from what was planned, feared or demanded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from demarche.lexicon.knowledge import Knowledge
from demarche.lexicon.load import load_table
from demarche.record import Status
from demarche.store.asked import Filter
from demarche.store.asking import find_actors, names_of
from demarche.store.schema import event_actors, events

_HAPPENED = (Status.HAPPENED.value, Status.ONGOING.value)
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


def list_relations(connection: Connection, asked: Filter, knowledge: Knowledge) -> list[Relation]:
    """Pairs by month, the busiest pairs first. An actor and another who do something together, or one to the other."""
    one, other = event_actors.alias(), event_actors.alias()
    query = (
        select(one.c.actor, other.c.actor, events.c.day, events.c.type, events.c.modes, events.c.status)
        .join(other, (other.c.event == one.c.event) & (other.c.actor > one.c.actor)).join(events, events.c.id == one.c.event)
        .where(events.c.day.is_not(None), events.c.status != Status.NEGATED.value)
    )  # fmt: skip
    if asked.actor:
        ids = find_actors(connection, asked.actor, knowledge)
        query = query.where(one.c.actor.in_(ids) | other.c.actor.in_(ids))
    if asked.first:
        query = query.where(events.c.day >= asked.first)
    if asked.last:
        query = query.where(events.c.day <= asked.last)
    groups: dict[tuple[str, str, str], list[tuple[str, str, str]]] = defaultdict(list)
    busy: dict[tuple[str, str], int] = defaultdict(int)
    for a, b, day, type_, modes, status in connection.execute(query):
        groups[a, b, day[:7]].append((type_, modes, status))
        busy[a, b] += 1
    ordered = sorted(groups, key=lambda k: (-busy[k[0], k[1]], k))[: asked.limit]
    names = names_of(connection, {a for key in ordered for a in key[:2]})
    return [_relation(names.get(a, a), names.get(b, b), month, groups[a, b, month]) for a, b, month in ordered]


def score_of(type_: str, modes: str) -> float:
    """PLOVER's score of an event: that of its mode, where the codebook gives one, else of its type (codebook draft 0.8, 2024)."""
    by_mode = {(r["type"], r["mode"]): r["score"] for r in load_table("modes")}
    scores = [float(s) for (t, m), s in by_mode.items() if t == type_ and f'"{m}"' in modes and s]
    return scores[0] if scores else float(next(r["score"] for r in load_table("types") if r["type"] == type_))


def _relation(one: str, other: str, month: str, told: Sequence[tuple[str, str, str]]) -> Relation:
    quads = {r["type"]: r["quad"] for r in load_table("types")}
    happened = [(t, m) for t, m, status in told if status in _HAPPENED]
    scores = [score_of(t, m) for t, m in happened]
    conflict = sum(quads[t] in _CONFLICT for t, _ in happened)
    mean = round(sum(scores) / len(scores), 2) if scores else None
    return Relation(one, other, month, len(happened) - conflict, conflict, mean, len(told) - len(happened))
