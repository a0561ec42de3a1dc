"""Addresses, words and characters as all formats write them."""

import json
from datetime import UTC, datetime
from urllib.parse import quote

from pydantic_core import to_jsonable_python

from demarche.merge.life import Stage
from demarche.record import Status
from demarche.store.asked import EventRow
from demarche.views.disputes import describe
from demarche.views.visible import visible

TAG = "tag:demarche,2026:"  # RFC 4151: what names of ours begin with that are no addresses

# JSON escapes control characters; halves of characters it would let pass, and no UTF-8 has them.
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")

# What RFC 3986 allows in an address, with "%" for what is quoted already.
_IN_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"

# XML 1.0, 2.2: of what `visible` leaves, these two are no characters.
_NO_CHARACTERS = {0xFFFE: "\N{REPLACEMENT CHARACTER}", 0xFFFF: "\N{REPLACEMENT CHARACTER}"}


def event_address(site: str, id_: str) -> str:
    """Where the site shows an event."""
    return f"{site.rstrip('/')}/events/{quoted(id_)}"


def actor_address(site: str, id_: str) -> str:
    """Where the site shows an actor."""
    return f"{site.rstrip('/')}/actors/{quoted(id_)}"


def article_address(site: str, key: str) -> str:
    """Where the site shows an article."""
    return f"{site.rstrip('/')}/articles/{quoted(key)}"


def web_address(url: str | None) -> str | None:
    """An article's own address as RFC 3986 writes it; None for one that is none of the web ("javascript:…")."""
    return quote(url, safe=_IN_ADDRESSES, errors="replace") if url and url.lower().startswith(("http://", "https://")) else None


def quoted(id_: str) -> str:
    """An id as one step of a path: "person:ana-roda:KES" → "person%3Aana-roda%3AKES"."""
    return quote(id_, safe="", errors="replace")


def in_words(event: EventRow) -> str:
    """The event in a few words: "Emmanuel Macron, Vladimir Putin in Moscow (CONSULT meet, planned)"."""
    return f"{describe(event)} ({' '.join((event.type, *event.modes))}, {event.status})"


def is_cancelled(event: EventRow) -> bool:
    """Was it called off, or is it told that it did not happen?"""
    return event.status == Status.NEGATED or (bool(event.life) and event.life[-1].stage == Stage.CANCELLED)


def to_json(value: object) -> str:
    """The value as JSON that any reader takes: halves of characters are U+FFFD, what is no number is null; all other text is as it was."""
    return json.dumps(to_jsonable_python(value, inf_nan_mode="null"), ensure_ascii=False).translate(_HALVES)


def to_xml_text(text: str) -> str:
    """The text as XML 1.0 can hold it: what acts on a screen is shown as a sign, what is no character is U+FFFD."""
    return visible(text).translate(_NO_CHARACTERS)


def to_moment(iso: str | None) -> datetime | None:
    """The moment of an ISO day or date-time, in UTC, which is taken for granted where it names no zone; None for what is none."""
    try:
        return _in_utc(datetime.fromisoformat(iso or ""))
    except (ValueError, OverflowError):  # the first hour of the year 1 has no UTC in Moscow
        return None


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
