"""A web page → the text of its article and what the page says about it."""

import json
import re

import trafilatura
from lxml import etree, html

from demarche.errors import UnreadableInput
from demarche.ingest.metadata import Metadata, published_in_url
from demarche.record import PublishedFrom

# trafilatura gives None without a word for pages nested deeper than libxml2's limit of about 250, and for text nodes over 10 MB.
_SHORTEST_ARTICLE = 25  # words


def read_page(page: bytes, *, source: str, as_text: bool = False) -> tuple[str, Metadata]:
    """The article's text, paragraphs parted by blank lines, and the page's metadata.

    Raises UnreadableInput where no article is found; with `as_text` the page's whole text is taken then.
    """
    text = trafilatura.extract(page, include_comments=False, include_tables=False, include_formatting=False, favor_precision=False) or ""
    known = _metadata(page)
    if len(text.split()) < _SHORTEST_ARTICLE:
        whole, links = _whole_text(page)
        if not as_text:
            words = len(whole.split())
            raise UnreadableInput(
                f"{source}: no article text found ({links} links, {words} words). Is it a list page? Give the article's own address, or --as-text."
            )
        text = whole
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if known.title and lines and known.title.strip() not in lines[:3]:
        lines.insert(0, known.title.strip())
    return "\n\n".join(lines), known


def _metadata(page: bytes) -> Metadata:
    found = trafilatura.extract_metadata(page)
    from_json = _news_article(page)
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


def _iso(value: str) -> str | None:
    match = re.match(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?", value)
    return match.group() if match else None


def _news_article(page: bytes) -> dict[str, str]:
    """The fields of the page's schema.org NewsArticle that are plain words."""
    tree = _parse(page)
    for script in tree.xpath('//script[@type="application/ld+json"]/text()') if tree is not None else []:
        try:
            found = json.loads(script)
        except (json.JSONDecodeError, RecursionError):
            continue
        for thing in found if isinstance(found, list) else [found, *(found.get("@graph", []) if isinstance(found, dict) else [])]:
            if isinstance(thing, dict) and "Article" in str(thing.get("@type", "")):
                return {k: v for k, v in thing.items() if isinstance(v, str)}
    return {}


def _parse(page: bytes) -> html.HtmlElement | None:
    try:
        return html.document_fromstring(page, parser=html.HTMLParser(no_network=True, huge_tree=False, recover=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _whole_text(page: bytes) -> tuple[str, int]:
    """All words that a reader of the page sees, and the number of links."""
    tree = _parse(page)
    if tree is None:
        return "", 0
    for node in tree.xpath("//script|//style|//noscript|//template"):
        node.drop_tree()
    return "\n\n".join(t.strip() for t in tree.itertext() if t.strip()), len(tree.xpath("//a[@href]"))
