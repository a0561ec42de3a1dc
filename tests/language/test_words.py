import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.language.words import find_words


def words(text):
    return [s.of(text) for s in find_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't agree.", "They do n't agree ."),
        ("Russia's $1.5 billion", "Russia 's $ 1.5 billion"),
        ("oil-rich, non-aligned states", "oil - rich , non-aligned states"),
        ("He cannot go to the U.S. today.", "He can not go to the U.S. today ."),
        ("“extremely important,” he said", "“ extremely important , ” he said"),
        ("Mr. Biden met Dr. Lee at 10am.", "Mr. Biden met Dr. Lee at 10 am ."),
        ("on 9/11 and 2022-02-07", "on 9/11 and 2022-02-07"),
        ("see https://example.org/a?b=c.", "see https://example.org/a?b=c ."),
        ("between 100,000 and 130,000", "between 100,000 and 130,000"),
        ("talks—however brief—failed...", "talks — however brief — failed ..."),
        ("a 40% rise", "a 40 % rise"),
        ("the 1990s' wars", "the 1990s ' wars"),
        ("Hamas/Fatah talks", "Hamas / Fatah talks"),
        ("‘new order’", "‘ new order ’"),
    ],
)
def test_words_are_those_of_universal_dependencies(text, expected):
    assert words(text) == expected.split(" ")


@given(st.text())
def test_every_character_but_white_space_belongs_to_exactly_one_word(text):
    spans = find_words(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(s.start < s.end for s in spans)
    assert "".join(s.of(text) for s in spans) == "".join(text.split())


@pytest.mark.parametrize("text", ["a" * 100_000, '"' * 100_000, "-" * 50_000 + "a", "a.b" * 30_000, "(" * 20_000 + ")" * 20_000])
def test_a_megabyte_without_white_space_is_divided_in_linear_time(text):
    assert "".join(words(text)) == text
