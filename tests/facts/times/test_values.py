import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.facts.times.direction import Bearing, Direction
from demarche.facts.times.reading import Reference
from demarche.facts.times.value import read_value, resolve_value
from demarche.record import TimeType

MONDAY = date(2022, 2, 7)
DATE, TIME, DURATION, SET = TimeType


def value(words, type_=DATE, *, is_past=True, published=MONDAY):
    return resolve_value(words, type_, published, is_past=is_past)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2008", "2008"),
        ("in 2008", "2008"),
        ("nineteen ninety-six", "1996"),
        ("the year two thousand", "2000"),
        ("fiscal 2021", "2021"),
        ("8 February 2022", "2022-02-08"),
        ("February 24, 2022", "2022-02-24"),
        ("Monday, Feb. 7, 2022", "2022-02-07"),
        ("the 24th of February 2022", "2022-02-24"),
        ("March the eighth, 2021", "2021-03-08"),
        ("2022-02-24", "2022-02-24"),
        ("24.12.2021", "2021-12-24"),
        ("February 30, 2022", None),
        ("mid-March 2021", "2021-03"),
        ("the summer of 2014", "2014-SU"),
        ("the third quarter of 2019", "2019-Q3"),
        ("the last half of 2019", "2019-H2"),
        ("the 1990s", "199"),
        ("the early 1990s", "199"),
        ("the late '80s", "198"),
        ("the 70s", "197"),
        ("the nineties", "199"),
        ("the 21st century", "20"),
        ("the end of 2021", "2021"),
        ("Christmas 2019", "2019-12-25"),
        ("Easter 2022", "2022-04-17"),
        ("Orthodox Easter 2022", "2022-04-24"),
        ("9/11", "2001-09-11"),
    ],
)
def test_what_names_its_year_needs_no_day_of_publication(words, expected):
    assert value(words, published=None) == expected


@pytest.mark.parametrize(
    ("words", "is_past", "expected"),
    [
        ("today", True, "2022-02-07"),
        ("tomorrow", False, "2022-02-08"),
        ("the day before yesterday", True, "2022-02-05"),
        ("Tuesday", False, "2022-02-08"),
        ("Tuesday", True, "2022-02-01"),
        ("Monday", True, "2022-02-07"),
        ("Monday", False, "2022-02-07"),
        ("next Monday", False, "2022-02-14"),
        ("last Friday", True, "2022-02-04"),
        ("this Thursday", True, "2022-02-10"),
        ("Tuesday last week", True, "2022-02-01"),
        ("next week", False, "2022-W07"),
        ("last week", True, "2022-W05"),
        ("this weekend", False, "2022-W06-WE"),
        ("next weekend", False, "2022-W07-WE"),
        ("the weekend", True, "2022-W05-WE"),
        ("last month", True, "2022-01"),
        ("the end of the month", False, "2022-02"),
        ("earlier this year", True, "2022"),
        ("last year's", True, "2021"),
        ("year-end", False, "2022"),
        ("March", False, "2022-03"),
        ("mid-March", False, "2022-03"),
        ("December", True, "2021-12"),
        ("last February", True, "2021-02"),
        ("July last year", True, "2021-07"),
        ("November 20", True, "2021-11-20"),
        ("Friday, 4 March", False, "2022-03-04"),
        ("two weeks ago", True, "2022-W04"),
        ("a year and a half ago", True, "2020-08"),
        ("nearly four decades ago", True, "198"),
        ("several years ago", True, "PAST_REF"),
        ("a year or two ago", True, "PAST_REF"),
        ("a fortnight ago", True, "2022-W04"),
        ("the 20th", False, "2022-02-20"),
        ("the 20th", True, "2022-01-20"),
        ("three days from now", False, "2022-02-10"),
        ("in five years", False, "2027"),
        ("last summer", True, "2021-SU"),
        ("the fourth quarter", True, "2021-Q4"),
        ("the first quarter", True, "2022-Q1"),
        ("next year's first quarter", False, "2023-Q1"),
        ("the week of March 6", False, "2022-W09"),
        ("the last week of March", False, "2022-W13"),
        ("Thanksgiving", True, "2021-11-25"),
        ("New Year's Eve", True, "2021-12-31"),
        ("now", True, "PRESENT_REF"),
        ("recently", True, "PAST_REF"),
        ("the near future", False, "FUTURE_REF"),
        ("a moment of candour", True, None),
    ],
)
def test_a_date_counts_from_the_day_of_publication(words, is_past, expected):
    assert value(words, is_past=is_past) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Thursday night", "2022-02-03TNI"),
        ("last night", "2022-02-06TNI"),
        ("overnight", "2022-02-06TNI"),
        ("this morning", "2022-02-07TMO"),
        ("the early hours of Thursday morning", "2022-02-03TMO"),
        ("10 a.m. on Monday", "2022-02-07T10:00"),
        ("10:30 GMT", "2022-02-07T10:30Z"),
        ("5 p.m. EST, Feb. 3", "2022-02-03T17:00"),
        ("1430 GMT Friday", "2022-02-04T14:30Z"),
        ("4 in the afternoon", "2022-02-07T16:00"),
        ("noon Thursday", "2022-02-03T12:00"),
        ("midnight", "2022-02-07T24:00"),
        ("18:00 local time on Friday", "2022-02-04T18:00"),
        ("tonight", "2022-02-07TNI"),
        ("9pm tonight", "2022-02-07T21:00"),
        ("25:70", None),
    ],
)
def test_a_time_of_day_stands_on_its_day(words, expected):
    assert value(words, TIME) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("three days", "P3D"),
        ("the past three years", "P3Y"),
        ("over the next three days", "P3D"),
        ("at least 20 more years", "P20Y"),
        ("a four-year term", "P4Y"),
        ("a decade", "P10Y"),
        ("decades", "PXDE"),
        ("several months", "PXM"),
        ("the coming days", "PXD"),
        ("the past two quarters", "P2Q"),
        ("the year-earlier nine months", "P9M"),
        ("a fiscal year", "P1Y"),
        ("a year or two", "PXY"),
        ("a fortnight", "P2W"),
        ("two and a half years", "P2Y6M"),
        ("half an hour", "PT30M"),
        ("a minute and a half", "PT1M30S"),
        ("the last twenty-four hours", "PT24H"),
        ("two to three weeks", "PXW"),
        ("from 2009 to 2011", "P2Y"),
        ("a while", "PXX"),
        ("last week", "2022-W05"),
        ("the weekend", "2022-W05-WE"),
        ("the year", "2022"),
    ],
)
def test_a_duration_has_a_length(words, expected):
    assert value(words, DURATION) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("every year", "P1Y"),
        ("twice a year", "P1Y"),
        ("every other day", "P2D"),
        ("every two weeks", "P2W"),
        ("daily", "P1D"),
        ("every Tuesday", "XXXX-WXX-2"),
        ("Mondays", "XXXX-WXX-1"),
        ("Tuesday nights", "XXXX-WXX-2TNI"),
        ("each July", "XXXX-07"),
    ],
)
def test_what_repeats_has_the_pattern_that_it_repeats_in(words, expected):
    assert value(words, SET) == expected


@pytest.mark.parametrize(
    ("words", "before", "mentioned", "expected"),
    [
        ("the same day", "", ("2021-05-04",), "2021-05-04"),
        ("that year", "", ("2019",), "2019"),
        ("the following month", "", ("2021-03",), "2021-04"),
        ("the previous year", "", ("2021-01",), "2020"),
        ("the next day", "", ("2021-05-04",), "2021-05-05"),
        ("the next morning", "", ("2021-05-04",), "2021-05-05TMO"),
        ("three days later", "", ("2021-05-04",), "2021-05-07"),
        ("a year earlier", "", ("2015",), "2014"),
        ("a year earlier", "", ("2021-Q4",), "2020-Q4"),
        ("the same period last year", "", ("2021-10",), "2020-10"),
        ("the year-ago quarter", "", ("2021-Q4",), "2020-Q4"),
        ("the year-ago period", "", ("2021-Q4", "2022-Q3"), "2020-Q4"),
        ("the 2020 period", "", ("2021-Q4",), "2020-Q4"),
        ("the 2020 period", "", ("2021-Q4", "P9M"), "2020"),
        ("last year's quarter", "", ("2021-Q4",), "2021-Q4"),
        ("the previous Friday", "", ("2021-05-07",), "2021-04-30"),
        ("the following Tuesday", "", ("2021-05-07",), "2021-05-11"),
        ("the latest quarter", "", (), "2021-Q4"),
        ("then", "by", ("2023",), "2023"),
        ("then", "", ("2023",), "PAST_REF"),
        ("three days", "in", (), "2022-02-10"),
    ],
)
def test_a_time_counts_from_the_one_named_before_it(words, before, mentioned, expected):
    reading = read_value(words, Reference(MONDAY, DATE, Bearing(Direction.FUTURE), before, mentioned))
    assert reading is not None and reading.value == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("this quarter", "2021-Q4"), ("the full year", "2021"), ("the entire year", "2021")],
)
def test_a_report_tells_of_the_quarter_and_year_that_it_named(words, expected):
    reading = read_value(words, Reference(MONDAY, DATE, Bearing(Direction.PAST), mentioned=("2021-Q4",)))
    assert reading is not None and reading.value == expected


@pytest.mark.parametrize(
    ("words", "after", "expected"),
    [("the week", "after", "P1W"), ("the week", "of", "2022-W06"), ("the year", "ended", "P1Y"), ("the day", "before", "P1D")],
)
def test_what_counts_from_the_words_behind_it_is_a_length(words, after, expected):
    reading = read_value(words, Reference(MONDAY, DATE, Bearing(Direction.PAST), after=after))
    assert reading is not None and reading.value == expected


@pytest.mark.parametrize("words", ["today", "Tuesday", "last summer"])
def test_without_a_day_of_publication_nobody_knows(words):
    assert value(words, published=None) is None


TIMEX3 = re.compile(
    r"P(?:X|\d+(?:\.\d+)?|T)[\w.]*|(?:PRESENT|PAST|FUTURE)_REF|PXX|(?:\d{4}|XXXX)(?:-(?:\d\d(?:-\d\d)?|XX-XX|WXX-(?:\d|WE)|W\d\d(?:-WE)?|Q\d|H\d|SP|SU|FA|WI))?"
    r"(?:T(?:\d\d:\d\dZ?|MO|AF|EV|NI))?|\d{2,3}",
    re.ASCII,
)
PIECES = st.sampled_from(
    "a the last next this past few 3 12 1/2 twenty second third quarter half year years day decades ago later earlier of in at 2022 1999 Feb. May Tuesday "
    "night noon p.m. 10:30 GMT every Easter 9/11 '90s century weekend and a half between to from 31 . - ’s same that".split()
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=8).map(" ".join)), st.sampled_from(TimeType), st.none() | st.dates(), st.booleans())
def test_any_words_have_a_timex_value_or_none(words, type_, published, is_past):
    found = resolve_value(words, type_, published, is_past=is_past)
    assert found is None or TIMEX3.fullmatch(found)
