"""Report → where others that may tell of the same event are found, without looking at all: names, and a stretch of days.

A pair of sides is the usual name, and the town, where no side may be known. Who names one side only ("Macron held talks on Monday") is
kept as alone, and looks among all that name that side. What is feared or demanded without a day is kept apart, under names that begin with "?".
"""

from hashlib import blake2b
from itertools import combinations

from demarche.merge.kinds import families_of, kinds
from demarche.merge.report import LOOKS_AHEAD, WIDEST, Report
from demarche.record import Status

_MOST_SIDES = 8  # of a summit's thirty, the first eight by name find each other
# Stretches of days are kept by their width, so that a look-up reads few of them: a day, up to eleven days, more.
WIDTHS = (0, 11, WIDEST)
_BACK = 2  # days before the news that a visit is put off on which it may have been planned


def names_of(report: Report) -> tuple[str, ...]:
    """The names that a report is kept under."""
    family = kinds()[report.type].family
    sides = _sides(report)
    names = [f"{family}|{a}|{b}" for a, b in combinations(sides, 2)] + [f"{family}|{s}" for s in sides]
    names += [f"{family}|{s}|alone" for s in report.named] if len(report.named) == 1 or len(sides) == 1 else []
    names += _places(report, family) + _saying(report, family)
    return _with_hopes(report, names)


def searched_by(report: Report) -> tuple[str, ...]:
    """The names under which others of the same event may be kept: those of its pairs, and those with one of its sides alone."""
    return _with_hopes(report, [name for family in families_of(report.type) for name in _searched(report, family)])


def _with_hopes(report: Report, names: list[str]) -> tuple[str, ...]:
    """Plans, and hopes with a day, may be one event with what is under either kind of name."""
    if not report.is_hoped and report.status != Status.PLANNED:
        return tuple(names)
    hoped = tuple(f"?{n}" for n in names)
    return hoped if report.is_hoped and not report.is_dated else (*names, *hoped)


def outcomes_searched_by(report: Report) -> tuple[str, ...]:
    """The names under which what came of a fear or a demand may be kept: none for other reports."""
    if not report.is_hoped:
        return ()
    families = (*families_of(report.type), *((kinds()["REJECT"].family,) if report.status == Status.DEMANDED else ()))
    return tuple(name for family in families for name in _shared(report, family))


def hopes_searched_by(report: Report) -> tuple[str, ...]:
    """The names under which a fear or a demand may be kept that this report is the outcome of: the other side of `outcomes_searched_by`."""
    if report.is_hoped or report.status == Status.PLANNED:
        return ()
    own = kinds()[report.type].family
    families = {kind.family for type_, kind in kinds().items() if own == kinds()["REJECT"].family or own in families_of(type_)}
    return tuple(f"?{name}" for family in sorted(families) for name in _shared(report, family))


def stretches_of(report: Report) -> list[tuple[int, int]]:
    """The days among which to look: the report's window, and, of what was put off or called off, the days that it may have been planned for."""
    window = report.window
    if window is None:
        return []
    if not report.change or report.published is None:
        return [window]
    if report.moved_from is not None:
        return [window, (report.moved_from, report.moved_from)]
    return [window, (report.published - _BACK, report.published + LOOKS_AHEAD)]


def width_of(stretch: tuple[int, int]) -> int:
    """The number of the class of WIDTHS that a stretch belongs to."""
    return next(i for i, most in enumerate(WIDTHS) if stretch[1] - stretch[0] <= most or i == len(WIDTHS) - 1)


def _sides(report: Report) -> list[str]:
    """The sides by which a report is found: its own; of one that names nobody, those that its article is about."""
    return sorted(report.sides or report.around)[:_MOST_SIDES]


def _shared(report: Report, family: str) -> list[str]:
    """The names that two reports share of which one tells the outcome of the other."""
    sides = _sides(report)
    pairs = [f"{family}|{a}|{b}" for a, b in combinations(sides, 2)]
    return [*pairs, *(f"{family}|{s}" for s in sides), *_places(report, family), *_saying(report, family)]


def _places(report: Report, family: str) -> list[str]:
    """The town; of what is known by its ground, the country too."""
    grounds = sorted(report.grounds) if kinds()[report.type].by_ground else []
    return [f"{family}|@{place}" for place in (report.place, *grounds) if place]


def _saying(report: Report, family: str) -> list[str]:
    return [f"{family}|={blake2b(report.saying.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"] if report.saying else []


def _searched(report: Report, family: str) -> list[str]:
    sides = _sides(report)
    place = _places(report, family) + _saying(report, family)
    alone = [f"{family}|{s}" for s in report.named] if len(report.named) == 1 else [f"{family}|{sides[0]}"] if len(sides) == 1 else []
    return [*alone, *(f"{family}|{a}|{b}" for a, b in combinations(sides, 2)), *(f"{family}|{s}|alone" for s in sides), *place]
