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
from demarche.store.rows import Row
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


@dataclass(frozen=True, slots=True)
class Pointed:
    """What new reports point to. `own`: by their ids, what is to be written of it in their rows; `changed`: older reports of which other things hold now."""

    own: dict[str, Row]
    changed: set[str]


def point_new(connection: Connection, fresh: Sequence[Report], cache: Reports, decided: Decided) -> Pointed:
    """Points new reports, which are not in the store yet, to those before them, and those after them to the new ones where these are likelier."""
    searches = [[(r, names(r)) for r in fresh] for names in (searched_by, outcomes_searched_by, hopes_searched_by)]
    near = Near(connection, itertools.chain(*searches))
    same, outcomes, hopes = ([(r, near.to(r, names)) for r, names in search] for search in searches)
    known = cache.get(connection, set().union(*(ids for _, ids in same)))
    own: dict[str, Row] = {}
    back: list[Pointer] = []  # of older reports to new ones
    for report, ids in same:
        others = [known[i] for i in ids if i in known]
        before = [other for other in (*others, *fresh) if other.rank < report.rank]
        own[report.id] = _pointer_cells(point(report, before, decided.apart))
        back += [found for other in others if other.rank > report.rank and (found := pointer(other, report, decided.apart))]
    changed = _likelier(connection, back, fresh, cache)
    _write_pointers(connection, changed)
    for report, ids in outcomes:
        own[report.id] |= _outcome_cells(_outcome_among(report, cache.get(connection, ids)))
    fulfilled = _outcomes_by_new(connection, hopes, cache)
    cache.by_id.update({r.id: r for r in fresh})
    return Pointed(own, changed.keys() | fulfilled)


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


def _likelier(connection: Connection, back: Sequence[Pointer], fresh: Iterable[Report], cache: Reports) -> dict[str, Pointer | None]:
    """Of pointers to new reports those that are likelier than what the older ones pointed to."""
    held = _held(connection, {p.report for p in back})
    ranks = {**cache.get(connection, {p.to for p in held.values()}), **{r.id: r for r in fresh}}
    changed: dict[str, Pointer | None] = {}
    for found in back:
        if better(found, changed.get(found.report, held.get(found.report)), ranks):
            changed[found.report] = found
    return changed


def _outcomes_by_new(connection: Connection, hopes: Iterable[Beside], cache: Reports) -> set[str]:
    """Older fears and demands of which new reports tell what came of them. Returns those whose outcome changed."""
    best: dict[str, tuple[Outcome, Report]] = {}
    for report, ids in hopes:
        for old in cache.get(connection, ids).values():
            found = outcome(old, report)
            if found and (old.id not in best or (found.day, report.rank) < (best[old.id][0].day, best[old.id][1].rank)):
                best[old.id] = found, report
    changed = {id_ for id_, (found, report) in best.items() if _is_earlier(connection, found, report, cache)}
    for id_ in sorted(changed):
        _write_outcome(connection, id_, best[id_][0])
    return changed


def _is_earlier(connection: Connection, found: Outcome, report: Report, cache: Reports) -> bool:
    day, to = connection.execute(select(reports.c.outcome_day, reports.c.outcome).where(reports.c.id == found.hoped)).one()
    if day is None:
        return True
    held = cache.get(connection, [to]).get(to)
    return held is None or (found.day, report.rank) < (day, held.rank)


def _write_outcome(connection: Connection, hoped: str, found: Outcome | None) -> None:
    connection.execute(update(reports).where(reports.c.id == hoped).values(**_outcome_cells(found)))


def _outcome_cells(found: Outcome | None) -> Row:
    return {"outcome": found and found.to, "outcome_day": found and found.day, "outcome_why": found and found.why}


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
    rows = [{"b_id": id_, **_pointer_cells(p)} for id_, p in sorted(changed.items())]
    execute_many(connection, _POINTED, rows)


_POINTED = update(reports).where(reports.c.id == bindparam("b_id")).values({name: bindparam(name) for name in ("points_to", "likeness", "why")})


def _pointer_cells(found: Pointer | None) -> Row:
    return {"points_to": found and found.to, "likeness": found and found.score, "why": found and found.why}
