"""Which report points to which: looks up what may be of the same event, asks merge/, and writes down the pointers and their reasons.

Everything here sees the store through one connection that alone may write. The pointers depend on the reports in the store and on the
corrections, not on the order in which they came.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select, update

from demarche.merge.keys import hopes_searched_by, outcomes_searched_by, searched_by
from demarche.merge.outcomes import Outcome, first, outcome
from demarche.merge.report import Report
from demarche.merge.trees import Pointer, better, point, pointer
from demarche.store.compared import from_compared
from demarche.store.decided import Decided
from demarche.store.many import ask, execute_many, in_batches
from demarche.store.near import Near
from demarche.store.schema import reports

# A report, and the ids of those that may have to do with it.
Beside = tuple[Report, set[str]]
_CACHED = 60_000  # reports kept in memory between articles: about two kilobytes each


@dataclass
class Reports:
    """The reports that were read from the store, by id, so that an archive that is added does not read them again for every article."""

    by_id: dict[str, Report] = field(default_factory=dict)
    generation: int = 0  # of the store, when they were read: corrections and removals raise it

    def get(self, connection: Connection, ids: Iterable[str]) -> dict[str, Report]:
        wanted = set(ids)
        missing = sorted(id_ for id_ in wanted if id_ not in self.by_id)
        if len(self.by_id) + len(missing) > _CACHED:
            self.by_id.clear()
            missing = sorted(wanted)
        for batch in in_batches(missing):
            for id_, compared in ask(connection, "SELECT id, compared FROM reports WHERE id IN ?", batch):
                self.by_id[id_] = from_compared(id_, compared)
        return {id_: self.by_id[id_] for id_ in wanted if id_ in self.by_id}

    def forget(self) -> None:
        self.by_id.clear()


def point_new(connection: Connection, fresh: Sequence[Report], cache: Reports, decided: Decided) -> set[str]:
    """Points new reports to those before them, and those after them to the new ones where these are likelier. Returns the ids whose pointer changed."""
    cache.by_id.update({r.id: r for r in fresh})
    searches = [[(r, names(r)) for r in fresh] for names in (searched_by, outcomes_searched_by, hopes_searched_by)]
    near = Near(connection, itertools.chain(*searches))
    same, outcomes, hopes = ([(r, near.to(r, names)) for r, names in search] for search in searches)
    siblings = {r.id for r in fresh}
    known = cache.get(connection, set().union(*(ids for _, ids in same)) - siblings)
    held = _held(connection, known)
    ranks = {**cache.get(connection, known.keys() | {p.to for p in held.values()}), **{r.id: r for r in fresh}}
    changed: dict[str, Pointer | None] = {}
    for report, ids in same:
        others = [known[i] for i in ids if i in known]
        before = [other for other in (*others, *fresh) if other.rank < report.rank]
        changed[report.id] = point(report, before, decided.apart)
        for other in (o for o in others if o.rank > report.rank):
            found = pointer(other, report, decided.apart)
            if found and better(found, changed.get(other.id, held.get(other.id)), ranks):
                changed[other.id] = found
    _write_pointers(connection, changed)
    return set(changed) | _outcomes_of_new(connection, outcomes, hopes, cache)


def point_again(connection: Connection, ids: Iterable[str], cache: Reports, decided: Decided) -> set[str]:
    """Points these reports anew, as when what they pointed to is gone. Returns their ids."""
    changed: dict[str, Pointer | None] = {}
    for report in cache.get(connection, ids).values():
        changed[report.id] = best_pointer_of(connection, report, cache, decided)
    _write_pointers(connection, changed)
    return set(changed)


def best_pointer_of(connection: Connection, report: Report, cache: Reports, decided: Decided) -> Pointer | None:
    """To whom a report points among all in the store."""
    near = _near(connection, report, searched_by(report)) | _siblings(connection, report)
    return point(report, cache.get(connection, near - {report.id}).values(), decided.apart)


def find_outcomes(connection: Connection, ids: Iterable[str], cache: Reports) -> None:
    """Looks anew for what came of these fears and demands."""
    for hoped in cache.get(connection, ids).values():
        _write_outcome(connection, hoped.id, outcome_of(connection, hoped, cache))


def outcome_of(connection: Connection, hoped: Report, cache: Reports) -> Outcome | None:
    """What came of a fear or a demand, among all in the store."""
    return _outcome_among(hoped, cache.get(connection, _near(connection, hoped, outcomes_searched_by(hoped))))


def _outcome_among(hoped: Report, later: dict[str, Report]) -> Outcome | None:
    return first([o for r in later.values() if (o := outcome(hoped, r))], later)


def _outcomes_of_new(connection: Connection, outcomes: Iterable[Beside], hopes: Iterable[Beside], cache: Reports) -> set[str]:
    """What came of new fears, and of older ones by the new reports. Returns the older ones whose outcome changed."""
    for report, ids in outcomes:
        came = _outcome_among(report, cache.get(connection, ids))
        if came:  # a new report says itself that nothing came of it yet
            _write_outcome(connection, report.id, came)
    changed: set[str] = set()
    for report, ids in hopes:
        hoped = cache.get(connection, ids)
        for old in hoped.values():
            found = outcome(old, report)
            if found and _is_earlier(connection, found, report, cache):
                _write_outcome(connection, old.id, found)
                changed.add(old.id)
    return changed


def _is_earlier(connection: Connection, found: Outcome, report: Report, cache: Reports) -> bool:
    day, to = connection.execute(select(reports.c.outcome_day, reports.c.outcome).where(reports.c.id == found.hoped)).one()
    if day is None:
        return True
    held = cache.get(connection, [to]).get(to)
    return held is None or (found.day, report.rank) < (day, held.rank)


def _write_outcome(connection: Connection, hoped: str, found: Outcome | None) -> None:
    cells = {"outcome": found.to, "outcome_day": found.day, "outcome_why": found.why} if found else dict.fromkeys(("outcome", "outcome_day", "outcome_why"))
    connection.execute(update(reports).where(reports.c.id == hoped).values(**cells))


def _near(connection: Connection, report: Report, names: Sequence[str]) -> set[str]:
    """The ids of reports under these names whose days meet the report's."""
    return Near(connection, [(report, names)]).to(report, names)


def _siblings(connection: Connection, report: Report) -> set[str]:
    return set(connection.execute(select(reports.c.id).where(reports.c.key == report.article)).scalars())


def _held(connection: Connection, ids: Iterable[str]) -> dict[str, Pointer]:
    held = {}
    for batch in in_batches(sorted(ids)):
        held.update({row[0]: Pointer(*row) for row in ask(connection, _POINTING, batch)})
    return held


_POINTING = "SELECT id, points_to, likeness, why FROM reports WHERE id IN ? AND points_to IS NOT NULL"


def _write_pointers(connection: Connection, changed: dict[str, Pointer | None]) -> None:
    rows = [{"b_id": id_, "points_to": p and p.to, "likeness": p and p.score, "why": p and p.why} for id_, p in sorted(changed.items())]
    execute_many(connection, _POINTED, rows)


_POINTED = update(reports).where(reports.c.id == bindparam("b_id")).values({name: bindparam(name) for name in ("points_to", "likeness", "why")})
