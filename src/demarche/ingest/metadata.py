"""What is known about an article beside its text, and where the day of publication is learnt from: given, the page, the address, the text."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime

from demarche.errors import BadOption
from demarche.record import PublishedFrom


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a flag, a sidecar file, a JSON row or a page says about an article. None: it does not say."""

    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """This one, with the other's values where this one has none."""
        mine = {f: getattr(self, f) for f in self.__slots__}
        mine["published_from"] = self.published_from if self.published else other.published_from
        return Metadata(**{f: v if v is not None or f == "published_from" else getattr(other, f) for f, v in mine.items()})


_LONGEST_DATE = 40  # characters: what is longer is no date, and may be an article


def read_published(value: str, source: str) -> str:
    """An ISO date or date-time, checked. Raises BadOption, which names `source`, for anything else."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value).isoformat()
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        shown = value if len(value) <= _LONGEST_DATE else f"{value[:_LONGEST_DATE]}…"
        raise BadOption(f'{source}: "{shown}" is no date. Write it as 2022-02-07, or as 2022-02-07T14:30:00+01:00.') from None


_IN_URL = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|/((?:19|20)\d{2})(\d{2})(\d{2})(?:[/-]|$)")


def published_in_url(url: str | None) -> str | None:
    """The day that an address holds: "https://example.org/2022/02/07/talks" → "2022-02-07"."""
    match = _IN_URL.search(url or "")
    return _day(*(int(g) for g in match.groups() if g)) if match else None


_MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_name) if m}
_MONTHS |= {m[:3]: i for m, i in _MONTHS.items()} | {"sept": 9}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_LINE = re.compile(
    rf"^\W*(?:(?:published|updated|posted|date|last updated)\b\W*(?:on\W+)?)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\W+)?"
    rf"(?:(?P<m1>{_NAMES})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_NAMES})\.?,?\s+(?P<y2>\d{{4}})|(?P<y3>\d{{4}})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}}))\b(?P<rest>.{{0,40}})$",
    re.IGNORECASE,
)


def published_in_line(line: str) -> str | None:
    """The day that a line of its own states: "Published February 7, 2022 14:05 GMT" → "2022-02-07"; None for a sentence with a date in it."""
    match = _LINE.match(line.strip())
    if not match or re.search(r"[a-z]{5,}", match["rest"]):
        return None
    year, month, day = next(t for t in ((match[f"y{i}"], match[f"m{i}"], match[f"d{i}"]) for i in (1, 2, 3)) if t[0])
    return _day(int(year), _MONTHS.get(month.lower()) or int(month), int(day))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
