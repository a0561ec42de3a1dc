"""The loop: ask each feed for what is new, write that down, then fetch, read and keep one entry after the other.

Feeds take turns, so that one host rests while entries of another are fetched. Each step is written down when it is done: whoever stops it at any
moment, or runs two at once, loses nothing and takes nothing twice.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import httpx

from demarche.archive import Archive
from demarche.errors import NotFetched, NotNow
from demarche.following.articles import failed_article, page_of_entry, read_article
from demarche.following.entries import read_entries
from demarche.following.feeds_file import Feed, Feeds
from demarche.following.fetching import FEED, Answer, Web, page_of
from demarche.following.followed import Followed, about, moment_words, pause_words, words_of
from demarche.following.pace import Pace, back_off
from demarche.following.robots import Robots
from demarche.ingest.files import Input
from demarche.store.following import FeedState, Waiting, finish, is_waiting, keep_feed, keep_new, list_waiting, load_feed, put_off

MOST_TRIES = 5  # of an entry; with their pauses, about four hours
_EARLY_S = 30  # a timer that comes some seconds early finds the feed due all the same
_LONGEST_TOKEN = 1000  # of an ETag


@dataclass
class Follower:
    """Follows feeds into an archive. `tell` hears of what went wrong, a line each, without secrets and without words of articles."""

    feeds: Feeds
    archive: Archive
    web: Web
    sleep: Callable[[float], None]
    tell: Callable[[str], None]

    def __post_init__(self) -> None:
        self.pace = Pace(self.feeds.pace, self.web.seconds, self.sleep)
        self.robots = Robots(self.web, lambda url, _: self.pace.wait(url.host))

    def rounds(self, minutes: int) -> Iterator[Iterator[Followed]]:
        """A round every so many minutes, without end; one that takes longer is followed by the next at once."""
        while True:
            start = self.web.seconds()
            yield self.round()
            self.sleep(max(0.0, start + 60.0 * minutes - self.web.seconds()))

    def round(self) -> Iterator[Followed]:
        """One round over all feeds: what became of each, when it is done."""
        turns = deque(self._follow(feed) for feed in self.feeds.feeds)
        while turns:
            feed = turns.popleft()
            try:
                next(feed)
                turns.append(feed)
            except StopIteration as end:
                yield end.value

    def _follow(self, feed: Feed) -> Generator[None, None, Followed]:
        followed, inside = Followed(feed), self.feeds.inside.names(httpx.URL(feed.url).host)
        self._ask(feed, followed, may_enter=inside)
        for entry in self._waiting(feed):
            yield
            self._take(entry, feed, followed, may_enter=inside)
        return followed

    # A feed.

    def _ask(self, feed: Feed, followed: Followed, *, may_enter: bool) -> None:
        start = self.archive.clock()
        with self.archive.store.reading() as connection:
            state = load_feed(connection, feed.key)
        if state.gone:
            followed.said = f"gone since {state.gone[:10]}, not asked any more: take it out of the file"
            return
        if state.next and state.next > _iso(start):
            followed.said = f"not due before {moment_words(state.next)}"
            return
        try:
            answer = self.web.fetch(feed.url, FEED, self._before, may_enter=may_enter, headers=_conditions(state), login=True)
            self._keep(feed, answer, state, start, followed)
        except NotFetched as reason:
            self._fail(feed, state, reason, followed)

    def _keep(self, feed: Feed, answer: Answer, state: FeedState, start: datetime, followed: Followed) -> None:
        """Writes down what is new together with what the server wants to hear the next time: none is lost, none comes twice."""
        new: tuple[Waiting, ...] = ()
        due = _iso(start + timedelta(minutes=feed.every, seconds=-_EARLY_S)) if feed.every else None
        if answer.status == HTTPStatus.NOT_MODIFIED:
            followed.said, after = "not modified", replace(state, next=due, failures=0)
        else:
            type_ = answer.headers.get("content-type", "")
            found = read_entries(answer.body, answer.url, feed=feed.key, full_text=feed.full_text, most=self.feeds.max_entries, type_=type_)
            followed.said, new = words_of(found, self.feeds.max_entries, answer), found.entries
            after = FeedState(_token(answer, "etag"), _token(answer, "last-modified"), due)
        with self.archive.store.writing() as writer:
            followed.new = keep_new(writer.connection, feed.key, new, at=_iso(start))
            keep_feed(writer.connection, feed.key, after)

    def _fail(self, feed: Feed, state: FeedState, reason: NotFetched, followed: Followed) -> None:
        followed.failed = not (isinstance(reason, NotNow) and not reason.asked)
        now, failures = self.archive.clock(), state.failures + followed.failed
        wait = self._wait(reason, failures)
        gone = _iso(now) if reason.status == HTTPStatus.GONE else None
        followed.said = f"{reason} {'It is gone and not asked again: take it out of the file.' if gone else f'Asked again in {pause_words(wait)}.'}"
        with self.archive.store.writing() as writer:
            keep_feed(writer.connection, feed.key, replace(state, next=_iso(now + timedelta(seconds=wait)), failures=failures, gone=gone))

    # An entry.

    def _waiting(self, feed: Feed) -> list[Waiting]:
        with self.archive.store.reading() as connection:
            return list_waiting(connection, feed.key, now=_iso(self.archive.clock()))

    def _take(self, entry: Waiting, feed: Feed, followed: Followed, *, may_enter: bool) -> None:
        with self.archive.store.reading() as connection:
            if not is_waiting(connection, entry.key):
                return  # another process was faster
        try:
            found = self._fetch(entry, feed, may_enter)
        except NotFetched as reason:
            self._try_again(entry, feed, reason, followed)
            return
        if found.article.text:
            self._add(found, entry, feed, followed)
        else:
            self._try_again(entry, feed, NotFetched("; ".join(found.problems)), followed)

    def _fetch(self, entry: Waiting, feed: Feed, may_enter: bool) -> Input:
        if entry.content or not entry.url:
            return read_article(page_of_entry(entry), entry.url, entry, feed, own=True)
        answer = self.web.fetch(entry.url, page_of(self.archive.settings.max_bytes), self._before, may_enter=may_enter)
        return read_article(answer.body, answer.url, entry, feed)

    def _add(self, found: Input, entry: Waiting, feed: Feed, followed: Followed) -> None:
        """Keeps the article, then the entry as done: killed in between, it is fetched again, and the store says that it is there."""
        for added in self.archive.adding_inputs([found]):
            followed.states[added.state] += 1
            followed.there += added.was_there
            for problem in added.problems:
                self.tell(about(entry, feed, problem))
        with self.archive.store.writing() as writer:
            finish(writer.connection, entry.key, at=_iso(self.archive.clock()))

    def _try_again(self, entry: Waiting, feed: Feed, reason: NotFetched, followed: Followed) -> None:
        asked = not (isinstance(reason, NotNow) and not reason.asked)
        failures = entry.failures + asked
        if asked and failures >= MOST_TRIES:
            self._give_up(entry, feed, reason, followed)
            return
        until = _iso(self.archive.clock() + timedelta(seconds=self._wait(reason, failures)))
        followed.again += asked
        followed.later += not asked
        if asked:
            self.tell(f"{about(entry, feed, str(reason))} Attempt {failures} of {MOST_TRIES}; the next not before {moment_words(until)}.")
        with self.archive.store.writing() as writer:
            put_off(writer.connection, entry.key, until, failed=asked)

    def _give_up(self, entry: Waiting, feed: Feed, reason: NotFetched, followed: Followed) -> None:
        """The last attempt failed: the ledger names the entry."""
        self._wait(reason, MOST_TRIES)
        self._add(failed_article(entry, feed, f"{about(entry, feed, str(reason))} Given up after {MOST_TRIES} attempts."), entry, feed, followed)

    # A server.

    def _before(self, url: httpx.URL, may_enter: bool) -> None:
        """What goes before each request: is the host at rest, does its robots.txt allow it, and then its pace."""
        self.pace.check(url.host)
        self.pace.wait(url.host, self.robots.check(url, may_enter))

    def _wait(self, reason: NotFetched, failures: int) -> float:
        """The seconds until the next attempt. A host that asks to wait is left alone with all its addresses."""
        wait = back_off(failures)
        if isinstance(reason, NotNow):
            wait = reason.wait_s if reason.wait_s is not None else wait
            self.pace.rest(reason.host, wait)
        return wait


def _conditions(state: FeedState) -> dict[str, str]:
    """What makes a server answer "not modified"."""
    asked = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in asked.items() if value}


def _token(answer: Answer, name: str) -> str | None:
    """A header to send back the next time, as long as it is a line that may be sent."""
    value = answer.headers.get(name, "")
    return value if value.isascii() and value.isprintable() and 0 < len(value) <= _LONGEST_TOKEN else None


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
