"""`demarche follow`, as a user types it."""

import pytest
from loopback import Reply, item, page, rss, serve_site
from typer.testing import CliRunner

from demarche.archive import Archive
from demarche.cli.main import app
from demarche.following.follow import Follower
from demarche.record import Record


@pytest.fixture
def site():
    with serve_site() as served:
        yield served


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """No model, and no pause."""
    monkeypatch.setattr(Archive, "_read", lambda self, found: Record(found.article))
    monkeypatch.setattr("demarche.cli.follow.time.sleep", lambda seconds: None)


@pytest.fixture
def follow(site, tmp_path):
    def run(*more, text=""):
        feeds = tmp_path / "feeds.toml"
        feeds.write_text(text or f'allow_private = ["127.0.0.1"]\npace = 0\n[[feeds]]\nurl = "{site.url("/feed?token=swordfish")}"\noutlet = "The Wire"\n')
        return CliRunner().invoke(app, ["follow", str(feeds), "--store", str(tmp_path / "crisis.db"), "--every-topic", *more])

    return run


def answer(site, *numbers):
    site.replies["/feed?token=swordfish"] = rss(*(item(f"/a/{n}") for n in numbers))
    site.replies |= {f"/a/{n}": Reply(page(n)) for n in numbers}


def test_a_round_says_what_came(site, follow):
    answer(site, 1, 2)
    result = follow()
    assert result.exit_code == 0, result.output
    assert f"{site.address}/feed?token=***: 2 entries; 2 new, 2 taken" in result.stdout and "2 read: 2 kept, 0 copy" in result.stdout
    assert "in the store: 2 read = 2 kept" in result.stdout and "swordfish" not in result.output
    assert "0 new, 0 taken" in follow().stdout


def test_what_failed_is_named_and_the_exit_status_says_so(site, follow):
    answer(site, 1, 2)
    site.replies["/a/2"] = Reply(status=404)
    result = follow()
    assert result.exit_code == 1 and f"{site.address}/a/2: the server answers 404" in result.stderr and "1 taken, 1 failed" in result.stdout
    del site.replies["/feed?token=swordfish"]
    result = follow()
    assert result.exit_code == 1 and "404 (Not Found). Asked again in 15 min" in result.stdout and "swordfish" not in result.output


def test_a_wrong_file_is_named(follow, tmp_path):
    result = follow(text='[[feeds]]\nurl = "file:///etc/passwd"')
    assert result.exit_code == 2 and "feeds.toml, line 2: url" in result.stderr
    assert CliRunner().invoke(app, ["follow", str(tmp_path / "none.toml")]).exit_code == 2


def test_this_machine_is_not_asked_unless_it_is_named(site, follow):
    answer(site, 1)
    result = follow(text=f'[[feeds]]\nurl = "{site.url("/feed")}"')
    assert result.exit_code == 1 and "allow_private" in result.stdout and site.asked == []


def test_it_goes_on_until_it_is_interrupted(site, follow, monkeypatch):
    answer(site, 1)
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        if len(slept) == 3:
            raise KeyboardInterrupt
        answer(site, *range(1, len(slept) + 2))

    monkeypatch.setattr("demarche.cli.follow.time.sleep", sleep)
    result = follow("--every", "15")
    assert result.exit_code == 130 and "Nothing is lost" in result.stderr
    assert result.stdout.count("in the store") == 3 and "in the store: 3 read = 3 kept" in result.stdout


def test_an_interrupt_in_the_middle_is_clean(site, follow, monkeypatch):
    answer(site, 1, 2, 3)
    real, taken = Follower._take, []

    def take(*arguments, **given):
        taken.append(1)
        if len(taken) == 2:
            raise KeyboardInterrupt
        real(*arguments, **given)

    with monkeypatch.context() as patch:
        patch.setattr(Follower, "_take", take)
        assert follow().exit_code == 130
    assert "2 taken" in follow().stdout


def test_what_a_server_says_can_not_move_the_cursor(site, follow):
    answer(site, 1)
    site.replies["/feed?token=swordfish"] = Reply(status=301, headers=(("Location", "/new%1b[2J"),))
    site.replies["/new%1b[2J"] = rss()
    assert "\x1b" not in follow().output
