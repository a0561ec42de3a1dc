"""TIMEX3 value → the first and the last day that it covers: "2022-W06" → 7 to 13 February 2022."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from demarche.facts.times.periods import SEASON_BEGINS

Bounds = tuple[str | None, str | None]
OPEN: Bounds = (None, None)
_MONTHS_OF_SEASON = 3


def bounds_of(value: str | None) -> Bounds:
    """The earliest and latest day of a TIMEX3 value as ISO dates, inclusive; None where it is open.

    Lengths, what repeats, and years that nobody knows ("P3D", "XXXX-WXX-2", "XXXX-02-07") are open on both sides; PAST_REF, PRESENT_REF and FUTURE_REF too.
    """
    for shape, read in _SHAPES:
        match = shape.fullmatch(value or "")
        if match:
            try:
                first, last = read(*match.groups())
            except (ValueError, OverflowError):
                return OPEN
            return first.isoformat(), last.isoformat()
    return OPEN


def _day(year: str, month: str, day: str) -> tuple[date, date]:
    named = date(int(year), int(month), int(day))
    return named, named


def _month(year: str, month: str) -> tuple[date, date]:
    return _months(int(year), int(month), 1)


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    """So many months from a first one."""
    last = year * 12 + month - 1 + length
    return date(year, month, 1), date(last // 12, last % 12 + 1, 1) - timedelta(1)


def _week(year: str, week: str) -> tuple[date, date]:
    return date.fromisocalendar(int(year), int(week), 1), date.fromisocalendar(int(year), int(week), 7)


def _weekend(year: str, week: str) -> tuple[date, date]:
    return date.fromisocalendar(int(year), int(week), 6), date.fromisocalendar(int(year), int(week), 7)


def _season(year: str, season: str) -> tuple[date, date]:
    """Meteorological seasons of the north. The winter of a year may be the one that ends in it or the one that begins in it: both are covered."""
    if season == "WI":
        return date(int(year), 1, 1), _months(int(year) + 1, 1, 2)[1]
    return _months(int(year), SEASON_BEGINS[season], _MONTHS_OF_SEASON)


def _quarter(year: str, quarter: str) -> tuple[date, date]:
    return _months(int(year), int(quarter) * 3 - 2, 3)


def _half(year: str, half: str) -> tuple[date, date]:
    return _months(int(year), int(half) * 6 - 5, 6)


def _years(digits: str) -> tuple[date, date]:
    """A year, a decade in three figures, a century in two."""
    size = 10 ** (4 - len(digits))
    first = int(digits) * size
    return date(max(first, 1), 1, 1), date(first + size - 1, 12, 31)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[..., tuple[date, date]]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?"), _day),
    (re.compile(r"(\d{4})-W(\d\d)"), _week),
    (re.compile(r"(\d{4})-W(\d\d)-WE"), _weekend),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), _season),
    (re.compile(r"(\d{4})-Q([1-4])"), _quarter),
    (re.compile(r"(\d{4})-H([12])"), _half),
    (re.compile(r"(\d{4})-(\d\d)"), _month),
    (re.compile(r"(\d{2,4})"), _years),
)
