"""Who has to do with whom: actors and the events between them, as a graph."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from demarche.store.asked import ActorRow, Filter
from demarche.store.asking import get_actors
from demarche.store.relations import Relation, list_relations
from demarche.store.store import Store

_MANY = 5000  # pairs and months that are looked through


@dataclass(frozen=True, slots=True)
class Node:
    """An actor; `events`: how many of the network's events he takes part in, with each partner counted."""

    id: str
    name: str
    kind: str
    country: str | None
    events: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Two actors: `score` is the mean of PLOVER's scores of what happened between them, -10 to 10; counts are of events. `months`: the same by month."""

    source: str
    target: str
    cooperation: int
    conflict: int
    hoped: int
    score: float | None
    months: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The graph; `months`: all months of it, in order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    months: tuple[str, ...]


def network(store: Store, asked: Filter) -> Network:
    """The `asked.limit` pairs that have most to do with each other."""
    with store.reading() as connection:
        found = list_relations(connection, replace(asked, limit=_MANY), store.knowledge)
        pairs: dict[tuple[str, str], list[Relation]] = defaultdict(list)
        for relation in found:
            pairs[relation.one_id, relation.other_id].append(relation)
        edges = sorted((_edge(pair, months) for pair, months in pairs.items()), key=lambda e: (-_events(e), e.source, e.target))[: asked.limit]
        known = get_actors(connection, {id_ for e in edges for id_ in (e.source, e.target)})
    return Network(_nodes(edges, known), tuple(edges), tuple(sorted({r.month for e in edges for r in e.months})))


def _edge(pair: tuple[str, str], months: Sequence[Relation]) -> Edge:
    cooperation, conflict = sum(m.cooperation for m in months), sum(m.conflict for m in months)
    weighed = sum((m.score or 0.0) * (m.cooperation + m.conflict) for m in months)
    score = round(weighed / (cooperation + conflict), 2) if cooperation + conflict else None
    return Edge(*pair, cooperation, conflict, sum(m.hoped for m in months), score, tuple(sorted(months, key=lambda m: m.month)))


def _events(edge: Edge) -> int:
    return edge.cooperation + edge.conflict + edge.hoped


def _nodes(edges: Sequence[Edge], known: dict[str, ActorRow]) -> tuple[Node, ...]:
    counts: dict[str, int] = defaultdict(int)
    for edge in edges:
        for id_ in (edge.source, edge.target):
            counts[id_] += _events(edge)
    return tuple(Node(a.id, a.name, a.kind, a.country, counts[a.id]) for a in sorted(known.values(), key=lambda a: (-counts[a.id], a.id)))
