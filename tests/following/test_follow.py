"""The loop: what is new is taken once, what failed is tried again, and a stop at any moment loses nothing."""

import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from threading import Thread

import httpcore
import pytest
from loopback import FEED_TYPE, Reply, Time, item, page, rss

from conftest import ROOT
from demarche.archive import Archive, open_archive
from demarche.following.addresses import read_inside
from demarche.following.feeds_file import Feed, Feeds
from demarche.following.follow import Follower
from demarche.lexicon.knowledge import load_knowledge
from demarche.record import Record
from demarche.settings import Settings
from demarche.store.database import open_database
from demarche.store.store import Store, open_store
from demarche.store.writing import State


@pytest.fixture(autouse=True)
def no_model(monkeypatch):
    """Articles are kept with no fact in them: what they say is tested elsewhere."""
    monkeypatch.setattr(Archive, "_read", lambda self, found: Record(found.article))


@pytest.fixture
def address(tmp_path) -> str:
    return str(tmp_path / "crisis.db")


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge(None)


@pytest.fixture
def follow(site, moment: Time, make_web, address, knowledge):
    """Follows the site's feed for one round, in a new process's place: only the store remembers."""
    told = []

    def run(*paths: str, feeds=None, web=None, **given):
        archive = Archive(open_store(address, knowledge, clock=moment.clock), Settings(every_topic=True), moment.clock)
        known = Feeds(tuple(feeds or [Feed(site.url(p)) for p in paths or ("/feed",)]), **{"inside": read_inside(["127.0.0.1"]), **given})
        told.clear()
        try:
            return list(Follower(known, archive, make_web(inside=known.inside, **(web or {})), moment.sleep, told.append).round())
        finally:
            archive.close()

    run.told = told
    return run


def entries_of(site, numbers, **headers):
    site.replies["/feed"] = rss(*(item(f"/a/{n}") for n in numbers))
    site.replies |= {f"/a/{n}": Reply(page(n)) for n in numbers}


def ledger(address):
    database = open_database(address)
    try:
        return Store(database, None).ledger()
    finally:
        database.close()


def test_what_is_new_is_taken_once(site, follow, address):
    entries_of(site, [1, 2])
    (first,) = follow()
    assert (first.new, first.states[State.KEPT], first.said, first.has_failed) == (2, 2, "2 entries", False)
    entries_of(site, [1, 2, 3])
    (second,) = follow()
    assert (second.new, second.states[State.KEPT]) == (1, 1)
    assert sorted(p for p in site.paths if p.startswith("/a/")) == ["/a/1", "/a/2", "/a/3"]
    assert (ledger(address).read, ledger(address).kept) == (3, 3)


def test_an_article_is_kept_with_its_address_outlet_and_day(site, follow, address):
    entries_of(site, [1])
    follow(feeds=[Feed(site.url("/feed"), outlet="The Wire")])
    with open_archive(address) as archive:
        article = archive.reading(site.url("/a/1")).article
        assert (article.url, article.outlet, article.published[:10]) == (site.url("/a/1"), "The Wire", "2022-02-07")


def test_a_server_is_asked_whether_something_has_changed(site, follow):
    entries_of(site, [1])
    feed = site.replies["/feed"]

    def conditional(headers):
        if headers.get("if-none-match") == '"v1"' and headers.get("if-modified-since") == "Mon, 07 Feb 2022 10:00:00 GMT":
            return Reply(status=304)
        return Reply(feed.body, type=FEED_TYPE, headers=(("ETag", '"v1"'), ("Last-Modified", "Mon, 07 Feb 2022 10:00:00 GMT")))

    site.replies["/feed"] = conditional
    assert follow()[0].said == "1 entry"
    for _ in range(2):
        assert follow()[0].said == "not modified"


@pytest.mark.parametrize("value", ["x" * 2000, "\xe9", "\x7f"])
def test_a_mark_that_can_not_be_sent_back_is_not_kept(site, follow, value):
    entries_of(site, [1])
    site.replies["/feed"] = Reply(site.replies["/feed"].body, type=FEED_TYPE, headers=(("ETag", value),))
    follow()
    assert follow()[0].failed is False
    assert "if-none-match" not in site.asked[-1][1]


def test_robots_and_pace_are_kept(site, follow, moment):
    entries_of(site, [1, 2])
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /a/2\nCrawl-delay: 7\n", type="text/plain")
    (followed,) = follow()
    assert site.paths == ["/robots.txt", "/feed", "/a/1"] and moment.slept == [2.0, 7.0]
    assert (followed.states[State.KEPT], followed.again) == (1, 1) and "robots.txt forbids" in follow.told[0]


def test_a_feed_that_robots_forbid_is_not_asked(site, follow):
    entries_of(site, [1])
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /feed\n", type="text/plain")
    (followed,) = follow()
    assert followed.failed and "robots.txt forbids" in followed.said and site.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "after", "seconds"),
    [(503, "600", 600), (429, "Mon, 07 Feb 2022 14:00:00 GMT", 7200), (429, "999999999", 86_400), (500, None, 900), (404, "5", 900)],
)
def test_a_feed_in_trouble_is_left_alone_for_a_while(site, follow, moment, status, after, seconds):
    site.replies["/feed"] = Reply(status=status, headers=(("Retry-After", after),) if after else ())
    start = moment.passed
    assert follow()[0].failed
    asked = len(site.asked)
    moment.passed = start + seconds - 1
    (followed,) = follow()
    assert "not due before" in followed.said and not followed.has_failed and len(site.asked) == asked
    moment.passed = start + seconds + 5
    assert follow()[0].failed and len(site.asked) > asked


def test_pauses_of_a_feed_grow_and_end_with_success(site, follow, moment):
    site.replies["/feed"] = Reply(status=500)
    pauses = []
    for _ in range(9):
        pauses.append(follow()[0].said.split("Asked again in ")[1])
        moment.passed += 86_400
    assert pauses == ["15 min.", "30 min.", "60 min.", "2 h.", "4 h.", "8 h.", "16 h.", "24 h.", "24 h."]
    entries_of(site, [1])
    assert follow()[0].new == 1
    site.replies["/feed"] = Reply(status=500)
    assert "15 min" in follow()[0].said


def test_a_feed_that_is_gone_is_not_asked_again(site, follow, moment):
    site.replies["/feed"] = Reply(status=410)
    (followed,) = follow()
    assert followed.failed and "gone and not asked again" in followed.said
    asked = len(site.asked)
    moment.passed += 10 * 86_400
    (followed,) = follow()
    assert "gone since 2022-02-07" in followed.said and not followed.has_failed and len(site.asked) == asked


def test_a_feed_that_has_moved_is_followed_and_said_to(site, follow):
    entries_of(site, [1])
    site.replies["/new/feed"] = site.replies["/feed"]
    site.replies["/feed"] = Reply(status=301, headers=(("Location", "/new/feed"),))
    (followed,) = follow()
    assert followed.states[State.KEPT] == 1 and f"moved for good to {site.url('/new/feed')}" in followed.said
    follow()
    assert site.paths.count("/feed") == 2  # the file says where it is, not a server


def test_a_feed_is_asked_as_often_as_the_file_says(site, follow, moment):
    entries_of(site, [1])
    feeds = [Feed(site.url("/feed"), every=30)]
    follow(feeds=feeds)
    moment.passed += 28 * 60
    assert "not due" in follow(feeds=feeds)[0].said
    moment.passed += 2 * 60  # less the seconds of the first round
    assert "entry" in follow(feeds=feeds)[0].said


def test_a_page_in_place_of_a_feed_is_said_to_be_one(site, follow):
    site.replies["/feed"] = Reply(b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>')
    (followed,) = follow()
    assert followed.failed and f"no feed. It links to these feeds: {site.url('/rss')}" in followed.said


def test_an_entry_that_fails_is_tried_five_times_and_then_named_in_the_ledger(site, follow, moment, address):
    entries_of(site, [1])
    site.replies["/a/1"] = Reply(status=404)
    for attempt in range(1, 5):
        (followed,) = follow()
        assert (followed.again, followed.states.total(), followed.has_failed) == (1, 0, True)
        assert f"{site.url('/a/1')}: the server answers 404" in follow.told[0] and f"Attempt {attempt} of 5" in follow.told[0]
        assert ledger(address).read == 0 and follow()[0].has_failed is False  # not yet its time
        moment.passed += 86_400
    (followed,) = follow()
    assert followed.states == {State.FAILED: 1} and "Given up after 5 attempts" in follow.told[0] and len(follow.told) == 1
    assert (ledger(address).read, ledger(address).failed) == (1, 1)
    moment.passed += 86_400
    assert follow()[0].has_failed is False and site.paths.count("/a/1") == 5


def test_an_entry_is_tried_again_when_the_feed_no_longer_names_it(site, follow, moment, address):
    entries_of(site, [1])
    site.replies["/a/1"] = Reply(status=500)
    follow()
    site.replies["/feed"] = rss()
    site.replies["/a/1"] = Reply(page(1))
    moment.passed += 86_400
    assert follow()[0].states[State.KEPT] == 1 and ledger(address).kept == 1


def test_pages_without_an_article_are_named(site, follow):
    entries_of(site, [1])
    site.replies["/a/1"] = Reply(b"<html><body><a href='/'>home</a></body></html>")
    (followed,) = follow()
    assert followed.again == 1 and follow.told[0].startswith(site.url("/a/1") + ": no article text found")


def test_a_picture_in_place_of_a_page_is_not_downloaded(site, follow):
    entries_of(site, [1])
    site.replies["/a/1"] = Reply(b"x", type="image/png")
    assert follow()[0].again == 1 and "image/png is no type that is read" in follow.told[0]


def test_a_host_that_asks_to_wait_is_left_alone_with_all_its_pages(site, follow, moment):
    entries_of(site, [1, 2, 3])
    site.replies["/a/1"] = Reply(status=429, headers=(("Retry-After", "3600"),))
    (followed,) = follow()
    assert (followed.again, followed.later) == (1, 2) and "/a/2" not in site.paths
    moment.passed += 1800
    (followed,) = follow()  # a new process keeps to it
    assert (followed.states.total(), followed.again, followed.later) == (0, 0, 0)
    moment.passed += 1900
    site.replies["/a/1"] = Reply(page(1))
    (followed,) = follow()
    assert followed.states[State.KEPT] == 3


def test_a_feed_in_full_is_read_without_its_pages(site, follow, address):
    words = "The ministers of both countries met in Vienna on Monday and agreed to open the border crossing again, a spokesman said after the talks."
    site.replies["/feed"] = rss(item("/a/1", "g1", text=words), item(None, "g2", text=words.replace("Vienna", "Geneva").replace("border", "northern")))
    (followed,) = follow(feeds=[Feed(site.url("/feed"), full_text=True)])
    assert followed.states[State.KEPT] == 2 and site.paths == ["/robots.txt", "/feed"]
    with open_archive(address) as archive:
        assert archive.reading(site.url("/a/1")).article.url == site.url("/a/1")
        assert archive.reading(site.url("/feed#g2")).article.url is None


class Detour(httpcore.SyncBackend):
    """The open internet, all of which is a site of this machine."""

    def __init__(self, port):
        self.port = port

    def connect_tcp(self, host, port, *more, **given):
        return super().connect_tcp("127.0.0.1", self.port, *more, **given)


def test_a_feed_of_the_world_does_not_lead_inside(site, follow):
    """Not even to what is allowed to the feeds of the company's own network."""
    away = {"resolve": lambda host, port: ["93.184.216.34"] if host == "news.example.org" else [host], "backend": Detour(site.server.server_address[1])}
    site.replies["/feed"] = rss(item("http://127.0.0.1/secret"), item("http://news.example.org/a"), item("http://news.example.org/moved"))
    site.replies |= {"/a": Reply(page(1)), "/moved": Reply(status=302, headers=(("Location", "http://127.0.0.1/secret"),))}
    (followed,) = follow(feeds=[Feed("http://news.example.org/feed")], web=away)
    assert (followed.states[State.KEPT], followed.again) == (1, 2) and "/secret" not in site.paths
    assert all("127.0.0.1, not into the open internet" in line for line in follow.told)


def test_a_feed_without_end_is_refused(site, follow):
    site.replies["/feed"] = Reply(rss().body + b" " * 5_000_000, type=FEED_TYPE)
    (followed,) = follow()
    assert followed.failed and "more than 5,000,000 bytes" in followed.said


def test_only_so_many_entries_are_taken(site, follow):
    entries_of(site, range(6))
    (followed,) = follow(max_entries=2)
    assert followed.said == "6 entries, the first 2 of them taken" and followed.states[State.KEPT] == 2


def test_feeds_take_turns_and_one_that_fails_stops_no_other(site, follow):
    entries_of(site, [1, 2])
    site.replies["/other"] = rss(*(item(f"/b/{n}") for n in (3, 4)), item("/a/1"))
    site.replies |= {f"/b/{n}": Reply(page(n)) for n in (3, 4)}
    done = {f.feed.url: f for f in follow("/none", "/feed", "/other")}
    assert [p for p in site.paths if p[:3] in ("/a/", "/b/")] == ["/a/1", "/b/3", "/a/2", "/b/4"]
    assert done[site.url("/none")].failed and done[site.url("/other")].new == 2


def test_an_article_that_is_there_is_not_read_again(site, follow, address, monkeypatch):
    """Killed between the article and the mark that it is taken: it is fetched again, and the store says that it is there."""
    entries_of(site, [1])

    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("demarche.following.follow.finish", killed)
        follow()
    assert ledger(address).kept == 1
    (followed,) = follow()
    assert followed.there == 1 and ledger(address).read == 1


@pytest.mark.parametrize("step", ["_fetch", "_add", "_keep", "_take"])
def test_a_stop_at_any_step_loses_nothing(site, follow, address, monkeypatch, step):
    entries_of(site, [1, 2, 3])
    real, calls = getattr(Follower, step), []

    def stopped(*arguments, **given):
        calls.append(step)
        if len(calls) == 2 or step == "_keep":
            raise KeyboardInterrupt
        return real(*arguments, **given)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Follower, step, stopped)
        follow()
    follow()
    assert (ledger(address).read, ledger(address).kept) == (3, 3)


def test_no_secret_and_no_word_of_an_article_is_told(site, follow, moment):
    site.replies["/feed?token=swordfish"] = rss(item("/a/1?token=herring"), item("/a/2?token=herring"))
    site.replies["/a/1?token=herring"] = Reply(b"<p>Secret words of an article")
    (followed,) = follow("/feed?token=swordfish")
    told = " ".join([followed.said, followed.feed.shown, *follow.told])
    assert len(follow.told) == 2 and "***" in told
    assert not any(word in told for word in ("swordfish", "herring", "Secret"))
    moment.passed += 86_400
    site.replies.clear()
    assert "swordfish" not in follow("/feed?token=swordfish")[0].said


def test_rounds_go_on_at_their_minutes(site, moment, make_web, address):
    entries_of(site, [1])
    with open_archive(address, Settings(every_topic=True)) as archive:
        archive.clock = moment.clock
        feeds = Feeds((Feed(site.url("/feed")),), inside=read_inside(["127.0.0.1"]))
        starts = []
        for round_ in Follower(feeds, archive, make_web(), moment.sleep, print).rounds(15):
            starts.append(moment.passed)
            list(round_)
            if len(starts) == 3:
                break
    assert [later - before for before, later in pairwise(starts)] == [900.0, 900.0]


CHILD = Path(__file__).parent / "child.py"


def start(address, site):
    return subprocess.Popen(
        [sys.executable, str(CHILD), address, site.url("/feed")], env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}", "PATH": "/usr/bin:/bin"}
    )


def test_a_process_that_is_killed_goes_on_where_it_was(site, address):
    after = 3
    entries_of(site, range(6))
    running = start(address, site)
    seen = site.replies[f"/a/{after}"]

    def kill(_headers):
        running.send_signal(signal.SIGKILL)
        return seen

    site.replies[f"/a/{after}"] = kill
    running.wait(30)
    site.replies[f"/a/{after}"] = seen
    assert running.returncode == -signal.SIGKILL and ledger(address).kept == after
    assert start(address, site).wait(30) == 0
    assert (ledger(address).read, ledger(address).kept) == (6, 6)


def test_two_at_once_take_each_article_once(site, follow, address, make_web, knowledge):
    entries_of(site, range(12))
    open_store(address, knowledge).close()

    def run():
        with Archive(open_store(address, knowledge), Settings(every_topic=True)) as archive:
            feeds = Feeds((Feed(site.url("/feed")),), pace=0, inside=read_inside(["127.0.0.1"]))
            list(Follower(feeds, archive, make_web(), Time().sleep, print).round())

    both = [Thread(target=run) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    with Archive(open_store(address, knowledge)) as archive:
        assert (archive.ledger().kept, archive.ledger().read, archive.verify()) == (12, 12, [])
