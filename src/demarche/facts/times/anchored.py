"""Times that count from another time in the text: "the same day", "that year", "the following month", "three days later", "the year-ago quarter"."""

import re
from datetime import date

from demarche.facts.times.direction import Direction
from demarche.facts.times.reading import Reading, Reference, day_of, shifted_day, week_of
from demarche.facts.times.relative import moved
from demarche.facts.times.vocabulary import matched

_SHAPES = {
    "D": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "W": re.compile(r"\d{4}-W\d{2}"),
    "M": re.compile(r"\d{4}-\d{2}(?!\d)"),
    "Q": re.compile(r"\d{4}-Q\d"),
    "Y": re.compile(r"\d{4}(?!\d)"),
}
_QUARTER_OR_SPAN = re.compile(r"\d{4}-Q\d|P\d+M|P1Y")
_QUARTER_OR_MONTH = re.compile(r"\d{4}-(?:Q\d|\d{2}(?!\d|-))")
_SAME_PERIOD = (
    r"(?:same|comparable|corresponding|like|equivalent) (?P<what>period|quarter|month|time|week|day|season) (?:of |in |from )?(?:the )?"
    r"(?:SHIFT year|(?:1 )?year (?:ago|earlier|before))"
)
_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d\d)(?!\d))?(?!\d)")
_ANY_DATE = re.compile(r"\d{4}.*")
_UP_TO = "by|until|till|since|before"
_SAME = r"(?:that|(?:that |this |very )?same) (?:very )?"


def read_anchored(said: str, reference: Reference) -> Reading | None:
    """A time counted from the last one that the text names."""
    for read in (_same, _then, _stepped, _year_ago, _counted, _this_quarter, _quarter_of_year, _quarter_reported_now):
        value = read(said, reference)
        if value:
            return Reading(value, "counted from a time named before it", is_comparison=read in (_year_ago, _quarter_of_year))
    return None


def _same(said: str, reference: Reference) -> str | None:
    """That day, the same year."""
    found = matched(rf"{_SAME}UNIT", said)
    if found:
        named = reference.last(_SHAPES[found["unit"]]) if found["unit"] in _SHAPES else None
        return named or (week_of(reference.last_day) if found["unit"] == "W" and reference.last_day else None)
    found = matched(r"day", said)
    if found and reference.type.value in ("DATE", "TIME") and not reference.counts_from_next:
        day = reference.last_day or reference.day
        return day.isoformat() if day else None
    return None


def _then(said: str, reference: Reference) -> str | None:
    """By then, until that time: the last time named. Without such a word before it, "then" says only that it is past."""
    found = matched(rf"(?:(?P<link>{_UP_TO}) )?(?:then|that time|that point|that moment)", said)
    if not found:
        return "PAST_REF" if said == "time" and reference.before == "at" else None
    return reference.last(_ANY_DATE) if "link" in found or re.fullmatch(_UP_TO, reference.before) else "PAST_REF"


def _stepped(said: str, reference: Reference) -> str | None:
    """The following month, the previous Friday; "the next day" too, but the next week is that after publication."""
    weekday = matched(r"(?P<step>previous|preceding|following) DAY", said)
    if weekday and reference.last_day:
        step, ahead = int(weekday["step"]), int(weekday["day"]) - reference.last_day.isoweekday()
        there = shifted_day(reference.last_day, ahead % 7 or 7) if step > 0 else shifted_day(reference.last_day, -(-ahead % 7 or 7))
        return there.isoformat() if there else None
    found = matched(r"STEP UNIT", said) or matched(r"UNIT STEP", said)
    if not found or (said.startswith("next") and found["unit"] != "D"):
        return None
    anchor = _anchor(found["unit"], reference)
    return moved(anchor, found["unit"], int(found["step"])) if anchor else None


def _anchor(unit: str, reference: Reference) -> date | None:
    """A day within the last time named that is at least as exact as a unit; the day of publication where there is none."""
    if unit in ("D", "W", "2W", "WE"):
        return reference.last_day or reference.day
    for value in reversed(reference.mentioned):
        match = _YEAR_OR_MONTH.match(value)
        if match and (match[2] or unit not in ("M", "Q")):
            return day_of(f"{match[1]}-{match[2] or '01'}-01")
    return reference.day


def _counted(said: str, reference: Reference) -> str | None:
    """Three days later, a week before. "A year earlier" in a report on a quarter is a quarter too."""
    found = matched(r"(?:(?:NUMBER|VAGUE) )?(?:more )?UNIT APART", said)
    if not found or "vague" in found or ("number" not in found and found[""].split()[0].endswith("s")):
        return None
    steps = float(found.get("number", 1)) * int(found["apart"])
    anchor = _anchor(found["unit"], reference)
    return moved(anchor, found["unit"], steps) if anchor and abs(steps) < 1e5 else None


def _year_ago(said: str, reference: Reference) -> str | None:
    """A year ago, of figures: the same quarter or month of the year before, where the text speaks of one."""
    same = matched(_SAME_PERIOD, said)
    found = same or matched(r"(?:1 )?year (?:ago|earlier|before)(?: (?P<what>[a-z]\w+))?", said)
    if not found:
        return None
    value = reference.last(_QUARTER_OR_MONTH if same else _QUARTER_OR_SPAN)
    if value and "Q" in value:
        value = _reported_quarter(reference) or value
    if value and value[0] != "P":
        return f"{int(value[:4]) - 1:04}{value[4:]}"
    if reference.day is None or (said.startswith("1 year") and not value):
        return None
    return moved(reference.day, "Q", -5) if found.get("what") == "quarter" and not value else f"{reference.day.year - 1:04}"


def _reported_quarter(reference: Reference) -> str | None:
    """The quarter whose figures the text reports: the one that was over before publication where it is named, else the last named that has begun."""
    named = [m[0] for v in reversed(reference.mentioned) if (m := _SHAPES["Q"].match(v))]
    if reference.day is None:
        return next(iter(named), None)
    ended, running = moved(reference.day, "Q", -1), moved(reference.day, "Q", 0) or ""
    return ended if ended in named else next((q for q in named if q <= running), None)


def _this_quarter(said: str, reference: Reference) -> str | None:
    """The quarter, the latest period: the one that the text speaks of, else the last that was over before publication."""
    found = matched(r"(?:(?P<latest>latest|recent|most recent|just ended) )?(?P<what>quarter|period)", said)
    if not found:
        return None
    ended = moved(reference.day, "Q", -1) if reference.day else None
    named = _reported_quarter(reference)
    return named or (ended if "latest" in found or found["what"] == "quarter" else None)


def _quarter_of_year(said: str, reference: Reference) -> str | None:
    """The 1988 period, last year's quarter: the quarter that the text speaks of, in that year; the whole year where it speaks of longer spans."""
    found = matched(r"(?:YEAR|SHIFT year) (?P<what>quarter|period)", said)
    year = int(found["year"]) if "year" in found else reference.day.year + int(found["shift"]) if found and reference.day else None
    if year is None:
        return None
    spoken_of = reference.last(_QUARTER_OR_SPAN) or ""
    named = _reported_quarter(reference) if "Q" in spoken_of else None
    return f"{year:04}{named[4:]}" if named else f"{year:04}" if found["what"] == "period" else None


def _quarter_reported_now(said: str, reference: Reference) -> str | None:
    """This quarter's loss: in a report on a quarter that is over it is that one."""
    is_report = said == "this quarter" and reference.bearing.direction is Direction.PAST
    return _reported_quarter(reference) if is_report else None
