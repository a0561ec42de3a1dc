"""Where reports that may tell of the same event are found: rows of report_keys, made and looked up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from demarche.merge.keys import WIDTHS, names_of, stretches_of, width_of
from demarche.merge.report import Report
from demarche.store.many import ask, in_batches

_MONTH = 30  # days; v0002 knows it too


def key_rows(fresh: Iterable[Report]) -> list[dict[str, Any]]:
    """The rows of the names under which reports are found."""
    found: dict[tuple[str, int, int, str], int] = {}
    for report in fresh:
        for lo, hi in stretches_of(report):
            for name in names_of(report):
                place = name, width_of((lo, hi)), lo, report.id
                found[place] = max(hi, found.get(place, hi))
    return [{"month": lo // _MONTH, "name": n, "width": w, "lo": lo, "report": r, "hi": hi} for (n, w, lo, r), hi in found.items()]


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
    found: dict[str, list[str]] = defaultdict(list)
    for batch in in_batches(names, times=len(WIDTHS)):
        values = [(range((lo - width) // _MONTH, hi // _MONTH + 1), batch, lo - width, hi, lo) for width in WIDTHS]
        for name, report in ask(connection, _NEAR, *(value for each in values for value in each)):
            found[name].append(report)
    return found


_NEAR = " UNION ALL ".join(
    f"SELECT name, report FROM report_keys WHERE month IN ? AND name IN ? AND width = {i} AND lo BETWEEN ? AND ? AND hi >= ?" for i in range(len(WIDTHS))
)
