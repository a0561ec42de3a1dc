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


Apart = Callable[[str, str], bool]
Pair = tuple[str, str]


def _undecided(one: str, other: str) -> bool:
    return False


def pointer(report: Report, other: Report, apart: Apart = _undecided) -> Pointer | None:
    """The pointer of a report to one before it; None where they are not one event. `apart`: what a person has ruled out, whatever the likeness."""
    likeness = compare(report, other)
    if likeness is None or not is_one(report, other, likeness) or apart(report.id, other.id):
        return None
    return Pointer(report.id, other.id, likeness.score, likeness.why)


def better(found: Pointer, held: Pointer | None, reports: Mapping[str, Report]) -> bool:
    """Is a pointer likelier than the one held? Of equals the one to the report of the higher rank."""
    return held is None or (-found.score, reports[found.to].rank) < (-held.score, reports[held.to].rank)


def point(report: Report, others: Iterable[Report], apart: Apart = _undecided) -> Pointer | None:
    """The pointer of a report to the likeliest of the others; None where it is like none of them."""
    pool = {o.id: o for o in others}
    best: Pointer | None = None
    for other in pool.values():
        found = pointer(report, other, apart)
        if found and better(found, best, pool):
            best = found
    return best


@dataclass(frozen=True, slots=True)
class Link:
    """What ties two reports: a pointer with its score, or, without one, what a person has decided."""

    one: str
    other: str
    score: float | None


def group(ids: Iterable[str], links: Iterable[Link], apart: Iterable[Pair] = ()) -> dict[str, str]:
    """The event of each report, by the least id in it. Reports that a person has kept `apart` never share one: the weakest pointer between them is cut."""
    beside: dict[str, set[Link]] = {id_: set() for id_ in ids}
    for link in links:
        if link.one in beside and link.other in beside:
            beside[link.one].add(link)
            beside[link.other].add(link)
    for one, other in sorted(apart):
        while one in beside and other in beside and (path := _path(beside, one, other)):
            weakest = min((k for k in path if k.score is not None), key=lambda k: (k.score, k.one, k.other), default=None)
            if weakest is None:
                break  # a person has decided both: that they are one, and that they are not
            beside[weakest.one].discard(weakest)
            beside[weakest.other].discard(weakest)
    return _components(beside)


def _path(beside: Mapping[str, set[Link]], start: str, end: str) -> list[Link]:
    """The links between two reports; none where nothing ties them."""
    came: dict[str, Link] = {}
    open_, seen = [start], {start}
    while open_:
        here = open_.pop(0)
        for link in sorted(beside[here], key=lambda k: (k.one, k.other)):
            there = link.other if link.one == here else link.one
            if there not in seen:
                seen.add(there)
                came[there] = link
                open_.append(there)
    path = []
    while end in came and end != start:
        link = came[end]
        path.append(link)
        end = link.other if link.one == end else link.one
    return path


def _components(beside: Mapping[str, set[Link]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in sorted(beside):
        open_ = [start] if start not in found else []
        while open_:
            here = open_.pop()
            if here not in found:
                found[here] = start
                open_ += [k.other if k.one == here else k.one for k in beside[here]]
    return found


def event_id(first_report: str) -> str:
    """The id of an event by the first report of it: of the earliest publication, so that later reports leave it as it is.

    It begins with the day of that publication where the report's id does, so that events of one day lie together.
    """
    day, dash, _ = first_report.partition("-")
    return f"ev-{day if dash else ''}{dash}{sha256(first_report.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def merge_reports(reports: Iterable[Report]) -> dict[str, str]:
    """The event of each report by the least id in it, compared all with all: what the store finds by its index, one article after the other."""
    pool = list(reports)
    pointers = [p for r in pool if (p := point(r, pool))]
    return group([r.id for r in pool], [Link(p.report, p.to, p.score) for p in pointers])
