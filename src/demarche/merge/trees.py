"""Reports → events: each report points to the likeliest one before it; a tree of pointers is an event."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from demarche.merge.compare import compare, is_one
from demarche.merge.report import Report, rank


@dataclass(frozen=True, slots=True)
class Pointer:
    """Why a report is of the same event as another."""

    report: str
    to: str
    score: float
    why: str


Apart = Callable[[str, str], bool]


def point(report: Report, others: Iterable[Report], apart: Apart = lambda a, b: False) -> Pointer | None:
    """The pointer of a report to the likeliest of the others; None where it is like none of them. `apart`: what a person has ruled out."""
    best: Pointer | None = None
    best_rank = None
    for other in others:
        likeness = compare(report, other)
        if likeness is None or not is_one(report, likeness) or apart(report.id, other.id):
            continue
        key = (-likeness.score, rank(other))
        if best_rank is None or key < best_rank:
            best, best_rank = Pointer(report.id, other.id, likeness.score, likeness.why), key
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


def merge_reports(reports: Iterable[Report], apart: Apart = lambda a, b: False) -> dict[str, str]:
    """The root of each report's event, compared all with all: what the store finds by its index, one article after the other."""
    pool = list(reports)
    pointers = {r.id: point(r, pool, apart) for r in pool}
    return roots_of({id_: p.to if p else None for id_, p in pointers.items()})
