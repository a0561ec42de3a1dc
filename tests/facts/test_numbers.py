import pytest

from demarche.facts.numbers import number_of


@pytest.mark.parametrize(
    ("words", "value"), [("three", 3), ("twenty-five", 25), ("two hundred", 200), ("125,000", 125000), ("a couple of", 2), ("1.5", 1.5), ("blue", None)]
)
def test_numbers_are_read(words, value):
    assert number_of(words) == value
