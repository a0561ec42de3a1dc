from datetime import date

import pytest

from demarche.facts.times import number_of, resolve_value
from demarche.record import TimeType

MONDAY = date(2022, 2, 7)


@pytest.mark.parametrize(
    ("words", "type_", "is_past", "value"),
    [
        ("today", "DATE", True, "2022-02-07"),
        ("tomorrow", "DATE", False, "2022-02-08"),
        ("Tuesday", "DATE", False, "2022-02-08"),
        ("Tuesday", "DATE", True, "2022-02-01"),
        ("Monday", "DATE", True, "2022-02-07"),
        ("last Friday", "DATE", True, "2022-02-04"),
        ("Thursday night", "TIME", True, "2022-02-03TNI"),
        ("next week", "DATE", False, "2022-W07"),
        ("last month", "DATE", True, "2022-01"),
        ("March", "DATE", False, "2022-03"),
        ("December", "DATE", True, "2021-12"),
        ("earlier this year", "DATE", True, "2022"),
        ("in 2008", "DATE", True, None),
        ("2008", "DATE", True, "2008"),
        ("mid-March 2021", "DATE", True, "2021-03"),
        ("8 February 2022", "DATE", True, "2022-02-08"),
        ("February 24, 2022", "DATE", True, "2022-02-24"),
        ("two weeks ago", "DATE", True, "2022-W04"),
        ("three days", "DURATION", True, "P3D"),
        ("a decade", "DURATION", True, "P1DE"),
        ("several months", "DURATION", True, "PXM"),
        ("every year", "SET", True, "P1Y"),
        ("the 1990s", "DATE", True, "199"),
        ("the early 1990s", "DATE", True, "199"),
        ("now", "DATE", True, "PRESENT_REF"),
        ("a moment of candour", "DATE", True, None),
    ],
)
def test_a_time_has_its_timex_value(words, type_, is_past, value):
    assert resolve_value(words, TimeType(type_), MONDAY, is_past=is_past) == value


@pytest.mark.parametrize("words", ["today", "Tuesday", "next week", "two weeks ago"])
def test_without_a_day_of_publication_nobody_knows(words):
    assert resolve_value(words, TimeType.DATE, None, is_past=True) is None


@pytest.mark.parametrize(
    ("words", "value"), [("three", 3), ("twenty-five", 25), ("two hundred", 200), ("125,000", 125000), ("a couple of", 2), ("1.5", 1.5), ("blue", None)]
)
def test_numbers_are_read(words, value):
    assert number_of(words) == value
