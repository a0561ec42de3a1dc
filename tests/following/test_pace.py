"""How long to wait: after errors, because a server asks to, and between two requests."""

from datetime import UTC, datetime

import pytest

from demarche.errors import NotNow
from demarche.following.pace import DAY_S, Pace, back_off, read_retry_after

NOW = datetime(2022, 2, 7, 12, tzinfo=UTC)


@pytest.mark.parametrize(("failures", "minutes"), [(1, 15), (2, 30), (3, 60), (4, 120), (5, 240), (8, 1440), (10_000, 1440)])
def test_pauses_double_up_to_a_day(failures, minutes):
    assert back_off(failures) == minutes * 60


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120), ("0", 0), (" 30 ", 30), ("999999999999999999", DAY_S), ("Mon, 07 Feb 2022 12:05:00 GMT", 300), ("Mon, 07 Feb 2022 11:00:00 GMT", 0),
        ("Fri, 31 Dec 2038 23:59:59 GMT", DAY_S), ("Monday, 07-Feb-22 12:05:00 GMT", 300), ("-5", None), ("soon", None), ("", None), (None, None), ("٣", None),
        ("1e3", None), ("Mon, 99 Feb 2022 99:00:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert read_retry_after(value, NOW) == seconds


def test_two_requests_to_one_host_are_seconds_apart_and_to_two_hosts_are_not(moment):
    pace = Pace(2.0, moment.seconds, moment.sleep)
    for host in ("a", "b", "a", "a"):
        pace.wait(host)
    assert moment.slept == [2.0, 2.0]


def test_a_host_that_wants_more_gets_more(moment):
    pace = Pace(2.0, moment.seconds, moment.sleep)
    pace.wait("a", 10.0)
    pace.wait("a")
    assert moment.slept == [10.0]


def test_a_host_at_rest_is_not_asked_until_it_is_over(moment):
    pace = Pace(2.0, moment.seconds, moment.sleep)
    pace.rest("a", 60)
    pace.rest("a", 5)  # the longer rest holds
    pace.wait("b")
    with pytest.raises(NotNow) as caught:
        pace.wait("a")
    assert (caught.value.wait_s, caught.value.asked) == (60, False)
    moment.passed += 60
    pace.wait("a")
