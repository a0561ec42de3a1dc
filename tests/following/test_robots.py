"""robots.txt is asked for once a day, and heard."""

import httpx
import pytest
from loopback import Reply

from demarche.errors import NotFetched, NotNow
from demarche.following.robots import Robots

TEXT = "text/plain"


@pytest.fixture
def robots(make_web):
    return Robots(make_web(), lambda *_: None)


def ask(robots, site, path):
    return robots.check(httpx.URL(site.url(path)), True)


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/", "/private/a", False), ("User-agent: *\nDisallow: /private/", "/news/a", True),
        ("User-agent: demarche\nDisallow: /", "/a", False), ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),  # the longest rule, not the first
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False), ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("", "/a", True), ("\ufeffUser-agent: *\nDisallow: /", "/a", False), ("<html>not found</html>", "/a", True), ("\0\xff" * 50, "/a", True),
        ("User-agent: *\nDisallow: /" + "*a" * 300 + "b", "/" + "a" * 500, True),  # takes no time
    ],
)  # fmt: skip
def test_rules_are_kept(site, robots, rules, path, allowed):
    site.replies["/robots.txt"] = Reply(rules.encode(), type=TEXT)
    if allowed:
        assert ask(robots, site, path) == 0
    else:
        with pytest.raises(NotFetched, match=r"robots\.txt forbids"):
            ask(robots, site, path)


@pytest.mark.parametrize("name", ["demarche", "wirewatch"])
def test_rules_for_another_name_of_ours_hold_too(site, make_web, name):
    site.replies["/robots.txt"] = Reply(f"User-agent: {name}\nDisallow: /a\n".encode(), type=TEXT)
    web = make_web()
    web.agent = "wirewatch/1 (desk@example.org)"
    with pytest.raises(NotFetched, match=f"forbids this address to {name}"):
        ask(Robots(web, lambda *_: None), site, "/a")


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_rules_all_is_allowed(site, robots, status):
    site.replies["/robots.txt"] = Reply(status=status)
    assert ask(robots, site, "/a") == 0


@pytest.mark.parametrize(("status", "after", "seconds"), [(500, None, 900), (502, None, 900), (503, "60", 60), (429, "60", 60)])
def test_a_server_in_trouble_is_not_asked_now(site, robots, status, after, seconds):
    site.replies["/robots.txt"] = Reply(status=status, headers=(("Retry-After", after),) if after else ())
    with pytest.raises(NotNow) as caught:
        ask(robots, site, "/a")
    assert caught.value.wait_s == seconds


def test_rules_are_asked_for_once_a_day(site, robots, moment):
    site.replies["/robots.txt"] = Reply(b"", type=TEXT)
    for _ in range(3):
        ask(robots, site, "/a")
    assert site.paths == ["/robots.txt"]
    moment.passed += 86_401
    ask(robots, site, "/a")
    assert len(site.asked) == 2


@pytest.mark.parametrize(("words", "seconds"), [("5", 5), ("0.5", 0.5), ("86400", 60), ("inf", 0), ("nan", 0), ("-3", 0), ("soon", 0)])
def test_a_delay_is_kept_within_reason(site, robots, words, seconds):
    site.replies["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {words}\n".encode(), type=TEXT)
    assert ask(robots, site, "/a") == seconds


def test_rules_too_long_are_not_guessed(site, robots):
    site.replies["/robots.txt"] = Reply(b"# " + b"x" * 600_000, type=TEXT)
    with pytest.raises(NotNow, match="more than"):
        ask(robots, site, "/a")
