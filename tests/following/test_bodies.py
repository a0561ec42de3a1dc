"""A body has at most so many bytes, counted after unpacking."""

import gzip
import tracemalloc

import pytest

from demarche.errors import NotFetched
from demarche.following.bodies import read_body

WORDS = b"The ministers met. " * 50


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_a_packed_body_is_unpacked_in_any_pieces(size):
    packed = gzip.compress(WORDS)
    assert read_body((packed[i : i + size] for i in range(0, len(packed), size)), "gzip", len(WORDS)) == WORDS


def test_a_plain_body_is_taken_as_it_is():
    assert read_body([WORDS, WORDS], "", 2 * len(WORDS)) == WORDS * 2


@pytest.mark.parametrize(
    ("chunks", "encoding", "reason"),
    [
        ([WORDS], "", "more than 900 bytes"),
        ([gzip.compress(WORDS)], "gzip", "more than 900 bytes"),
        ([gzip.compress(WORDS[:900])[:-9]], "gzip", "cut off"),
        ([b"no gzip at all"], "GZIP", "damaged"),
        ([], "gzip", "cut off"),
        ([WORDS], "br", "not asked for"),
        ([WORDS], "gzip, gzip", "not asked for"),
    ],
)
def test_what_is_too_long_or_damaged_is_refused(chunks, encoding, reason):
    with pytest.raises(NotFetched, match=reason):
        read_body(chunks, encoding, 900)


def test_a_bomb_is_refused_before_it_fills_the_memory():
    bomb = gzip.compress(bytes(200_000_000), compresslevel=1)
    tracemalloc.start()
    with pytest.raises(NotFetched, match="more than"):
        read_body([bomb], "gzip", 1_000_000)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
