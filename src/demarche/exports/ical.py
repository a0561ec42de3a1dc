"""Events with a day → a calendar (RFC 5545, RFC 7986) that Thunderbird, Outlook, Google and Apple subscribe to. The agenda as they show it.

A client knows an entry by its UID, and a newer version of it by SEQUENCE and DTSTAMP: all three come from the event and its reports, not from a
clock, so that the same store writes the same bytes.
"""

from datetime import date, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry
from icalendar.prop import vText

from demarche.exports.exported import Exported
from demarche.exports.wording import event_address, in_words, is_cancelled, to_moment
from demarche.merge.life import Stage
from demarche.merge.report import to_day
from demarche.record import Certainty, Status
from demarche.store.asked import EventRow, Source
from demarche.views.rows import day_of
from demarche.views.visible import visible

_REFRESH = timedelta(hours=1)

_SPOTS = ("city", "point")  # a country's middle is not where a meeting is

_DENYING = (Stage.DENIED, Stage.NEGATED)

# Eleven metres; and Python writes what is nearer to zero as 1e-05, which is no number of RFC 5545.
_DECIMALS = 4

# Python's splitlines, which simpler readers use, would begin a line of the calendar at these.
_LINE_ENDS = {0x2028: "\n", 0x2029: "\n"}


def write_ical(exported: Exported) -> bytes:
    """The calendar, an entry an event, each over whole days that leave its reader free. Events of which nobody knows a day are left out.

    Control characters are shown as signs, as on a page; "\\N" gets a joiner of no width, without which icalendar takes it for the end of a line.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Demarche//Agenda//EN")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(_in_a_line(exported.title)))  # as a plain string, icalendar 7.3 leaves its commas unescaped
    calendar.add("refresh-interval", _REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")  # the same for Outlook
    for event in exported.events:
        days = _days(event)
        if days:
            calendar.add_component(_entry(event, days, exported))
    content: bytes = calendar.to_ical()
    return content


def _days(event: EventRow) -> tuple[date, date] | None:
    """The first day and the one after the last; None where nobody knows either, and for the last day that dates have.

    `event.day` is no help: without a day of the event it is that of the first report.
    """
    known = [day for day in (to_day(event.earliest), to_day(event.latest)) if day is not None]
    if not known or max(known) == date.max.toordinal():
        return None
    return date.fromordinal(min(known)), date.fromordinal(max(known) + 1)


def _entry(event: EventRow, days: tuple[date, date], exported: Exported) -> Entry:
    entry = Entry()
    entry.add("uid", _in_a_line(f"{event.id}@demarche"))
    entry.add("dtstamp", _last_published(event) or to_moment(exported.today))
    entry.add("sequence", max(len(event.life) - 1, 0))
    entry.add("dtstart", days[0])
    entry.add("dtend", days[1])
    entry.add("transp", "TRANSPARENT")  # news takes nobody's time: without it, a visit of a week would show its reader as busy
    entry.add("status", _status(event))
    entry.add("summary", _in_a_line(in_words(event)))
    entry.add("description", _text(_description(event)))
    entry.add("categories", [_in_a_line(c) for c in (event.type, *event.contexts)])
    entry.add("url", event_address(exported.site, event.id))
    if event.place:
        entry.add("location", _in_a_line(event.place))
    if event.latitude is not None and event.longitude is not None and event.precision in _SPOTS:
        entry.add("geo", (round(event.latitude, _DECIMALS), round(event.longitude, _DECIMALS)))
    return entry


def _last_published(event: EventRow) -> datetime | None:
    return max((m for s in event.sources if (m := to_moment(s.published))), default=None)


def _status(event: EventRow) -> str:
    """RFC 5545's word. A plan is confirmed where independent sources state it and nobody denies it; a lapsed one is not."""
    if is_cancelled(event):
        return "CANCELLED"
    agreed = event.status == Status.PLANNED and event.certainty == Certainty.STATED and event.origins > 1 and not event.deny
    return "CONFIRMED" if agreed or event.status in (Status.HAPPENED, Status.ONGOING) else "TENTATIVE"


def _description(event: EventRow) -> str:
    """The words of the best report, who denies it, and all sources, a line each."""
    denials = [f"Denied by {s.by or _outlet(s.source)}, {day_of(s.published)}" for s in event.life if s.stage in _DENYING]
    denials = denials if event.status != Status.NEGATED else []
    parts = ((event.words,), map(_in_a_line, denials), map(_source, event.sources))
    return "\n\n".join(filter(None, ("\n".join(lines) for lines in parts)))


def _source(source: Source) -> str:
    """ "The Wire, 2022-02-08: https://example.org/talks"."""
    return _in_a_line(f"{_outlet(source)}, {day_of(source.published)}" + (f": {source.url}" if source.url else ""))


def _outlet(source: Source) -> str:
    return source.outlet or source.title or source.key


def _in_a_line(words: str) -> str:
    return " ".join(_text(words).split())


def _text(words: str) -> str:
    return visible(words).translate(_LINE_ENDS).replace("\\N", "\\\N{WORD JOINER}N")
