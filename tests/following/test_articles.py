"""A page of an entry becomes the article that `add` makes of the same page."""

import pytest
from loopback import page

from demarche.following.articles import failed_article, name_of, page_of_entry, read_article
from demarche.following.feeds_file import Feed
from demarche.ingest.files import read_articles
from demarche.ingest.metadata import Metadata
from demarche.settings import DEFAULTS
from demarche.store.following import Waiting

URL = "https://example.org/a"
PLAIN = Feed("https://example.org/world.xml")
NAMED = Feed("https://example.org/world.xml", outlet="The Wire")
ENTRY = Waiting("k", URL, "g", "Talks in the feed", "2022-02-07T10:00:00+00:00")
DATED = '<meta property="article:published_time" content="2022-02-06T08:00:00Z"><meta property="og:site_name" content="The Page">'


def test_the_page_says_its_day_and_the_entry_where_it_does_not():
    assert read_article(page(1, head=DATED), URL, ENTRY, PLAIN).article.published.startswith("2022-02-06")
    assert read_article(page(1), URL, ENTRY, PLAIN).article.published == ENTRY.published


@pytest.mark.parametrize("said", ["Copyright 2019 Example.", "The treaty was signed on 3 March 2019 in Geneva."])
def test_a_day_that_the_page_does_not_state_is_the_entrys(said):
    content = page(1, said=said).replace(b"</body>", "<footer>© 2018-2020 Example</footer></body>".encode())
    assert read_article(content, URL, ENTRY, PLAIN).article.published == ENTRY.published
    assert read_article(content, URL, Waiting("k", URL, "g"), PLAIN).article.published is None
    assert read_article(content, URL + "/2022/02/05/x", Waiting("k", URL, "g"), PLAIN).article.published == "2022-02-05"


@pytest.mark.parametrize(("feed", "head", "outlet"), [(NAMED, DATED, "The Wire"), (PLAIN, DATED, "The Page"), (PLAIN, "", "example.org")])
def test_the_outlet_is_the_feeds_or_the_pages(feed, head, outlet):
    assert read_article(page(1, head=head), URL, ENTRY, feed).article.outlet == outlet


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://example.org/2022/talks?utm_source=x", "https://example.org/2022/talks"), ("https://evil.example.com/talks", URL), ("", URL),
        ("javascript:x", URL),
    ],
)  # fmt: skip
def test_a_page_does_not_speak_for_another_site(canonical, url):
    found = read_article(page(1, head=f'<link rel="canonical" href="{canonical}">'), URL, ENTRY, PLAIN)
    assert found.article.url == url and found.source == URL


def test_it_is_the_article_that_the_saved_page_is(tmp_path):
    head = DATED + f'<link rel="canonical" href="{URL}">'
    (tmp_path / "a.html").write_bytes(page(1, head=head))
    (saved,) = read_articles([tmp_path / "a.html"], Metadata(), DEFAULTS, None)
    assert read_article(page(1, head=head), URL, ENTRY, PLAIN).article == saved.article


def test_the_entrys_own_text_is_read_however_short():
    entry = Waiting("k", None, "g1", "Talks <fail>", "2022-02-07", "<p>The ministers met in Vienna &amp; parted.</p><script>x</script>")
    found = read_article(page_of_entry(entry), None, entry, PLAIN, own=True)
    assert "The ministers met in Vienna & parted." in found.article.text and "script" not in found.article.text
    assert found.article.title == "Talks <fail>" and found.source == "https://example.org/world.xml#g1" and found.problems == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body><a href='/x'>x</a></body></html>", "no article text"), (b"", "no article text"), (b"\0" * 500, ""),
        (page(1).replace(b"The", b"Der").replace(b" the ", b" die ") * 0 + b"<html><body><article><p>" + ("Die Minister haben sich gestern in Wien getroffen "
         "und über den Austausch von Gefangenen gesprochen, sagte ein Sprecher. ").encode() * 9 + b"</p></article></body></html>", "another language"),
    ],
)  # fmt: skip
def test_a_page_without_an_article_says_why(content, reason):
    found = read_article(content, URL + "?token=swordfish", Waiting("k", URL + "?token=swordfish", None), PLAIN)
    assert found.article.text == "" and reason in found.problems[0] and "token=***" in found.problems[0]


def test_a_fault_of_ours_is_named_and_does_not_stop_the_others(monkeypatch):
    def broken(*_, **__):
        raise RecursionError

    monkeypatch.setattr("demarche.following.articles.read_page", broken)
    found = read_article(page(1), URL, ENTRY, PLAIN)
    assert found.problems == (f"{URL}: a fault of Demarche (RecursionError). Please report it with this page.",)


def test_a_failure_keeps_what_is_known():
    found = failed_article(ENTRY, NAMED, "why")
    assert (found.source, found.article.title, found.problems) == (URL, "Talks in the feed", ("why",))
    assert name_of(Waiting("k", None, None), Feed("https://example.org/f?token=x")) == "https://example.org/f?token=***#k"
