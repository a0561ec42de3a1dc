"""Pointers → events: makes anew the events whose reports have changed, and leaves all others alone."""

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update

from demarche.merge.life import Known, Telling, tell
from demarche.merge.report import Party, Report, to_iso
from demarche.merge.trees import Link, event_id, group
from demarche.store.decided import DIFFERENT, SAME, Decided
from demarche.store.many import ask, change, execute_many, in_batches, insert_many
from demarche.store.pointing import Reports
from demarche.store.rows import Row, to_list
from demarche.store.schema import event_actors, events, reports


class _Member(NamedTuple):  # the quickest of classes: an article brings a hundred of them
    """A report with what its row and its article tell."""

    id: str
    key: str
    points_to: str | None
    likeness: float | None
    event: str | None
    outcome: str | None
    outcome_day: int | None
    words: str
    place: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    contexts: str
    certainty: str
    score: float
    published: str | None
    added: str
    origin: str
    country: str | None


_CELLS = (
    "id", "key", "points_to", "likeness", "event", "outcome", "outcome_day", "words", "place", "latitude", "longitude", "precision", "contexts", "certainty",
    "score", "published", "added",
)  # fmt: skip
_MEMBERS = f"SELECT {', '.join(f'r.{c}' for c in _CELLS)}, COALESCE(r.origin, a.origin), a.country FROM reports r JOIN articles a ON a.key = r.key"
_BY_ID, _BY_EVENT = (f"{_MEMBERS} WHERE r.{column} IN ?" for column in ("id", "event"))


@dataclass(frozen=True, slots=True)
class Fresh:
    """Reports of a new article that are not in the store yet: as they are compared, their rows but for `event`, and the article's origin and country."""

    reports: Sequence[Report]
    rows: Sequence[Row]
    origin: str
    country: str | None

    def members(self) -> dict[str, _Member]:
        found = {}
        for row in self.rows:
            cells = (*(row[name] for name in _CELLS), row["origin"] or self.origin, self.country)
            found[row["id"]] = _Member(*cells)
        return found


def regroup(
    connection: Connection, ids: Iterable[str], cache: Reports, decided: Decided, *, gone: Iterable[str] = (), fresh: Fresh | None = None
) -> dict[str, str]:
    """Makes anew the events of these reports, and those events that are named as `gone`, which lost a report. Returns the event of each `fresh` report."""
    own = fresh.members() if fresh else {}
    members = own | _members(connection, _BY_ID, sorted(set(ids)))
    old = {m.event for m in members.values() if m.event} | set(gone)
    members |= _members(connection, _BY_EVENT, sorted(old))
    _join_tied(connection, members, decided)
    named = {_event_of(group): group for group in _groups(members, decided)}
    _write_membership(connection, named, own)
    there = old | {m.event for m in members.values() if m.event}
    _delete_events(connection, sorted(there - named.keys()))
    known = cache.get(connection, members.keys() - own.keys()) | {r.id: r for r in (fresh.reports if fresh else ())}
    rows = [_row(id_, group, tell([_telling(m, known) for m in group])) for id_, group in sorted(named.items())]
    _write_events(connection, [row for row, _ in rows], there)
    _write_actors(connection, {str(row["id"]): parties for row, parties in rows}, there)
    return {m.id: id_ for id_, group in named.items() for m in group if m.id in own}


def _groups(members: dict[str, _Member], decided: Decided) -> list[list[_Member]]:
    """The events that these reports make: by their pointers, and by what people have decided."""
    links = [Link(m.id, m.points_to, m.likeness) for m in members.values() if m.points_to]
    links += [Link(one, other, None) for one, other in decided.pairs(SAME, members)]
    groups: dict[str, list[_Member]] = defaultdict(list)
    for id_, least in group(members, links, decided.pairs(DIFFERENT, members)).items():
        groups[least].append(members[id_])
    return list(groups.values())


def _write_events(connection: Connection, rows: Sequence[Row], there: Set[str]) -> None:
    """Rows of events: those that are `there` are changed where they lie, so that only the indexes of what changed are written."""
    insert_many(connection, events, [row for row in rows if row["id"] not in there])
    execute_many(connection, _CHANGED_EVENT, [{f"b_{name}": value for name, value in row.items()} for row in rows if row["id"] in there])


_CHANGED_EVENT = update(events).where(events.c.id == bindparam("b_id")).values({c.name: bindparam(f"b_{c.name}") for c in events.columns if c.name != "id"})


def _write_actors(connection: Connection, parties: dict[str, list[Row]], there: Set[str]) -> None:
    """The actors of events, where they are not those that are `there`."""
    names = [column.name for column in event_actors.columns]
    held = {row for batch in in_batches(sorted(parties.keys() & there)) for row in ask(connection, _ACTORS_OF, batch)}
    wanted = {tuple(row[name] for name in names) for rows in parties.values() for row in rows}
    execute_many(connection, _LEAVING, [dict(zip(_PLACE, row, strict=False)) for row in sorted(held - wanted)])
    insert_many(connection, event_actors, [dict(zip(names, row, strict=True)) for row in sorted(wanted - held)])


_ACTORS_OF = f"SELECT {', '.join(c.name for c in event_actors.columns)} FROM event_actors WHERE event IN ?"
_PLACE = [f"b_{column.name}" for column in event_actors.primary_key]  # the first of the columns
_LEAVING = delete(event_actors).where(*(column == bindparam(f"b_{column.name}") for column in event_actors.primary_key))


def events_of(connection: Connection, ids: Sequence[str], cache: Reports) -> list[Row]:
    """The rows that the reports of these events make now: for verification."""
    groups: dict[str, list[_Member]] = defaultdict(list)
    members = _members(connection, _BY_EVENT, ids)
    for member in members.values():
        groups[member.event or ""].append(member)
    known = cache.get(connection, members)
    return [_row(_event_of(group), group, tell([_telling(m, known) for m in group]))[0] for group in groups.values()]


def _join_tied(connection: Connection, members: dict[str, _Member], decided: Decided) -> None:
    """Adds all reports that are tied to these by pointers or decisions, with their events: a tree is cut or joined as a whole."""
    asked: set[str] = set()
    while new := members.keys() - asked:
        asked |= new
        tied = {m.points_to for m in members.values() if m.points_to} | decided.same_as(new)
        if decided.verdicts:  # what was cut off from a tree still points into it
            tied |= {r for batch in in_batches(sorted(new)) for r in connection.execute(select(reports.c.id).where(reports.c.points_to.in_(batch))).scalars()}
        found = _members(connection, _BY_ID, sorted(tied - members.keys()))
        members.update(found | _members(connection, _BY_EVENT, sorted({m.event for m in found.values() if m.event})))


def _members(connection: Connection, query: str, values: Sequence[str]) -> dict[str, _Member]:
    return {row[0]: _Member(*row) for batch in in_batches(values) for row in ask(connection, query, batch)}


def _event_of(group: Sequence[_Member]) -> str:
    return event_id(min(group, key=lambda m: (m.published or "9999", m.key, _number(m.id), m.id)).id)


def _number(report: str) -> int:
    number = report.rpartition("#e")[2]
    return int(number) if number.isdigit() else 0


def _write_membership(connection: Connection, named: dict[str, list[_Member]], own: Container[str]) -> None:
    """The events of reports that are in the store."""
    rows = [{"b_id": m.id, "b_event": id_} for id_, group in named.items() for m in group if m.event != id_ and m.id not in own]
    execute_many(connection, _MEMBERSHIP, rows)


_MEMBERSHIP = update(reports).where(reports.c.id == bindparam("b_id")).values(event=bindparam("b_event"))


def _delete_events(connection: Connection, ids: Sequence[str]) -> None:
    for batch in in_batches(ids):
        change(connection, "DELETE FROM event_actors WHERE event IN ?", batch)
        change(connection, "DELETE FROM events WHERE id IN ?", batch)


def _telling(member: _Member, known: dict[str, Report]) -> Telling:
    return Telling(known[member.id], member.origin, member.country, member.certainty, member.score, member.published)


def _row(id_: str, group: Sequence[_Member], known: Known) -> tuple[Row, list[Row]]:
    """The event's row, and the rows of its actors."""
    best = next(m for m in group if m.id == known.best.id)
    published = sorted(m.published for m in group if m.published)
    earliest, latest = to_iso(known.earliest), to_iso(known.latest)
    day = earliest or latest or (published[0][:10] if published else None)
    spot = _spot(group, known)
    outcomes = sorted((m.outcome_day, m.outcome) for m in group if m.outcome is not None and m.outcome_day is not None)
    row: Row = {
        "id": id_, "type": known.type, "modes": to_list(known.modes), "contexts": to_list(_contexts(group)), "status": known.status.value,
        "certainty": known.certainty.value, "earliest": earliest, "latest": latest, "day": day,
        "place": spot.place if spot else None, "country": known.country, "latitude": spot.latitude if spot else None,
        "longitude": spot.longitude if spot else None, "precision": spot.precision if spot else None, "words": best.words, "key": best.key,
        "actors": to_list(_ids(known.doers)), "recipients": to_list(_ids(known.targets)), "reports": len(group), "articles": len({m.key for m in group}),
        "origins": known.origins, "countries": known.countries, "say": known.say, "deny": known.deny, "life": _life(known),
        "outcome": outcomes[0][1] if outcomes else None, "score": known.score, "first_published": published[0] if published else None,
        "last_published": published[-1] if published else None, "last_added": max(m.added for m in group),
    }  # fmt: skip
    roles = dict.fromkeys([*((a, "actor") for a in _ids(known.doers)), *((a, "recipient") for a in _ids(known.targets))])
    shared = {name: row[name] for name in ("day", "type", "modes", "status")}
    return row, [{"event": id_, "actor": actor, "role": role, **shared} for actor, role in roles]


def _ids(parties: Sequence[Party]) -> list[str]:
    return list(dict.fromkeys(p.id for p in parties))


def _contexts(group: Sequence[_Member]) -> list[str]:
    return sorted({c for m in group for c in json.loads(m.contexts)})


def _spot(group: Sequence[_Member], known: Known) -> _Member | None:
    """The report whose coordinates stand for the event: one that names the town, or the country, which most do."""
    if not known.place and not known.country:
        return None
    town = known.place.rpartition(", ")[0] if known.place else None
    located = sorted((m for m in group if m.place and (m.place == town if town else True)), key=lambda m: (m.latitude is None, m.id))
    return located[0] if located else None


def _life(known: Known) -> str:
    steps = [{"day": s.day, "stage": s.stage.value, "report": s.report, "by": s.by, "on": to_iso(s.on)} for s in known.life]
    return json.dumps(steps, ensure_ascii=False)
