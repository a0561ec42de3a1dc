"""The bytes of a feed → its entries. feedparser reads them and never fetches: it is given bytes in a stream, not an address or a name of a file."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from io import BytesIO
from typing import Any
from xml.sax import SAXException

import feedparser
import httpx
from lxml import etree, html

from demarche.errors import NotFetched
from demarche.following.addresses import read_url, shown
from demarche.store.following import Waiting, key_of_words

_LONGEST = 500  # of a title or an id, in characters
_LONGEST_URL = 1000  # the store keeps no longer ones
_ROOT = re.compile(rb"<(?:[\w-]+:)?(rss|feed|rdf|html|head|body)[\s>/]", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_MOST_LINKS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What a feed holds. `total`: how many entries before some were left out; `bare`: those without an address and without words."""

    entries: tuple[Waiting, ...]
    total: int
    bare: int


def read_entries(content: bytes, url: str, *, feed: str, full_text: bool, most: int, type_: str = "") -> Found:
    """The first `most` entries of a feed that came from `url`, each once, in its order; `feed` is its key. Raises NotFetched for what is no feed."""
    root = _ROOT.search(content.replace(b"\0", b""))  # UTF-16 has a zero beside each letter
    if not root or root[1].lower() in (b"html", b"head", b"body"):
        raise NotFetched(f"{shown(url)}: no feed.{_feeds_linked_from(content, url)}")
    try:  # without the feed's address: feedparser would make one of every id
        read = feedparser.parse(BytesIO(content), response_headers={"content-type": type_}, resolve_relative_uris=False, sanitize_html=False)
    except Exception as fault:  # of feedparser, which strangers' bytes have broken before: the other feeds go on
        raise NotFetched(f"{shown(url)}: feedparser can't read this feed ({type(fault).__name__}).") from None
    if not read.entries and isinstance(read.get("bozo_exception"), SAXException):
        raise NotFetched(f"{shown(url)}: a damaged feed, in which no entry can be read ({type(read.bozo_exception).__name__}).")
    entries = [_read_entry(e, url, feed, full_text=full_text, is_rss=read.version.startswith("rss")) for e in read.entries[:most]]
    kept = {e.key: e for e in entries if e}
    return Found(tuple(kept.values()), len(read.entries), sum(e is None for e in entries))


def _read_entry(entry: Any, base: str, feed: str, *, full_text: bool, is_rss: bool) -> Waiting | None:
    """None for an entry that says nothing, and names no page that could be read instead."""
    url, guid = _address(entry, base), _plain(entry.get("id"))
    own = _content(entry) if full_text or not url else None
    if not own and (full_text or not url):
        return None
    # Pages are the same whichever feed leads to them; texts of a feed's own are told apart by it.
    key = key_of_words("page", url) if url and not own else key_of_words("entry", feed, guid or url or own or "")
    return Waiting(key, url, guid, _plain(entry.get("title")), _published(entry, is_rss), own)


def _address(entry: Any, base: str) -> str | None:
    """The entry's page, without what counts readers; None where it names none. feedparser takes an id for an address, whatever it looks like."""
    link = str(entry.get("link") or "").strip()
    if not link or (link == entry.get("id") and not link.lower().startswith(("http://", "https://"))):
        return None
    try:
        url = plain_url(str(httpx.URL(base).join(link)))
    except (NotFetched, httpx.InvalidURL, ValueError):
        return None
    return url if len(url) <= _LONGEST_URL else None


def plain_url(url: str) -> str:
    """The address by which a page is known: without user, fragment and the utm_ parameters of campaigns. Raises NotFetched for what is no address."""
    read = read_url(url).copy_with(userinfo=b"")
    query = read.query.decode("ascii")
    kept = "&".join(part for part in query.split("&") if not part.lower().startswith("utm_"))
    return str(read if kept == query else read.copy_with(query=kept.encode("ascii") or None))


def _content(entry: Any) -> str | None:
    """The longest text of its own."""
    texts = [str(c.get("value") or "") for c in entry.get("content", [])] + [str(entry.get("summary") or "")]
    return max(texts, key=len) or None


def _plain(words: Any) -> str | None:
    """Words of one line, without markup."""
    plain = " ".join(unescape(re.sub(r"<[^<>]{1,500}>", " ", str(words or ""))).split())
    return plain[:_LONGEST] or None


def _published(entry: Any, is_rss: bool) -> str | None:
    """When it was first published, in the publisher's own time of day; not when it was last changed.

    RSS knows no such change: a dc:date, which feedparser calls `updated`, is its day of publication.
    """
    named = "published" if "published_parsed" in entry else "updated"
    parsed = dict.get(entry, f"{named}_parsed") if named == "published" or is_rss else None
    if not parsed:
        return None
    written = str(dict.get(entry, named) or "").strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return written
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"


def _feeds_linked_from(content: bytes, url: str) -> str:
    """What a page of a site says of its feeds."""
    try:
        tree = html.document_fromstring(content, parser=html.HTMLParser(no_network=True, huge_tree=False, recover=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return " Give the address of an RSS or Atom feed."
    links = [link.get("href") for link in tree.iter("link") if "alternate" in (link.get("rel") or "").lower() and link.get("type") in _FEED_TYPES]
    named = [shown(str(httpx.URL(url).join(link))) for link in dict.fromkeys(links[:_MOST_LINKS]) if link and _is_joinable(link)]
    return f" It links to these feeds: {', '.join(named)}" if named else " It is a page that names no feed. Give the address of an RSS or Atom feed."


def _is_joinable(link: str) -> bool:
    try:
        httpx.URL(link)
    except (httpx.InvalidURL, ValueError):
        return False
    return True
