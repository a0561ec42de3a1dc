"""Days, months, years, decades and centuries that the words name, and the year that a day or a month without one lies in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from demarche.facts.times.direction import Direction
from demarche.facts.times.reading import Reading, Reference, make_day, shifted_month
from demarche.facts.times.vocabulary import matched
from demarche.record import TimeType

_NUMERIC = r"(?P<a>\d{4}|\d\d?)(?P<mark>[-/.])(?P<b>\d\d?)(?:(?P=mark)(?P<c>\d{4}|\d\d?))?"
# What stands beside the year as a rule: "fiscal 1989", "the year 2000", "the 1988 period".
_YEAR = r"(?:(?:fiscal|year|fiscal year|financial year|post|pre|fy|year end|early|late|mid) )*YEAR(?: (?:fiscal year|season|level|levels))?"
_DAYS = (
    r"(?:(?:SHIFT )?DAY )?(?:the )?MONTH (?:the )?DATE(?: YEAR)?",
    r"(?:DAY )?(?:the )?DATE (?:of )?MONTH(?: YEAR)?",
    r"SHIFT MONTH DATE",
    r"MONTH DATE (?:of )?SHIFT year",
    r"DATE (?:of )?MONTH (?:of )?SHIFT year",
)
# How much further a time may lie on the side that the verb speaks of than on the other: 3 to 5 are best of 2 to 8 on the development articles.
LEAN = 4.0
LEAN_WITHOUT_VERB = 1.5


def read_absolute(said: str, reference: Reference) -> Reading | None:
    """A day, month, year, decade or century by its own name."""
    for read in (_numeric, _day, _day_of_month, _month, _year, _decade):
        reading = read(said, reference)
        if reading:
            return reading
    return None


def nearest(candidates: Iterable[date], reference: Reference) -> date | None:
    """Of days in different years the one that is meant: the nearest, those on the side that the verb speaks of preferred."""
    if reference.day is None:
        return None
    ahead = reference.bearing.direction is Direction.FUTURE
    lean = LEAN if reference.bearing.direction in (Direction.PAST, Direction.FUTURE) else LEAN_WITHOUT_VERB

    def distance(day: date) -> float:
        days = (day - reference.day).days if reference.day else 0
        return abs(days) * (1 if days == 0 or (days > 0) == ahead else lean)

    return min(candidates, key=distance, default=None)


def _numeric(said: str, reference: Reference) -> Reading | None:
    found = matched(_NUMERIC, said)
    if not found:
        return None
    if len(found["a"]) == 4:
        year, month, day = int(found["a"]), int(found["b"]), found.get("c")
        if day is None:
            return Reading(f"{year:04}-{month:02}", "month in figures") if 1 <= month <= 12 else None
        read = make_day(year, month, int(day))
        return Reading(read.isoformat(), "day in figures") if read else None
    if "c" not in found or len(found["c"]) not in (2, 4):
        return None
    year = int(found["c"]) if len(found["c"]) == 4 else _century(int(found["c"]))
    both = {d for m, d_ in ((found["a"], found["b"]), (found["b"], found["a"])) if (d := make_day(year, int(m), int(d_)))}
    day_read = nearest(sorted(both), reference) if len(both) == 2 else next(iter(both), None)
    return Reading(day_read.isoformat(), "day in figures") if day_read else None


def _century(year: int) -> int:
    """The full year of two figures: 07 → 2007, 89 → 1989."""
    return year + (2000 if year < 50 else 1900)


def _day(said: str, reference: Reference) -> Reading | None:
    found = next((f for t in _DAYS if (f := matched(t, said))), None)
    if not found:
        return None
    month, day = int(found["month"]), int(found["date"])
    if not 1 <= day <= 31:
        return None
    if "year" in found or ("shift" in found and "day" not in found):
        year = found.get("year") or _shifted_year(said, found["shift"], month, reference)
        read = make_day(int(year), month, day) if year else None
        return Reading(read.isoformat(), "day named in full" if "year" in found else "day and month, year from the day of publication") if read else None
    return _without_year(month, day, found.get("day"), reference)


def _without_year(month: int, day: int, weekday: str | None, reference: Reference) -> Reading | None:
    if reference.day is None:
        return Reading(f"XXXX-{month:02}-{day:02}", "day and month, year unknown")
    years = range(reference.day.year - 4, reference.day.year + 4)
    days = [d for y in years if (d := make_day(y, month, day))]
    fitting = [d for d in days if weekday and d.isoweekday() == int(weekday)]
    chosen = nearest(fitting or days, reference)
    return Reading(chosen.isoformat(), f"day and month, year nearest to publication, {described(reference)}") if chosen else None


def _day_of_month(said: str, reference: Reference) -> Reading | None:
    """On the 20th: the day of that number in the month of publication, the one before or the one after."""
    found = matched(r"(?P<date>[0-3]?\d)(?:st|nd|rd|th)", said)
    if not found or reference.day is None or reference.type is not TimeType.DATE:
        return None
    months = (shifted_month(reference.day, step) for step in (-1, 0, 1))
    days = [d for m in months if m and (d := make_day(int(m[:4]), int(m[5:]), int(found["date"])))]
    chosen = nearest(days, reference)
    return Reading(chosen.isoformat(), f"day of the month nearest to publication, {described(reference)}") if chosen else None


def described(reference: Reference) -> str:
    """The direction of the clause in words, for `why`."""
    bearing = reference.bearing
    return f"{bearing.direction.value} by “{bearing.cue}”" if bearing.cue else bearing.direction.value


def _shifted_year(said: str, shift: str, month: int, reference: Reference) -> int | None:
    if reference.day is None:
        return None
    if said.endswith("year"):
        return reference.day.year + int(shift)
    return month_by_shift(int(shift), month, reference.day)


def month_by_shift(shift: int, month: int, day: date) -> int:
    """The year of "last February", "this February", "next February".

    Whoever means the month just past says "last month": in March, "last February" is the one of the year before.
    """
    if shift < 0:
        return day.year - (month >= day.month - 1)
    return day.year + (shift > 0 and month <= day.month)


def _month(said: str, reference: Reference) -> Reading | None:
    found = matched(r"MONTH (?:of )?(?:the )?(?:year )?YEAR", said) or matched(r"YEAR MONTH", said)
    if found:
        return Reading(f"{found['year']}-{int(found['month']):02}", "month and year named")
    found = matched(r"MONTH (?:of )?(?:the )?SHIFT year", said) or matched(r"SHIFT year MONTH", said) or matched(r"(?:SHIFT )?MONTH", said)
    if not found:
        return None
    month = int(found["month"])
    if reference.day is None:
        return Reading(f"XXXX-{month:02}", "month, year unknown")
    if "shift" in found:
        year = reference.day.year + int(found["shift"]) if "year" in said else month_by_shift(int(found["shift"]), month, reference.day)
        return Reading(f"{year:04}-{month:02}", "month, year from the day of publication")
    # Counted from mid-month to mid-month, so that the month of publication itself is at no distance.
    today = reference.day.replace(day=15)
    chosen = nearest([d for y in range(today.year - 1, today.year + 2) if (d := make_day(y, month, 15))], replace(reference, day=today))
    return Reading(f"{chosen.year:04}-{chosen.month:02}", f"month nearest to publication, {described(reference)}") if chosen else None


def _year(said: str, reference: Reference) -> Reading | None:
    found = matched(_YEAR, said)
    return Reading(found["year"], "year named") if found else None


def _decade(said: str, reference: Reference) -> Reading | None:
    """TIMEX3 writes decades with three figures and centuries with two: the 1990s → 199, the 20th century → 19."""
    found = matched(r"(?:early |late |mid )*(?:(?P<tens>1\d\d|20\d)0s|(?P<ten>\d)0s|DECADE)", said)
    if found:
        return Reading(found.get("tens") or found.get("decade") or ("20" if found["ten"] in "01" else "19") + found["ten"], "decade named")
    found = matched(r"(?:early |late |mid )*NTH century", said)
    return Reading(f"{int(found['nth']) - 1:02}", "century named") if found and 1 <= int(found["nth"]) <= 21 else None
