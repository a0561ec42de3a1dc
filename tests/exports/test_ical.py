import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from icalendar import Calendar

from demarche.exports.ical import write_ical
from demarche.store.asked import StepRow
from demarche.views.disputes import describe
from demarche.views.visible import visible
from exporting import ANY, MEETING, POST, SHELLING, SITE, TODAY, UNDATED, any_exported, exported, living

_ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


def entry_of(event):
    (entry,) = Calendar.from_ical(write_ical(exported(event))).events
    return entry


def unfolded(content: bytes) -> list[tuple[str, str]]:
    """Names and unescaped values, read by hand as RFC 5545, 3.1 and 3.3.11 say. Complains where the lines are none."""
    assert content.endswith(b"\r\n") and not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") for line in lines)  # no character is cut in two
    rows = [re.fullmatch(r"([A-Z-]+)(?:;[A-Z-]+=[^:;]*)*:(.*)", row, re.DOTALL) for row in content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]]
    return [(row[1], re.sub(r"\\.", lambda m: _ESCAPES[m[0]], row[2])) for row in rows]


def in_calendar(words: str) -> str:
    """The words as the calendar has them."""
    return visible(words).replace("\u2028", "\n").replace("\u2029", "\n").replace("\\N", "\\\u2060N")


def in_a_line(words: str) -> str:
    return " ".join(in_calendar(words).split())


@given(any_exported())
@ANY
def test_whatever_the_rows_hold_the_calendar_is_whole_and_says_what_they_say(rows):
    content = write_ical(rows)
    entries = Calendar.from_ical(content).events
    by_hand = unfolded(content)
    names = [name for name, _ in by_hand]
    assert names.count("BEGIN") == names.count("END") == len(entries) + 1 and names.count("UID") == len(entries)
    shown = [e for e in rows.events if (e.earliest or e.latest) and "9999-12-31" not in (e.earliest, e.latest)]
    assert [e["UID"] for e in entries] == [v for n, v in by_hand if n == "UID"] == [in_a_line(f"{e.id}@demarche") for e in shown]
    assert [str(e["DESCRIPTION"]) for e in entries if "DESCRIPTION" in e] == [v for n, v in by_hand if n == "DESCRIPTION"]
    assert all(re.fullmatch(r"-?\d+\.\d+;-?\d+\.\d+", value) for name, value in by_hand if name == "GEO")
    for entry, event in zip(entries, shown, strict=True):
        days = sorted(filter(None, (event.earliest, event.latest)))
        assert (str(entry["DTSTART"].dt), str(entry["DTEND"].dt - timedelta(days=1))) == (days[0], days[-1])
        assert str(entry["DESCRIPTION"]).startswith(in_calendar(event.words))
        assert str(entry["SUMMARY"]).startswith(in_a_line(describe(event)))
        assert str(entry.get("LOCATION", "")) == in_a_line(event.place or "")
        assert [str(c) for c in entry["CATEGORIES"].cats] == [event.type, *map(in_a_line, event.contexts)]


def test_an_entry_says_who_meets_whom_where_and_by_whose_word():
    entry = entry_of(MEETING)
    assert entry["UID"] == "ev-20220207-0123456789ab@demarche"
    assert entry["SUMMARY"] == "Emmanuel Macron, Vladimir Putin in Moscow (CONSULT meet, planned)"
    assert entry["LOCATION"] == "Moscow" and (entry["GEO"].latitude, entry["GEO"].longitude) == (55.75, 37.61)
    assert entry["URL"] == f"{SITE}/events/{MEETING.id}" and entry["TRANSP"] == "TRANSPARENT"
    assert str(entry["DESCRIPTION"]).split("\n") == [
        MEETING.words, "", "The Wire, 2022-02-07: https://wire.example/a?x=1&y=2", "Le Quotidien, 2022-02-08: https://post.example/b",
    ]  # fmt: skip


@pytest.mark.parametrize(("earliest", "latest", "first", "behind"), [
    ("2022-02-14", "2022-02-15", date(2022, 2, 14), date(2022, 2, 16)),
    ("2022-02-28", "2022-02-28", date(2022, 2, 28), date(2022, 3, 1)),
    ("2022-02-14", None, date(2022, 2, 14), date(2022, 2, 15)),
    (None, "2022-02-14", date(2022, 2, 14), date(2022, 2, 15)),
])  # fmt: skip
def test_an_entry_takes_whole_days_and_ends_before_the_day_behind_it(earliest, latest, first, behind):
    entry = entry_of(replace(MEETING, earliest=earliest, latest=latest))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (first, behind)
    assert entry["DTSTART"].params["VALUE"] == "DATE"


@pytest.mark.parametrize("latest", [None, "9999-12-31"])
def test_an_event_of_no_day_is_no_entry(latest):
    """Its `day` is that of its first report; and behind the last day that there is, no entry can end."""
    assert Calendar.from_ical(write_ical(exported(replace(MEETING, earliest=None, latest=latest)))).events == []


@pytest.mark.parametrize(("event", "status"), [
    (MEETING, "CONFIRMED"),
    (replace(MEETING, origins=1), "TENTATIVE"),
    (replace(MEETING, deny=1), "TENTATIVE"),
    (replace(MEETING, certainty="hedged"), "TENTATIVE"),
    (replace(MEETING, status="possible"), "TENTATIVE"),
    (replace(MEETING, status="demanded"), "TENTATIVE"),
    (replace(MEETING, status="lapsed"), "TENTATIVE"),
    (replace(MEETING, status="happened", origins=1), "CONFIRMED"),
    (replace(MEETING, status="ongoing", origins=1), "CONFIRMED"),
    (replace(MEETING, status="negated"), "CANCELLED"),
    (living(("planned", "2022-02-14"), ("cancelled", None)), "CANCELLED"),
    (living(("planned", "2022-02-14"), ("postponed", "2022-02-20")), "CONFIRMED"),
])  # fmt: skip
def test_status_is_how_sure_the_event_is(event, status):
    assert entry_of(event)["STATUS"] == status


@pytest.mark.parametrize(("stages", "sequence"), [((), 0), (("planned",), 0), (("planned", "postponed", "happened"), 2)])
def test_every_change_in_its_life_is_a_newer_version(stages, sequence):
    assert entry_of(living(*((s, None) for s in stages)))["SEQUENCE"] == sequence


@pytest.mark.parametrize(("sources", "stamp"), [
    (MEETING.sources, datetime(2022, 2, 8, tzinfo=UTC)),
    (MEETING.sources[:1], datetime(2022, 2, 7, 21, 30, tzinfo=UTC)),
    ((POST, UNDATED), datetime(2022, 2, 8, tzinfo=UTC)),
    ((UNDATED,), datetime.fromisoformat(TODAY).replace(tzinfo=UTC)),
])  # fmt: skip
def test_its_stamp_is_the_last_publication_and_no_clock(sources, stamp):
    assert entry_of(replace(MEETING, sources=sources))["DTSTAMP"].dt == stamp


def test_who_denies_it_is_named():
    told = StepRow("2022-02-09", "denied", "Russia", None, POST), StepRow(None, "negated", None, None, POST)
    lines = str(entry_of(replace(MEETING, status="happened", life=told))["DESCRIPTION"]).split("\n")
    assert lines[2:4] == ["Denied by Russia, 2022-02-09", "Denied by Le Quotidien, no day"]


@pytest.mark.parametrize("precision", ["country", "region", None])
def test_the_middle_of_a_country_is_no_spot(precision):
    assert "GEO" not in entry_of(replace(MEETING, precision=precision))


def test_the_calendar_has_a_name_and_asks_to_be_fetched_every_hour():
    content = write_ical(exported())
    calendar = Calendar.from_ical(content)
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Crisis" and calendar["VERSION"] == "2.0"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in content and calendar["X-PUBLISHED-TTL"] == "PT1H"


def test_the_same_rows_are_the_same_bytes():
    assert write_ical(exported(MEETING, SHELLING)) == write_ical(exported(MEETING, SHELLING))
