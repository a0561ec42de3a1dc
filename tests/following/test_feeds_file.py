"""feeds.toml: what can't be read is named with its line and the remedy."""

import pytest

from demarche.errors import BadOption
from demarche.following.feeds_file import load_feeds, read_feeds

FULL = """
user_agent = "wirewatch/1 (desk@example.org)"
pace = 2.5
max_entries = 50
allow_private = ["feeds.intranet", "10.2.0.0/16"]

[[feeds]]
url = "https://example.org/world.xml"
outlet = "The Wire"

[[feeds]]
url = "http://feeds.intranet/desk"
full_text = true
every = 30
"""


def test_a_whole_file_is_read():
    feeds = read_feeds(FULL, "feeds.toml")
    first, second = feeds.feeds
    assert (first.url, first.outlet, first.full_text, first.every) == ("https://example.org/world.xml", "The Wire", False, None)
    assert (second.full_text, second.every) == (True, 30)
    assert (feeds.pace, feeds.max_entries, feeds.agent("1.0")) == (2.5, 50, "wirewatch/1 (desk@example.org)")
    assert feeds.inside.names("feeds.intranet") and feeds.inside.names("10.2.3.4")


def test_what_is_left_out_has_a_default():
    feeds = read_feeds('contact = "desk@example.org"\n[[feeds]]\nurl = "https://example.org/f"', "f")
    assert (feeds.pace, feeds.max_entries, feeds.agent("1.0")) == (2.0, 500, "demarche/1.0 (desk@example.org)")


FEED = '[[feeds]]\nurl = "https://example.org/f"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"no feed in it. Write a line \[\[feeds\]\]"), ("feeds = []", "no feed in it"), ("feeds = [1]", "no feed in it"),
        ("[[feeds]\n", "no valid TOML.*line 1"), ('feeds = "x"', "line 1: feeds must be"),
        (FEED + 'outlett = "x"', "line 3: outlett is not known. Known: url, outlet"), ('tempo = 2\n' + FEED, "line 1: tempo is not known. Known: user_agent"),
        (FEED + FEED.replace("/f", "/g") + "every = 0", "line 5: every must be minutes, 1 to"), (FEED + "every = true", "line 3: every must be"),
        (FEED + 'full_text = "yes"', "line 3: full_text must be true"), ("pace = -1\n" + FEED, "line 1: pace must be seconds"),
        ("pace = nan\n" + FEED, "line 1: pace"), ("max_entries = 1.5\n" + FEED, "line 1: max_entries"),
        ('contact = "desk\\nX: y"\n' + FEED, "line 1: contact must be"),
        ('user_agent = " x"\n' + FEED, "line 1: user_agent"),
        ('user_agent = "é"\n' + FEED, "line 1: user_agent"), ("[[feeds]]\noutlet = 'x'", "feed 1: no url"), ("[[feeds]]\nurl = 5", "line 2: url must be"),
        ('[[feeds]]\nurl = "file:///etc/passwd"', "line 2: url: .*only http"), ('[[feeds]]\nurl = "world.xml"', "line 2: url: .*only http"),
        (FEED + FEED, "stands there twice"), ('allow_private = ["10.0.0.1/8"]\n' + FEED, 'line 1: allow_private: "10.0.0.1/8" is no host'),
        ("allow_private = true\n" + FEED, "line 1: allow_private must be a list"), ('allow_private = ["*"]\n' + FEED, "is no host and no network"),
    ],
)  # fmt: skip
def test_what_can_not_be_is_named_with_its_place_and_remedy(text, message):
    with pytest.raises(BadOption, match=r"^f\.toml.*" + message):
        read_feeds(text, "f.toml")


def test_an_error_shows_no_secret():
    with pytest.raises(BadOption) as caught:
        read_feeds('[[feeds]]\nurl = "ftp://ana:herring@example.org/f?token=swordfish"', "f")
    assert "herring" not in str(caught.value) and "swordfish" not in str(caught.value)


def test_a_file_is_loaded(tmp_path):
    path = tmp_path / "feeds.toml"
    with pytest.raises(BadOption, match="can't be opened"):
        load_feeds(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(BadOption, match="UTF-8"):
        load_feeds(path)
    path.write_text(FEED)
    assert len(load_feeds(path).feeds) == 1
