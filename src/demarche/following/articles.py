"""A page, or an entry's own text → an input for the store, read as `add` reads a file of HTML."""

from dataclasses import replace
from html import escape

import httpx

from demarche.errors import DemarcheError, NotFetched
from demarche.following.addresses import shown
from demarche.following.entries import plain_url
from demarche.following.feeds_file import Feed
from demarche.ingest.article import make_article
from demarche.ingest.files import Input
from demarche.ingest.html import read_page
from demarche.ingest.metadata import Metadata
from demarche.record import Article, PublishedFrom
from demarche.store.following import Waiting


def read_article(page: bytes, url: str | None, entry: Waiting, feed: Feed, *, own: bool = False) -> Input:
    """The article of a page; its problems say why there is none. `own`: the page is the entry's own text.

    What the page says of itself goes before what the entry says: the same page saved and added is then the same article, and many feeds give an entry
    a new day when it changes. Only the outlet is the feed's where feeds.toml names one.
    """
    name = shown(name_of(entry, feed))
    try:
        text, said = read_page(page, source=name, as_text=own)
        if own:
            said = replace(said, published=None, published_from=None)
        known = Metadata(outlet=feed.outlet, url=_address(said.url, url)).over(said).over(_of_entry(entry, feed))
        return Input(make_article(text, known, source=name), source=name_of(entry, feed))
    except DemarcheError as reason:
        return failed_article(entry, feed, str(reason))
    except Exception as fault:  # a fault of ours, in one page: it is named, and the others are read
        return failed_article(entry, feed, f"{name}: a fault of Demarche ({type(fault).__name__}). Please report it with this page.")


def failed_article(entry: Waiting, feed: Feed, reason: str) -> Input:
    """The input of an entry whose page could not be fetched or read, for the ledger."""
    source = name_of(entry, feed)
    return Input(Article(source, "", url=entry.url, outlet=feed.outlet, title=entry.title, published=entry.published), (reason,), source)


def page_of_entry(entry: Waiting) -> bytes:
    """An entry's own text as a page."""
    title = escape(entry.title or "")
    return f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><article>{entry.content}</article></body></html>".encode("utf-8", "replace")


def name_of(entry: Waiting, feed: Feed) -> str:
    """By which the ledger knows the entry: its address, or else its feed's and its id."""
    return entry.url or f"{feed.shown}#{entry.guid or entry.key}"


def _address(said: str | None, url: str | None) -> str | None:
    """The address that a page gives itself, where it is of the site that it came from: a page may not speak for another one."""
    try:
        own = plain_url(said or "")
    except NotFetched:
        return url
    return own if url and httpx.URL(own).host == httpx.URL(url).host else url


def _of_entry(entry: Waiting, feed: Feed) -> Metadata:
    return Metadata(
        title=entry.title, published=entry.published, published_from=PublishedFrom.METADATA if entry.published else None,
        outlet=httpx.URL(entry.url or feed.url).host,
    )  # fmt: skip
