"""Reports → events: each report points to the likeliest one before it; a tree of pointers is an event."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from demarche.merge.compare import compare, is_one
from demarche.merge.report import Report


@dataclass(frozen=True, slots=True)
class Pointer:
    """Why a report is of the same event as another."""

    report: str
    to: str
    score: float
    why: str


Decision = Callable[[str, str], bool]
_CORRECTED = 2.0  # the score of what a person has decided: above any likeness


def _undecided(one: str, other: str) -> bool:
    return False


def pointer(report: Report, other: Report, apart: Decision = _undecided, same: Decision = _undecided) -> Pointer | None:
    """The pointer of a report to one before it; None where they are not one event. `apart`, `same`: what a person has decided, whatever the likeness."""
    if same(report.id, other.id):
        return Pointer(report.id, other.id, _CORRECTED, "corrected: the same") if other.rank < report.rank else None
    if apart(report.id, other.id):
        return None
    likeness = compare(report, other)
    return Pointer(report.id, other.id, likeness.score, likeness.why) if likeness and is_one(report, other, likeness) else None


def better(found: Pointer, held: Pointer | None, reports: Mapping[str, Report]) -> bool:
    """Is a pointer likelier than the one held? Of equals the one to the report of the higher rank."""
    return held is None or (-found.score, reports[found.to].rank) < (-held.score, reports[held.to].rank)


def point(report: Report, others: Iterable[Report]) -> Pointer | None:
    """The pointer of a report to the likeliest of the others; None where it is like none of them."""
    pool = {o.id: o for o in others}
    best: Pointer | None = None
    for other in pool.values():
        found = pointer(report, other)
        if found and better(found, best, pool):
            best = found
    return best


def roots_of(pointers: Mapping[str, str | None]) -> dict[str, str]:
    """The root of each report's tree; `pointers` says to whom each points, None for a root."""
    roots: dict[str, str] = {}
    for start in pointers:
        path = []
        here = start
        while here not in roots and pointers.get(here) is not None:
            path.append(here)
            here = str(pointers[here])
        root = roots.get(here, here)
        roots.update(dict.fromkeys((*path, here), root))
    return roots


def event_id(first_report: str) -> str:
    """The id of an event by the first report of it: of the earliest publication, so that later reports leave it as it is."""
    return "ev-" + sha256(first_report.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def merge_reports(reports: Iterable[Report]) -> dict[str, str]:
    """The root of each report's event, compared all with all: what the store finds by its index, one article after the other."""
    pool = list(reports)
    pointers = {r.id: point(r, pool) for r in pool}
    return roots_of({id_: p.to if p else None for id_, p in pointers.items()})
