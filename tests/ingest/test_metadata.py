import pytest

from demarche.errors import BadOption
from demarche.ingest.metadata import Metadata, published_in_line, published_in_url, read_published


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2022/02/07/talks", "2022-02-07"),
        ("https://example.org/world/20220207/talks", "2022-02-07"),
        ("https://example.org/world/talks-12345", None),
        ("https://example.org/2022/13/45/talks", None),
        (None, None),
    ],
)
def test_an_address_may_hold_the_day(url, day):
    assert published_in_url(url) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("February 7, 2022", "2022-02-07"),
        ("Published: 7 February 2022 14:05 GMT", "2022-02-07"),
        ("Monday, February 7, 2022", "2022-02-07"),
        ("On February 7, 2022 the ministers met in Vienna", None),
        ("7 February", None),
    ],
)
def test_a_line_of_its_own_may_state_the_day(line, day):
    assert published_in_line(line) == day


def test_a_wrong_day_is_named():
    with pytest.raises(BadOption, match=r'--published: "7.2.22" is no date\. Write it as 2022-02-07'):
        read_published("7.2.22", "--published")


def test_what_is_given_goes_before_what_the_page_says():
    assert Metadata(outlet="A").over(Metadata(outlet="B", author="C")) == Metadata(outlet="A", author="C")
