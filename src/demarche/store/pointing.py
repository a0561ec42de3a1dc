"""Which report points to which: looks up what may be of the same event, asks merge/, and writes down the pointers and their reasons.

Everything here sees the store through one connection that alone may write. The pointers depend on the reports in the store and on the
corrections, not on the order in which they came.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, column, select, text, update

from demarche.merge.keys import WIDTHS, hopes_searched_by, names_of, outcomes_searched_by, searched_by, stretches_of, width_of
from demarche.merge.outcomes import Outcome, first, outcome
from demarche.merge.report import Report
from demarche.merge.trees import Pointer, better, point, pointer
from demarche.store.compared import from_compared
from demarche.store.decided import Decided
from demarche.store.many import execute_many, in_batches, insert_many
from demarche.store.schema import report_keys, reports

_MONTH = 30  # days; v0002 knows it too
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
            for id_, compared in connection.execute(_COMPARED, {"ids": batch}):
                self.by_id[id_] = from_compared(id_, compared)
        return {id_: self.by_id[id_] for id_ in wanted if id_ in self.by_id}

    def forget(self) -> None:
        self.by_id.clear()


_COMPARED = select(reports.c.id, reports.c.compared).where(reports.c.id.in_(bindparam("ids", expanding=True)))


def keep_keys(connection: Connection, fresh: Sequence[Report]) -> None:
    """Writes the names under which new reports are found."""
    rows: dict[tuple[str, int, int, str], int] = {}
    for report in fresh:
        for lo, hi in stretches_of(report):
            for name in names_of(report):
                place = name, width_of((lo, hi)), lo, report.id
                rows[place] = max(hi, rows.get(place, hi))
    found = [{"month": lo // _MONTH, "name": n, "width": w, "lo": lo, "report": r, "hi": hi} for (n, w, lo, r), hi in rows.items()]
    insert_many(connection, report_keys, found)


def point_new(connection: Connection, fresh: Sequence[Report], cache: Reports, decided: Decided) -> set[str]:
    """Points new reports to those before them, and those after them to the new ones where these are likelier. Returns the ids whose pointer changed."""
    cache.by_id.update({r.id: r for r in fresh})
    near = Near(connection, [(r, names(r)) for r in fresh for names in (searched_by, outcomes_searched_by, hopes_searched_by)])
    siblings = {r.id for r in fresh}
    known = cache.get(connection, set().union(*(near.to(r, searched_by(r)) for r in fresh)) - siblings)
    held = _held(connection, known)
    ranks = {**cache.get(connection, known.keys() | {p.to for p in held.values()}), **{r.id: r for r in fresh}}
    changed: dict[str, Pointer | None] = {}
    for report in fresh:
        others = [known[i] for i in near.to(report, searched_by(report)) if i in known]
        changed[report.id] = point(report, [*others, *(r for r in fresh if r is not report)], decided.apart)
        for other in others:
            found = pointer(other, report, decided.apart)
            if found and better(found, changed.get(other.id, held.get(other.id)), ranks):
                changed[other.id] = found
    _write_pointers(connection, changed)
    return set(changed) | _outcomes_of_new(connection, fresh, near, cache)


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


def _outcomes_of_new(connection: Connection, fresh: Sequence[Report], near: "Near", cache: Reports) -> set[str]:
    """What came of new fears, and of older ones by the new reports. Returns the older ones whose outcome changed."""
    for report in fresh:
        came = _outcome_among(report, cache.get(connection, near.to(report, outcomes_searched_by(report))))
        if came:  # a new report says itself that nothing came of it yet
            _write_outcome(connection, report.id, came)
    changed: set[str] = set()
    for report in fresh:
        hoped = cache.get(connection, near.to(report, hopes_searched_by(report)))
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


class Near:
    """What lies under the names that some reports look under: one look-up for each stretch of days, as the reports of an article share most of theirs."""

    def __init__(self, connection: Connection, searches: Iterable[tuple[Report, Sequence[str]]]) -> None:
        self._found: dict[tuple[int, int], dict[str, list[str]]] = {}
        wanted: dict[tuple[int, int], set[str]] = defaultdict(set)
        for report, names in searches:
            for stretch in stretches_of(report):
                wanted[stretch].update(names)
        for stretch, several in wanted.items():
            self._found[stretch] = _look_up(connection, stretch, sorted(several))

    def to(self, report: Report, names: Sequence[str]) -> set[str]:
        """The ids of reports under these names whose days meet the report's."""
        found = {id_ for stretch in stretches_of(report) for name in names for id_ in self._found[stretch].get(name, ())}
        return found - {report.id}


def _look_up(connection: Connection, stretch: tuple[int, int], names: Sequence[str]) -> dict[str, list[str]]:
    """Name → the ids of the reports under it whose days meet a stretch."""
    lo, hi = stretch
    values: dict[str, object] = {"lo": lo, "hi": hi}
    for i, width in enumerate(WIDTHS):
        values |= {f"lo{i}": lo - width, f"months{i}": range((lo - width) // _MONTH, hi // _MONTH + 1)}
    found: dict[str, list[str]] = defaultdict(list)
    for batch in in_batches(names, times=len(WIDTHS)):
        for name, report in connection.execute(_NEAR, {**values, "names": batch}):
            found[name].append(report)
    return found


_LISTS = ("names", *(f"months{i}" for i in range(len(WIDTHS))))
_NEAR = text(
    " UNION ALL ".join(
        f"SELECT name, report FROM report_keys WHERE month IN :months{i} AND name IN :names AND width = {i} AND lo BETWEEN :lo{i} AND :hi AND hi >= :lo"
        for i in range(len(WIDTHS))
    )
).bindparams(*(bindparam(name, expanding=True) for name in _LISTS)).columns(column("name"), column("report"))  # fmt: skip


def _siblings(connection: Connection, report: Report) -> set[str]:
    return set(connection.execute(select(reports.c.id).where(reports.c.key == report.article)).scalars())


def _held(connection: Connection, ids: Iterable[str]) -> dict[str, Pointer]:
    held = {}
    for batch in in_batches(sorted(ids)):
        held.update({row[0]: Pointer(*row) for row in connection.execute(_POINTING, {"ids": batch})})
    return held


_POINTING = select(reports.c.id, reports.c.points_to, reports.c.likeness, reports.c.why).where(
    reports.c.id.in_(bindparam("ids", expanding=True)), reports.c.points_to.is_not(None)
)


def _write_pointers(connection: Connection, changed: dict[str, Pointer | None]) -> None:
    rows = [{"b_id": id_, "points_to": p and p.to, "likeness": p and p.score, "why": p and p.why} for id_, p in sorted(changed.items())]
    execute_many(connection, _POINTED, rows)


_POINTED = update(reports).where(reports.c.id == bindparam("b_id")).values({name: bindparam(name) for name in ("points_to", "likeness", "why")})
