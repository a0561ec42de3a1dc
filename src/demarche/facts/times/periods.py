"""Parts of a year with a number or a name: seasons, quarters, halves, the last week of a month."""

from datetime import date, timedelta

from demarche.facts.times.absolute import described, month_by_shift
from demarche.facts.times.reading import Reading, Reference, make_day, week_of
from demarche.facts.times.vocabulary import matched

# The month in which a season begins, by its TIMEX3 code.
SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_WHOLE_YEAR = r"(?:of |in )?(?:the )?(?:fiscal |financial )?(?:(?:year )?YEAR|SHIFT year|year)"


def read_period(said: str, reference: Reference) -> Reading | None:
    """A season, quarter, half or week within the year that the words name, else within the one that fits the day of publication."""
    for read in (_season, _quarter, _half, _week_with_day, _week_of_month):
        found = read(said, reference)
        if found:
            return Reading(found, f"part of a year, {described(reference)}")
    return None


def _year_in(found: dict[str, str], day: date | None) -> int | None:
    """The year that the words name, outright or by its distance from the year of publication."""
    if "year" in found:
        return int(found["year"])
    return day.year + int(found["shift"]) if day and "shift" in found else None


def _season(said: str, reference: Reference) -> str | None:
    found = matched(rf"SEASON {_WHOLE_YEAR}", said) or matched(r"(?:YEAR|SHIFT year) SEASON", said)
    if found:
        year = _year_in(found, reference.day) or (reference.day and reference.day.year)
        return f"{year:04}-{found['season']}" if year else None
    found = matched(r"(?:SHIFT )?SEASON(?: months?)?", said)
    return f"{_season_year(found, reference, reference.day):04}-{found['season']}" if found and reference.day else None


def _season_year(found: dict[str, str], reference: Reference, day: date) -> int:
    """ "Last" is the season last past, "next" the first to come; without either the verb decides."""
    begins, shift = SEASON_BEGINS[found["season"]], found.get("shift")
    if shift == "0":
        return day.year
    if shift == "1":
        return day.year + (begins <= day.month)
    if shift is None and reference.looks_ahead:
        return day.year + (begins + 2 < day.month)
    return day.year - (begins > day.month or (shift == "-1" and day.month < begins + 3))


def _quarter(said: str, reference: Reference) -> str | None:
    """A numbered quarter. Without a year it is the last one of that number, or the one now running or next, which companies plan for."""
    found = matched(r"(?:YEAR|SHIFT year|year ago|year earlier) (?:fiscal )?NTH quarter", said) or matched(
        rf"(?:[a-z]+ ){{0,2}}NTH quarter(?: {_WHOLE_YEAR})?", said
    )
    if not found and matched(r"(?:final|last) quarter (?:of )?(?:YEAR|SHIFT year)", said):
        found = matched(r"(?:final|last) quarter (?:of )?(?:YEAR|SHIFT year)", said) | {"nth": "4"}
    found = found or matched(r"q(?P<nth>[1-4])(?: YEAR)?", said) or matched(r"YEAR q(?P<nth>[1-4])", said)
    if not found or not 1 <= int(found["nth"]) <= 4:
        return None
    number, year = int(found["nth"]), _year_in(found, reference.day)
    if year is None and reference.day:
        ahead = number - ((reference.day.month - 1) // 3 + 1)
        year = reference.day.year - (ahead > 1 and not reference.looks_ahead) - said.startswith(("year ago", "year earlier"))
    return f"{year:04}-Q{number}" if year else None


def _half(said: str, reference: Reference) -> str | None:
    found = matched(rf"(?P<half>1th|2th|last|latter|former) half(?: {_WHOLE_YEAR})?", said) or matched(
        r"(?:YEAR|SHIFT year|year) (?P<half>1th|2th|last) half", said
    )
    year = _year_in(found, reference.day) or (reference.day and reference.day.year) if found else None
    return f"{year:04}-H{1 if found['half'] in ('1th', 'former') else 2}" if year else None


def _week_with_day(said: str, reference: Reference) -> str | None:
    """The week of 6 March."""
    found = matched(r"week (?:of|beginning|starting|ending|that began) (?:the )?MONTH DATE(?: YEAR)?", said)
    found = found or matched(r"week (?:of|beginning|starting|ending) DATE (?:of )?MONTH(?: YEAR)?", said)
    year = _year_of_month(found, reference) if found else None
    named = make_day(year, int(found["month"]), int(found["date"])) if year else None
    return week_of(named) if named else None


def _week_of_month(said: str, reference: Reference) -> str | None:
    """The last week of March is the one that has most of the month's last seven days; the first, the one with its first day."""
    found = matched(r"(?P<place>last|final|1th|2th|3th|4th) week (?:of|in) MONTH(?: YEAR)?", said)
    year = _year_of_month(found, reference) if found else None
    first = make_day(year, int(found["month"]), 1) if year else None
    if first is None:
        return None
    if found["place"] in ("last", "final"):
        return week_of((first + timedelta(31)).replace(day=1) - timedelta(4))
    return week_of(first + timedelta(7 * (int(found["place"][0]) - 1)))


def _year_of_month(found: dict[str, str], reference: Reference) -> int | None:
    if "year" in found or reference.day is None:
        return int(found["year"]) if "year" in found else None
    month, now = int(found["month"]), reference.day.month
    step = 1 if reference.looks_ahead and month < now else -1 if not reference.looks_ahead and month > now else 0
    return month_by_shift(0, month, reference.day) + step
