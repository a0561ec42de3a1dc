"""What is said of a feed and of its entries."""

import pytest

from demarche.following.entries import Found
from demarche.following.feeds_file import Feed
from demarche.following.fetching import Answer
from demarche.following.followed import Followed, about, moment_words, pause_words, words_of
from demarche.store.following import Waiting
from demarche.store.writing import State

FEED = Feed("https://example.org/f?token=swordfish")


@pytest.mark.parametrize(
    ("total", "bare", "moved", "words"),
    [
        (1, 0, None, "1 entry"), (0, 0, None, "0 entries"), (10_000, 0, None, "10,000 entries, the first 500 of them taken"),
        (9, 2, None, "9 entries; 2 without an address and a text"),
        (9, 0, "https://example.org/g?key=swordfish", "9 entries; moved for good to https://example.org/g?key=***: write that into the file"),
    ],
)  # fmt: skip
def test_a_feed_that_was_read(total, bare, moved, words):
    assert words_of(Found((), total, bare), 500, Answer("https://example.org/f", 200, {}, moved_to=moved)) == words


def test_a_reason_names_its_entry_once_and_without_secrets():
    entry = Waiting("k", "https://example.org/a?token=swordfish", None)
    assert about(entry, FEED, "no answer") == "https://example.org/a?token=***: no answer"
    assert about(entry, FEED, "https://example.org/a?token=***: no answer") == "https://example.org/a?token=***: no answer"


@pytest.mark.parametrize(("seconds", "words"), [(0, "1 min"), (900, "15 min"), (3600, "60 min"), (7200, "2 h"), (86_400, "24 h")])
def test_a_pause(seconds, words):
    assert pause_words(seconds) == words


def test_a_moment():
    assert moment_words("2022-02-07T12:30:59+00:00") == "2022-02-07 12:30 UTC"


@pytest.mark.parametrize(("what", "failed"), [({}, False), ({"failed": True}, True), ({"again": 1}, True), ({"later": 3}, False)])
def test_what_somebody_should_look_at(what, failed):
    assert Followed(FEED, **what).has_failed is failed
    if not failed:
        followed = Followed(FEED, **what)
        followed.states[State.FAILED] += 1
        assert followed.has_failed
