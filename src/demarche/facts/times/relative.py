"""Times that count from the day of publication: "yesterday", "on Tuesday", "next week", "two years ago"."""

from datetime import date

from demarche.facts.times.absolute import described
from demarche.facts.times.direction import Direction
from demarche.facts.times.reading import Reading, Reference, shifted_day, shifted_month, week_of
from demarche.facts.times.vocabulary import matched
from demarche.facts.times.wording import without_first

_HOURS = ("TH", "TM", "TS")


def read_relative(said: str, reference: Reference) -> Reading | None:
    """A time counted from the day of publication; None where that is unknown."""
    if reference.day is None:
        return None
    for read in (_near_day, _weekday, _shifted_unit, _counted, _whole_year, _bare_unit):
        value = read(said, reference, reference.day)
        if value:
            return Reading(value, f"counted from {reference.source}, {described(reference)}")
    return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _near_day(said: str, reference: Reference, day: date) -> str | None:
    found = matched(r"NEARDAY", said)
    return _iso(shifted_day(day, int(found["nearday"]))) if found else None


def _weekday(said: str, reference: Reference, day: date) -> str | None:
    """A day of the week. The name of the day of publication means that day itself, unless "next" or "last" stands before it."""
    found = matched(r"(?:SHIFT )?DAY", said)
    if found:
        return _iso(_by_shift(int(found["day"]), found.get("shift"), reference, day))
    found = matched(r"DAY (?:of )?SHIFT week", said) or matched(r"SHIFT week DAY", said)
    if found:
        return _iso(shifted_day(day, int(found["day"]) - day.isoweekday() + 7 * int(found["shift"])))
    found = matched(r"1 week (?:from )?DAY", said) or matched(r"DAY week", said)
    if found:
        return _iso(shifted_day(day, (int(found["day"]) - day.isoweekday()) % 7 + 7))
    found = matched(r"day (?P<way>before|after) (?:SHIFT )?DAY", said)
    if found:
        anchor = _by_shift(int(found["day"]), found.get("shift"), reference, day)
        return _iso(shifted_day(anchor, -1 if found["way"] == "before" else 1)) if anchor else None
    return None


def _by_shift(weekday: int, shift: str | None, reference: Reference, day: date) -> date | None:
    ahead = (weekday - day.isoweekday()) % 7
    if shift == "1":
        return shifted_day(day, ahead or 7)
    if shift == "-1":
        return shifted_day(day, ahead - 7)
    if shift == "0":
        in_week = weekday - day.isoweekday()
        return shifted_day(day, in_week + 7 * (in_week < 0 and reference.bearing.direction is not Direction.PAST))
    return shifted_day(day, ahead if reference.looks_ahead or not ahead else ahead - 7)


def _shifted_unit(said: str, reference: Reference, day: date) -> str | None:
    """This, last and next week, month, year, quarter, weekend, decade, century."""
    found = matched(r"SHIFT (?:fiscal |financial |calendar )?UNIT", said)
    if not found or said.endswith("s"):
        return None
    return moved(day, found["unit"], int(found["shift"]))


def moved(day: date, unit: str, steps: float) -> str | None:
    """The period of a unit's size that lies so many units from a day: (2022-02-07, "M", 1) → "2022-03"."""
    if unit in _HOURS:
        return None
    if unit == "D":
        return _iso(shifted_day(day, steps))
    if unit in ("W", "2W", "WE"):
        there = shifted_day(day, 7 * steps * (2 if unit == "2W" else 1))
        return week_of(there) + ("-WE" if unit == "WE" else "") if there else None
    if unit == "Q":
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + int(steps), 4)
        return f"{year:04}-Q{quarter + 1}" if 0 < year < 10000 else None
    if unit == "M" or steps != int(steps):
        months = steps if unit == "M" else steps * 12 * int(unit[:-1] or 1)
        return shifted_month(day, int(months))
    return _years_on(day.year, int(steps), unit)


def _years_on(year: int, steps: int, unit: str) -> str | None:
    size = int(unit[:-1] or 1)
    there = year + steps * size
    if not 0 < there < 10000:
        return None
    return f"{there:04}"[: {1: 4, 10: 3, 100: 2}.get(size, 1)] if size < 1000 else None


def _counted(said: str, reference: Reference, day: date) -> str | None:
    """Two weeks ago, in five years, three days from now; an amount that nobody counts ("several years ago") is past or future only."""
    is_ahead = said.startswith("in ") or (reference.before == "in" and reference.looks_ahead)
    while shorter := without_first(said, ("lead", "approximate")):
        said = shorter
    found = matched(r"(?:(?:NUMBER|VAGUE) )?(?:more )?UNIT(?: (?:AWAY|APART))?", said)
    way = found.get("away") or found.get("apart")
    if not found or not (way or (is_ahead and "number" in found)):
        return None
    if "number" not in found:
        return "PAST_REF" if way == "-1" else "FUTURE_REF"
    steps = float(found["number"]) * int(way or 1)
    return moved(day, found["unit"], steps) if steps < 1e5 else None


def _whole_year(said: str, reference: Reference, day: date) -> str | None:
    """The entire year, the full year: in a report the one that the text named last, a quarter's or the year itself."""
    if not matched(r"(?:full|entire|whole) (?:fiscal |financial )?year", said) or reference.bearing.direction is not Direction.PAST:
        return None
    named = next((v[:4] for v in reversed(reference.mentioned) if v[:4].isdigit() and v[4:6] in ("", "-Q", "-H")), "")
    return named if named and int(named) <= day.year else None


def _bare_unit(said: str, reference: Reference, day: date) -> str | None:
    """The week, the month, the year: the one of publication. The weekend is the last one in a report, the next one in a plan."""
    found = matched(r"(?:fiscal |financial |calendar |full |current )*UNIT(?: end)?", said)
    if not found or said.endswith("s") or reference.counts_from_next or (reference.type.value in ("DURATION", "SET") and found["unit"] not in ("WE", "Y")):
        return None
    if found["unit"] == "WE":
        is_over = day.isoweekday() < 6 and not reference.looks_ahead
        return moved(day, "WE", -1 if is_over else 0)
    return moved(day, found["unit"], 0) if found["unit"] in ("W", "M", "Y", "10Y", "100Y") else None
