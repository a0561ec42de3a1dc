"""Feeds of all kinds, hostile ones among them, are read from bytes alone."""

import socket
import time
from contextlib import suppress

import pytest
from loopback import item, rss

from demarche.errors import NotFetched
from demarche.following.entries import plain_url, read_entries

HERE = "https://example.org/feeds/world.xml"


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """A parser that asks anybody fails its test."""

    def refuse(*_, **__):
        raise AssertionError("a parser used the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def read(content, *, full_text=False, most=100, url=HERE):
    return read_entries(content, url, feed="f", full_text=full_text, most=most)


ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/2022/">
 <title>The Wire</title>
 <entry><title type="html">Talks &lt;b&gt;fail&lt;/b&gt; in Vienna</title><link href="talks"/><id>tag:example.org,2022:1</id>
  <published>2022-02-07T23:30:00-05:00</published><updated>2022-03-01T00:00:00Z</updated><content type="html">&lt;p&gt;Words.&lt;/p&gt;</content></entry>
 <entry><title>Second</title><link rel="alternate" href="/b#x"/><id>tag:example.org,2022:2</id><updated>2022-03-01T00:00:00Z</updated></entry>
</feed>"""
RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>W</title></channel>
 <item rdf:about="https://example.org/a"><title>A</title><link>https://example.org/a</link><dc:date>2022-02-07</dc:date></item></rdf:RDF>"""


def test_atom_with_its_base_and_the_day_of_publication():
    first, second = read(ATOM).entries
    assert (first.url, first.title, first.published) == ("https://example.org/2022/talks", "Talks fail in Vienna", "2022-02-07T23:30:00-05:00")
    assert (second.url, second.published) == ("https://example.org/b", None)  # when it was changed is no day of publication


def test_rss_1_dates_by_dublin_core():
    (entry,) = read(RDF).entries
    assert (entry.url, entry.published) == ("https://example.org/a", "2022-02-07")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Mon, 07 Feb 2022 23:30:00 -0500", "2022-02-07T23:30:00-05:00"), ("Mon, 07 Feb 2022 10:00:00 GMT", "2022-02-07T10:00:00+00:00"),
        ("2022-02-07", "2022-02-07"), ("2022-02-07T10:00:00Z", "2022-02-07T10:00:00+00:00"), ("7 Feb 2022", "2022-02-07"), ("soon", None), ("", None),
        (None, None), ("Mon, 99 Foo 2022", None),
    ],
)  # fmt: skip
def test_the_day_is_the_publishers_own(written, published):
    (entry,) = read(rss(item("https://example.org/a", published=written)).body).entries
    assert entry.published == published


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://example.org/a", "https://example.org/a"), ("/a", "https://example.org/a"), ("a?x=1", "https://example.org/feeds/a?x=1"),
        ("//example.com/a", "https://example.com/a"), ("https://example.org/a?utm_source=rss&amp;id=3&amp;UTM_Medium=x#top", "https://example.org/a?id=3"),
        ("https://example.org/a?utm_source=rss", "https://example.org/a"), ("https://ana:swordfish@example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", None), ("file:///etc/passwd", None), ("http://[bad", None), ("  ", None), (None, None), ("/" + "a" * 2000, None),
    ],
)  # fmt: skip
def test_links_are_whole_and_plain(link, url):
    found = read(rss(item(link, text="Some words of its own.")).body)
    assert [e.url for e in found.entries] == [url]


def test_one_page_is_one_entry_whatever_counts_its_readers():
    body = rss(item("https://example.org/a?utm_source=x", "1"), item("https://EXAMPLE.org/a#c", "2"), item("https://example.org/a", "1")).body
    assert len(read(body).entries) == 1
    assert plain_url("https://example.org/a?b=1&utm_id=2&c=%2F") == "https://example.org/a?b=1&c=%2F"


def test_an_entry_with_an_id_alone_is_read_from_its_own_words():
    found = read(rss(item(None, "g1", text="Words of the first."), item(None, "g2", text="Words of the second."), item(None, "g3"), item(None)).body)
    assert [(e.url, e.guid, e.content) for e in found.entries] == [(None, "g1", "Words of the first."), (None, "g2", "Words of the second.")]
    assert (found.total, found.bare) == (4, 2)


def test_an_id_that_is_an_address_is_a_link():
    (entry,) = read(rss(item(None, "https://example.org/a")).body).entries
    assert entry.url == "https://example.org/a"


def test_a_feed_in_full_gives_its_own_texts():
    body = rss(item("/a", "1", text="Words."), item("/a", "2", text="Other words."), item("/a", "1", text="Words again."), item("/b", "3")).body
    found = read(body, full_text=True)
    assert sorted(e.content for e in found.entries) == ["Other words.", "Words again."] and found.bare == 1
    assert {e.url for e in found.entries} == {"https://example.org/a"}


def test_of_very_many_entries_the_first_are_taken():
    body = rss(*(item(f"/a/{n}", text="words") for n in range(10_000))).body
    start = time.perf_counter()
    found = read(body, most=500)
    assert (len(found.entries), found.total, found.entries[0].url) == (500, 10_000, "https://example.org/a/0")
    assert time.perf_counter() - start < 10


def test_a_feed_without_entries_is_a_feed():
    assert read(rss().body).entries == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"><link rel="ALTERNATE feed" '
         b'type="application/atom+xml" href="https://example.org/atom?token=swordfish"><link rel="stylesheet" type="application/rss+xml" href="/no"></head>'
         b"<body>hello <rss></body></html>", r"no feed. It links to these feeds: https://example.org/rss.xml, https://example.org/atom\?token=\*\*\*$"),
        (b"<html><body>hello</body></html>", "names no feed"), (b"", "no feed"), (b"hello", "no feed"), (b'{"version": "1"}', "no feed"),
        (b"\0\1\2" * 99, "no feed"),
        (b"<rss><channel><", "damaged feed"), (b"<html>" + b"<div>" * 50_000, "no feed"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused_with_what_could_be_one(content, message):
    with pytest.raises(NotFetched, match=message):
        read(content)


def test_a_damaged_feed_gives_what_can_be_read():
    body = rss(item("/a"), item("/b")).body
    assert read(body[: body.index(b"/b") + 2]).entries[0].url == "https://example.org/a"


def test_a_feed_in_utf_16_is_read():
    (entry,) = read(rss(item("/a", title="Łódź")).body.decode().replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16")).entries
    assert entry.title == "Łódź"


def test_no_entity_is_expanded_and_no_file_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish")
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY e0 "boom">{bomb}<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y SYSTEM "http://example.org/dtd"> %y;]>'
    body = rss(item("/a", title="&e11;"), item("/b", title="&x; &y;")).body.replace(b"<rss", doctype.encode() + b"<rss", 1)
    start = time.perf_counter()
    found = read(body)
    assert time.perf_counter() - start < 5
    assert all("swordfish" not in (e.title or "") and len(e.title or "") < 100 for e in found.entries)


@pytest.mark.parametrize("name", ["/etc/passwd", "https://example.org/feed.xml", "feed:https://example.org/"])
def test_bytes_that_name_a_file_or_an_address_are_only_bytes(name):
    with pytest.raises(NotFetched, match="no feed"):
        read(name.encode())


def test_markup_and_length_do_not_get_into_a_title():
    (entry,) = read(rss(item("/a", title="&lt;script&gt;x&lt;/script&gt; Talks &amp;amp; more " + "z" * 2000)).body).entries
    assert entry.title.startswith("x Talks & more") and len(entry.title) == 500


@pytest.mark.parametrize("piece", [b"<a>", b"<", b"&", b"<![CDATA[", b"<!--", b"<!ENTITY a 'b'>", b"<?", b"<a b='"])
def test_hostile_bytes_take_no_long_time(piece):
    start = time.perf_counter()
    with suppress(NotFetched):
        read(b'<?xml version="1.0"?><rss version="2.0"><channel><item>' + piece * 30_000)
    assert time.perf_counter() - start < 5
