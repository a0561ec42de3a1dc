"""What a value is read from beside the words, and what a reading is."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from demarche.facts.times.direction import NO_BEARING, Bearing, Direction
from demarche.record import TimeType

_COUNTED_FROM = frozenset(("ended", "ending", "after", "before", "following"))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Reference:
    """Where an expression counts from: the day of publication, the direction of its clause, the values before it in the text."""

    day: date | None
    type: TimeType = TimeType.DATE
    bearing: Bearing = NO_BEARING
    before: str = ""  # the word before the expression: "in five years" is a day, "five years" a duration
    mentioned: tuple[str, ...] = ()  # values of the expressions before it, in text order
    after: str = ""  # the word behind the expression: "the year ended in June" is a length
    source: str = "the day of publication"  # where `day` was learnt

    @property
    def counts_from_next(self) -> bool:
        """Does the time count from what the words behind it name: "the week after the vote", "the year ended in June"?"""
        return self.after in _COUNTED_FROM

    @property
    def looks_ahead(self) -> bool:
        return self.bearing.direction in (Direction.FUTURE, Direction.PRESENT)

    @property
    def last_day(self) -> date | None:
        """The day that was mentioned last."""
        value = self.last(_DAY)
        return day_of(value) if value else None

    def last(self, shape: re.Pattern[str]) -> str | None:
        """The last value mentioned that begins with a shape."""
        return next((m[0] for v in reversed(self.mentioned) if (m := shape.match(v))), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, how it was found, and the type where the value leaves no doubt of it."""

    value: str
    why: str
    type: TimeType | None = None
    is_comparison: bool = False  # "a year earlier" beside this year's figures: later expressions do not count from it


def day_of(value: str) -> date | None:
    """The day of an ISO date; None where the calendar has no such day."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def make_day(year: int, month: int, day: int) -> date | None:
    """A day of the calendar; None where there is none: 30 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted_month(day: date, months: int) -> str | None:
    """The month so many months from a day's: (2022-02-07, -1) → "2022-01"; None beyond the calendar's ends."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}" if 0 < year < 10000 else None


def shifted_day(day: date, days: float) -> date | None:
    """The day so many days on; None beyond the calendar's ends."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def week_of(day: date) -> str:
    """The ISO week of a day: 2022-02-07 → "2022-W06"."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"
