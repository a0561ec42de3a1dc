"""feeds.toml → the feeds to follow and how. What can't be read there is named with its line and the remedy.

contact = "desk@example.org"

[[feeds]]
url = "https://example.org/world.xml"
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.errors import BadOption, NotFetched
from demarche.following.addresses import NOTHING_INSIDE, Inside, read_inside, read_url, shown
from demarche.store.following import key_of_words

_MOST_MINUTES = 7 * 24 * 60
_MOST_ENTRIES = 10_000
_MOST_PACE_S = 3600


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed. `full_text`: its entries hold the whole articles; `every`: minutes between two questions, None: whenever a round asks."""

    url: str
    outlet: str | None = None
    full_text: bool = False
    every: int | None = None

    @property
    def key(self) -> str:
        """By which the store knows it."""
        return key_of_words("feed", self.url)

    @property
    def shown(self) -> str:
        """Its address without secrets."""
        return shown(self.url)


@dataclass(frozen=True, slots=True)
class Feeds:
    """A whole file. `user_agent`: what is said to servers of who asks, `contact`: how they reach him; `pace`: seconds between two requests to one host."""

    feeds: tuple[Feed, ...]
    user_agent: str | None = None
    contact: str | None = None
    pace: float = 2.0
    max_entries: int = 500
    inside: Inside = NOTHING_INSIDE

    def agent(self, version: str) -> str:
        """How we name ourselves to servers."""
        return self.user_agent or f"demarche/{version}" + (f" ({self.contact})" if self.contact else "")


# What may stand in the file: its type, and what it must be.
_PLAIN = re.compile(r"[!-~]([ -~]{0,198}[!-~])?")
_OF_FILE = {
    "user_agent": (str, "a line of plain ASCII"), "contact": (str, "an address by which you are reached, in plain ASCII"),
    "pace": ((int, float), f"seconds, 0 to {_MOST_PACE_S}"), "max_entries": (int, f"a number, 1 to {_MOST_ENTRIES}"),
    "allow_private": (list, 'a list of hosts and networks of your own, ["feeds.intranet", "10.2.0.0/16"]'), "feeds": (list, "[[feeds]] with a url each"),
}  # fmt: skip
_OF_FEED = {
    "url": (str, "an address that begins with https:// or http://"), "outlet": (str, "the name of who publishes it"),
    "full_text": (bool, "true where the feed holds the whole articles"), "every": (int, f"minutes, 1 to {_MOST_MINUTES}"),
}  # fmt: skip
_RANGES: dict[str, tuple[float, float]] = {"pace": (0, _MOST_PACE_S), "max_entries": (1, _MOST_ENTRIES), "every": (1, _MOST_MINUTES)}


def load_feeds(path: Path) -> Feeds:
    """The feeds of a file. Raises BadOption for what can't be opened or read."""
    try:
        return read_feeds(path.read_text("utf-8"), str(path))
    except OSError as reason:
        raise BadOption(f'{path}: can\'t be opened ({reason.strerror}). Write a line [[feeds]] and a line url = "https://…" for each feed.') from None
    except UnicodeDecodeError:
        raise BadOption(f"{path}: no UTF-8. Save it as UTF-8.") from None


def read_feeds(text: str, name: str) -> Feeds:
    """The feeds of a text in TOML; `name` is what errors call it."""
    try:
        cells = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise BadOption(f"{name}: no valid TOML: {reason}.") from None
    source = _Source(text, name)
    _check(cells, _OF_FILE, source, None)
    rows = cells.pop("feeds", [])
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise BadOption(f'{name}: no feed in it. Write a line [[feeds]] and a line url = "https://…" for each.')
    feeds = tuple(_read_feed(row, source, number) for number, row in enumerate(rows))
    twice = next((f for i, f in enumerate(feeds) if f.url in {g.url for g in feeds[:i]}), None)
    if twice:
        raise BadOption(f"{name}: {twice.shown} stands there twice. Take one out.")
    inside = _read_inside(cells.pop("allow_private", []), source)
    return Feeds(feeds, inside=inside, **cells)


@dataclass(frozen=True, slots=True)
class _Source:
    """The file's text, to say in which line a key stands."""

    text: str
    name: str

    def at(self, key: str, feed: int | None) -> str:
        """Where a key stands: that of the file, or of its feed with this number from 0."""
        number = -1
        for line, words in enumerate(self.text.splitlines(), 1):
            number += bool(re.match(r"\s*\[\[\s*feeds\s*\]\]", words))
            if number == (-1 if feed is None else feed) and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", words):
                return f"{self.name}, line {line}: {key}"
        return f"{self.name}: {key}" if feed is None else f"{self.name}, feed {feed + 1}: {key}"


def _read_feed(cells: Mapping[str, Any], source: _Source, number: int) -> Feed:
    _check(cells, _OF_FEED, source, number)
    if "url" not in cells:
        raise BadOption(f'{source.name}, feed {number + 1}: no url. Write url = "https://…".')
    try:
        read_url(cells["url"])
    except NotFetched as reason:
        raise BadOption(f"{source.at('url', number)}: {reason}") from None
    return Feed(**cells)


def _check(cells: Mapping[str, Any], known: Mapping[str, tuple[Any, str]], source: _Source, number: int | None) -> None:
    """Raises BadOption for a key that is not known, and a value that can't be."""
    for key, value in cells.items():
        where = source.at(key, number)
        if key not in known:
            raise BadOption(f"{where} is not known. Known: {', '.join(known)}.")
        type_, words = known[key]
        least, most = _RANGES.get(key, (0, 0))
        wrong = not isinstance(value, type_) or (isinstance(value, bool) and type_ is not bool)
        if wrong or (key in _RANGES and not least <= value <= most) or (key in ("user_agent", "contact") and not _PLAIN.fullmatch(value)):
            raise BadOption(f"{where} must be {words}.")


def _read_inside(words: list[Any], source: _Source) -> Inside:
    try:
        return read_inside([str(word) for word in words])
    except ValueError as word:
        raise BadOption(
            f'{source.at("allow_private", None)}: "{word}" is no host and no network. Write hosts, addresses, or networks as 10.2.0.0/16.'
        ) from None
