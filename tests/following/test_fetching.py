"""Limits, redirects and answers, against a server on this machine."""

import gzip
import itertools

import pytest
from loopback import Reply

from demarche.errors import NotFetched, NotNow
from demarche.following.addresses import read_inside
from demarche.following.fetching import FEED, ROBOTS, page_of

PAGE = page_of(100_000)


def free(*_):
    """Every request may go out at once."""


def fetch(web, url, wanted=PAGE, **given):
    return web.fetch(url, wanted, free, **{"may_enter": True, **given})


def test_a_page_comes_with_who_asks(site, make_web):
    site.replies["/a"] = Reply(b"<p>hello")
    answer = fetch(make_web(), site.url("/a?x=1#end").replace("?x=1", ""))
    assert (answer.body, answer.status, answer.moved_to, answer.is_inside) == (b"<p>hello", 200, None, True)
    asked = site.asked[0][1]
    assert asked["user-agent"] == "demarche/test" and asked["host"] == site.address.removeprefix("http://") and "cookie" not in asked
    assert asked["accept-encoding"] == "gzip"


def test_nothing_of_this_machine_is_asked_without_leave(site, make_web):
    for given in ({"inside": read_inside([])}, {"inside": read_inside(["10.0.0.0/8"])}):
        with pytest.raises(NotFetched, match="allow_private"):
            fetch(make_web(**given), site.url("/a"))
    with pytest.raises(NotFetched, match="allow_private"):
        fetch(make_web(), site.url("/a"), may_enter=False)
    assert site.asked == []


def endless(out, over):
    while not over.is_set():
        out.write(b"words " * 10_000)


def silent(out, over):
    out.write(b"<p>")
    out.flush()
    over.wait(20)


def test_a_body_without_end_is_refused_by_its_size(site, make_web):
    site.replies["/a"] = Reply(write=endless)
    with pytest.raises(NotFetched, match="more than 100,000 bytes"):
        fetch(make_web(), site.url("/a"))


def test_a_body_without_end_is_refused_by_the_time_of_the_whole(site, make_web):
    site.replies["/a"] = Reply(write=endless)
    tick = itertools.count()
    with pytest.raises(NotFetched, match="longer than 30 s"):
        fetch(make_web(seconds=lambda: float(next(tick))), site.url("/a"), page_of(10**9))


@pytest.mark.parametrize("where", ["body", "redirect"])
def test_a_server_that_falls_silent_is_left(site, make_web, where):
    import time

    site.replies["/b"] = Reply(write=silent)
    site.replies["/a"] = Reply(status=302, headers=(("Location", "/b"),)) if where == "redirect" else site.replies["/b"]
    with pytest.raises(NotFetched, match="longer than"):
        fetch(make_web(seconds=time.monotonic, fetch_s=0.2), site.url("/a"))


def test_a_bomb_is_refused(site, make_web):
    bomb = gzip.compress(bytes(50_000_000), compresslevel=1)
    site.replies["/a"] = Reply(bomb, headers=(("Content-Encoding", "gzip"),))
    with pytest.raises(NotFetched, match="more than 100,000 bytes"):
        fetch(make_web(), site.url("/a"))


def test_a_packed_page_is_unpacked(site, make_web):
    site.replies["/a"] = Reply(gzip.compress(b"<p>hello"), headers=(("Content-Encoding", "gzip"),))
    assert fetch(make_web(), site.url("/a")).body == b"<p>hello"


def test_headers_without_end_are_refused(site, make_web):
    site.replies["/a"] = Reply(b"x", headers=tuple((f"X-{i}", "y" * 1000) for i in range(90)) * 2)
    with pytest.raises(NotFetched, match="no HTTP"):
        fetch(make_web(), site.url("/a"))


def test_a_body_that_breaks_off_is_refused(site, make_web):
    site.replies["/a"] = Reply(write=lambda out, over: out.write(b"<p>"), headers=(("Content-Length", "500"),))
    with pytest.raises(NotFetched, match="breaks off"):
        fetch(make_web(), site.url("/a"))


@pytest.mark.parametrize("type_", ["image/png", "video/mp4", "audio/mpeg", "application/pdf", "application/zip", "IMAGE/JPEG; x=y", "font/woff2"])
def test_what_holds_no_article_is_not_downloaded(site, make_web, type_):
    site.replies["/a"] = Reply(write=endless, type=type_)
    with pytest.raises(NotFetched, match="no type that is read"):
        fetch(make_web(), site.url("/a"), page_of(10**12))


@pytest.mark.parametrize(("wanted", "type_"), [(FEED, "application/octet-stream"), (FEED, "text/html"), (ROBOTS, "text/html"), (PAGE, "text/html"), (PAGE, "")])
def test_what_may_hold_it_is(site, make_web, wanted, type_):
    site.replies["/a"] = Reply(b"x", type=type_)
    assert fetch(make_web(), site.url("/a"), wanted).body == b"x"


def test_redirects_are_followed_and_each_is_asked_for(site, make_web):
    site.replies |= {f"/{i}": Reply(status=status, headers=(("Location", f"/{i + 1}"),)) for i, status in enumerate((301, 308, 302, 303, 307))}
    site.replies["/5"] = Reply(b"there")
    hops = []
    answer = make_web().fetch(site.url("/0"), PAGE, lambda url, enter: hops.append((url.path, enter)), may_enter=True)
    assert (answer.body, answer.url, answer.moved_to) == (b"there", site.url("/5"), None)
    assert hops == [(f"/{i}", True) for i in range(6)]


def test_a_sixth_redirect_is_refused(site, make_web):
    site.replies["/a"] = Reply(status=302, headers=(("Location", "/a"),))
    with pytest.raises(NotFetched, match="more than 5 redirects"):
        fetch(make_web(), site.url("/a"))
    assert len(site.asked) == 6


def test_a_move_for_good_is_told(site, make_web):
    site.replies |= {"/a": Reply(status=301, headers=(("Location", "/b"),)), "/b": Reply(b"x")}
    assert fetch(make_web(), site.url("/a")).moved_to == site.url("/b")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/passwd", "only http"), ("ftp://example.org/", "only http"), ("//169.254.169.254/", "allow_private"),
        ("http://10.0.0.1/", "allow_private"),
        ("http://[::ffff:127.0.0.1]/", "allow_private"), ("http://2130706433/", "number in place"), ("", "nowhere"), ("http://example.org:25/", "port 25"),
    ],
)  # fmt: skip
def test_a_redirect_out_of_the_web_or_inside_is_refused(site, make_web, target, reason):
    site.replies["/a"] = Reply(status=302, headers=(("Location", target),))
    with pytest.raises(NotFetched, match=reason):
        fetch(make_web(), site.url("/a"))


def test_who_comes_from_outside_is_not_let_in_by_a_redirect(site, make_web):
    """The first address is public (here: said to be), the second one is of the company."""
    site.replies["/a"] = Reply(status=302, headers=(("Location", "/b"),))
    web = make_web()
    real = web._ask

    def ask(url, wanted, deadline, may_enter, headers):
        answer = real(url, wanted, deadline, may_enter, headers)
        return type(answer)(answer.url, answer.status, answer.headers, is_inside=False)

    web._ask = ask
    with pytest.raises(NotFetched, match="allow_private"):
        fetch(web, site.url("/a"))
    assert site.paths == ["/a"]


def test_only_its_own_server_gets_a_login(site, make_web):
    site.replies |= {"/a": Reply(status=302, headers=(("Location", site.url("/b").replace("//", "//eve:guess@")),)), "/b": Reply(b"x")}
    fetch(make_web(), site.url("/a").replace("//", "//ana:swordfish@"), FEED, login=True)
    assert [headers.get("authorization") for _, headers in site.asked] == ["Basic YW5hOnN3b3JkZmlzaA==", None]
    site.asked.clear()
    fetch(make_web(), site.url("/b").replace("//", "//ana:swordfish@"))
    assert "authorization" not in site.asked[0][1]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 500, 502, 504])
def test_other_answers_are_named(site, make_web, status):
    site.replies["/a"] = Reply(b"sorry", status=status)
    with pytest.raises(NotFetched, match=str(status)) as caught:
        fetch(make_web(), site.url("/a"))
    assert caught.value.status == status and not isinstance(caught.value, NotNow)


@pytest.mark.parametrize(("status", "after", "seconds"), [(429, "60", 60), (503, "Mon, 07 Feb 2022 12:02:00 GMT", 120), (503, None, None)])
def test_a_server_that_asks_to_wait_is_heard(site, make_web, status, after, seconds):
    site.replies["/a"] = Reply(status=status, headers=(("Retry-After", after),) if after else ())
    with pytest.raises(NotNow) as caught:
        fetch(make_web(), site.url("/a"))
    assert (caught.value.wait_s, caught.value.host, caught.value.asked) == (seconds, "127.0.0.1", True)


def test_a_refusal_shows_no_secret(site, make_web):
    with pytest.raises(NotFetched) as caught:
        fetch(make_web(), site.url("/a?token=swordfish").replace("//", "//ana:herring@"))
    assert "token=***" in str(caught.value) and "swordfish" not in str(caught.value) and "herring" not in str(caught.value)
