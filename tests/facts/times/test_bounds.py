import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.facts.times.bounds import bounds_of


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2022-02-08", "2022-02-08", "2022-02-08"),
        ("2022-02-08TNI", "2022-02-08", "2022-02-08"),
        ("2022-02-08T10:30Z", "2022-02-08", "2022-02-08"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-12", "2022-12-01", "2022-12-31"),
        ("2022-W06", "2022-02-07", "2022-02-13"),
        ("2022-W06-WE", "2022-02-12", "2022-02-13"),
        ("2022-SU", "2022-06-01", "2022-08-31"),
        ("2022-WI", "2022-01-01", "2023-02-28"),
        ("2022-Q4", "2022-10-01", "2022-12-31"),
        ("2022-H1", "2022-01-01", "2022-06-30"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("PRESENT_REF", None, None),
        ("P3D", None, None),
        ("XXXX-WXX-2", None, None),
        ("XXXX-02-07", None, None),
        ("2022-02-30", None, None),
        (None, None, None),
    ],
)
def test_a_value_covers_its_days(value, earliest, latest):
    assert bounds_of(value) == (earliest, latest)


@given(st.text(alphabet="0123456789-WQHSUPXT"))
def test_any_value_has_bounds_in_order(value):
    earliest, latest = bounds_of(value)
    assert (earliest is None) == (latest is None)
    assert earliest is None or earliest <= latest
