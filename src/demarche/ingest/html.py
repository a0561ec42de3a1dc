"""A web page → the text of its article and what the page says about it. What is cheap comes first: most of an archive is let go by it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from demarche.errors import UnreadableInput
from demarche.ingest.article import build_article, check_text
from demarche.ingest.decoding import whole_characters
from demarche.ingest.input import Input
from demarche.ingest.metadata import Metadata, published_in_url
from demarche.ingest.page import Page, open_page, whole_text
from demarche.ingest.reading import Member, Reading, check_language, let_go, make_input
from demarche.ingest.streams import read_whole
from demarche.record import PublishedFrom

_SHORTEST_ARTICLE = 25  # words


def read_html(member: Member, reading: Reading) -> Iterator[Input]:
    """The article of a web page. Its language and the gate are asked by its cheap text, which takes a tenth of the time."""
    content = read_whole(member.stream, reading.settings.max_bytes, member.source)
    with reading.steps.timing("decode"):
        page = open_page(content, member.source, member.charset)
        cheap = page.cheap_text()
    judged = len(cheap.split()) >= _SHORTEST_ARTICLE
    if judged:
        known = member.known.over(_cheap_metadata(page))
        check_language(cheap, member.source, reading.steps)
        reason = let_go(cheap, known.title, reading)
        if reason:
            yield Input(build_article(_lines(cheap, known), known), member.complaints, member.source, reason)
            return
    with reading.steps.timing("boilerplate"):
        text, of_page = _read(page, cheap, as_text=reading.settings.as_text)
    known = member.known.over(of_page)
    if not judged:
        yield make_input(text, known, member, reading)
        return
    check_text(text, member.source)
    yield Input(build_article(text, known), member.complaints, member.source)


def read_page(page: bytes, *, source: str, as_text: bool = False, charset: str | None = None) -> tuple[str, Metadata]:
    """The article's text, paragraphs parted by blank lines, and the page's metadata. `charset` is what the server called it.

    Raises UnreadableInput where no article is found; with `as_text` the page's whole text is taken then.
    """
    opened = open_page(page, source, charset)
    return _read(opened, opened.cheap_text(), as_text=as_text)


def _read(page: Page, cheap: str, *, as_text: bool) -> tuple[str, Metadata]:
    if not page.is_readable_closely():
        text, known = cheap, _cheap_metadata(page)
    else:
        import trafilatura  # a sixth of a second and 30 MB, which articles that are text never need

        # Its extensive search for a day takes the year of a copyright, or a day that the story tells of, for that of publication.
        found = trafilatura.extract_metadata(page.tree, extensive=False)
        known = _metadata(page, found)  # before the text, for which the tree is pruned
        text = trafilatura.extract(page.tree, include_comments=False, include_tables=False, include_formatting=False, favor_precision=False) or ""
    if len(text.split()) < _SHORTEST_ARTICLE:
        whole, links = whole_text(page.tree) if page.tree is not None else ("", 0)
        if not as_text:
            words = len(whole.split())
            raise UnreadableInput(
                f"{page.source}: no article text found ({links} links, {words} words). Is it a list page? Give the article's own address, or --as-text."
            )
        text = whole
    return _lines(text, known), known


def _lines(text: str, known: Metadata) -> str:
    """The paragraphs, parted by blank lines, under the title."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if known.title and lines and known.title.strip() not in lines[:3]:
        lines.insert(0, known.title.strip())
    return "\n\n".join(lines)


def _metadata(page: Page, found: Any) -> Metadata:
    """What the page says of itself: its structured data, and what trafilatura has `found`."""
    from_json = _news_article(page.tree)
    published = from_json.get("datePublished") or (found.date if found else None)
    url = found.url if found else None
    origin = PublishedFrom.METADATA if published else PublishedFrom.URL if published_in_url(url) else None
    return Metadata(
        url=url,
        outlet=found.sitename if found else None,
        author=found.author if found else None,
        title=from_json.get("headline") or (found.title if found else None),
        published=(_iso(published) if published else None) or published_in_url(url),
        published_from=origin,
    )


def _cheap_metadata(page: Page) -> Metadata:
    """What the page's head says in its plainest forms: enough for an article that is let go."""
    from_json = _news_article(page.tree)
    published = _iso(from_json.get("datePublished") or _first(page, "//meta[@property='article:published_time']/@content") or "")
    return Metadata(
        url=_first(page, "//link[@rel='canonical']/@href") or _first(page, "//meta[@property='og:url']/@content"),
        outlet=_first(page, "//meta[@property='og:site_name']/@content"),
        title=from_json.get("headline") or _first(page, "//meta[@property='og:title']/@content") or _first(page, "//title/text()"),
        published=published,
        published_from=PublishedFrom.METADATA if published else None,
    )


def _first(page: Page, path: str) -> str | None:
    found = page.tree.xpath(path) if page.tree is not None else []
    return " ".join(found[0].split()) or None if found else None


def _iso(value: str) -> str | None:
    match = re.match(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?", value)
    return match.group() if match else None


def _news_article(tree: html.HtmlElement | None) -> dict[str, str]:
    """The fields of the page's schema.org NewsArticle that are plain words."""
    for script in tree.xpath('//script[@type="application/ld+json"]/text()') if tree is not None else []:
        try:
            found = json.loads(script)
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph") if isinstance(found, dict) else None
        for thing in found if isinstance(found, list) else [found, *(graph if isinstance(graph, list) else [])]:
            if isinstance(thing, dict) and "Article" in str(thing.get("@type", "")):
                return {k: whole_characters(v) for k, v in thing.items() if isinstance(v, str)}
    return {}
