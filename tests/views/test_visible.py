from hypothesis import given
from hypothesis import strategies as st

from demarche.views.visible import visible


@given(st.text(st.characters()))
def test_nothing_that_is_left_acts_on_a_terminal(text):
    seen = visible(text)
    assert not [c for c in seen if (c < " " and c not in "\t\n") or "\x7f" <= c <= "\x9f" or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069"]
    seen.encode("utf-8")
    assert visible(seen) == seen


def test_controls_are_shown_and_letters_stay():
    assert visible("a\x00\x1b[31mß\u202e שלום\ud800") == "a␀␛[31mß שלום\N{REPLACEMENT CHARACTER}"
