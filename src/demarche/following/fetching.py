"""One address → its answer, within limits: no cookies, no proxies, no credentials sent on, redirects followed by hand and each checked as the first was."""

import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from http import HTTPStatus

import httpcore
import httpx

from demarche.errors import Forbidden, NotFetched, NotNow, TooSlow
from demarche.following.addresses import NOTHING_INSIDE, Inside, Resolve, port_of, read_url, resolve, shown
from demarche.following.bodies import read_body
from demarche.following.connecting import Deadline, GuardedBackend
from demarche.following.pace import read_retry_after

FETCH_S = 30.0
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_FOR_EVER = frozenset((301, 308))
_WAIT = frozenset((429, 503))
# What a reader of words has no use for is not downloaded.
_NO_WORDS = ("image/", "video/", "audio/", "font/", "model/")
_FAULTS = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: how it is named in Accept, how long it may be, and which other types it may have."""

    accept: str
    longest: int
    applications: tuple[str, ...] | None = None  # the types application/… that are read; None: all

    def takes(self, type_: str) -> bool:
        """Is a body of this type worth downloading? One without a type is."""
        if type_.startswith("application/") and self.applications is not None:
            return type_ in self.applications
        return not type_.startswith(_NO_WORDS)


FEED = Wanted("application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1", 5_000_000)
ROBOTS = Wanted("text/plain, */*;q=0.1", 512_000)


def page_of(longest: int) -> Wanted:
    """A page of an article."""
    return Wanted("text/html, application/xhtml+xml;q=0.9", longest, ("application/xhtml+xml", "application/xml"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent. `moved_to`: where it says that this address lives from now on; `is_inside`: it came from the company's own network."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    moved_to: str | None = None
    is_inside: bool = False


BeforeHop = Callable[[httpx.URL, bool], None]  # the address that comes next, and whether it may lie inside


@dataclass
class Web:
    """Asks servers. `inside` is what of the company's own network may be asked; `clock` tells the time, `seconds` only go forward."""

    agent: str
    inside: Inside = NOTHING_INSIDE
    resolve: Resolve = resolve
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    seconds: Callable[[], float] = time.monotonic
    fetch_s: float = FETCH_S
    backend: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def fetch(
        self, url: str, wanted: Wanted, before: BeforeHop, *, may_enter: bool = False, headers: Mapping[str, str] | None = None, login: bool = False
    ) -> Answer:  # fmt: skip
        """The answer at the end of at most five redirects: 2xx, 304, or else NotFetched; NotNow where the server asks to wait.

        `before` is called before each request, and may wait or refuse. `may_enter`: the address may lie in the company's own network; who has once
        left that is not let in again. `login`: the address may hold a user and password, which only its own server gets.
        """
        read, left, moved = read_url(url), self.fetch_s, True
        first = _login(read) if login else {}
        for hop in range(_MOST_REDIRECTS + 1):
            read = read.copy_with(userinfo=b"")
            before(read, may_enter)
            start = self.seconds()
            answer = self._ask(read, wanted, Deadline(start + left, self.seconds), may_enter, {**(headers or {}), **(first if hop == 0 else {})})
            left -= self.seconds() - start
            may_enter = may_enter and answer.is_inside
            if answer.status not in _REDIRECTS:
                return self._accepted(answer, str(read) if moved and hop else None)
            moved = moved and answer.status in _FOR_EVER
            read = _next(read, answer)
        raise NotFetched(f"{shown(url)}: more than {_MOST_REDIRECTS} redirects.")

    def _ask(self, url: httpx.URL, wanted: Wanted, deadline: Deadline, may_enter: bool, headers: Mapping[str, str]) -> Answer:
        backend = GuardedBackend(self.inside if may_enter else NOTHING_INSIDE, self.resolve, deadline, self.backend)
        try:
            return self._exchange(url, wanted, backend, {**self._headers(url, wanted), **headers})
        except Forbidden as refused:
            raise Forbidden(f"{shown(str(url))}: {refused}") from None
        except TooSlow:
            reason = f"took longer than {self.fetch_s:.0f} s"
        except NotFetched as refused:
            reason = str(refused)
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as fault:
            raise NotNow(f"{shown(str(url))}: no connection ({fault}).", url.host) from None
        except _FAULTS as fault:
            over = self.seconds() >= deadline.end or isinstance(fault, httpcore.TimeoutException)
            reason = f"took longer than {self.fetch_s:.0f} s" if over else f"the answer breaks off or is no HTTP ({type(fault).__name__})"
        raise NotFetched(f"{shown(str(url))}: {reason.rstrip('.')}.")

    def _exchange(self, url: httpx.URL, wanted: Wanted, backend: GuardedBackend, headers: Mapping[str, str]) -> Answer:
        origin = httpcore.Origin(url.raw_scheme, url.raw_host, port_of(url))
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=port_of(url), target=url.raw_path)
        with (
            httpcore.HTTPConnection(origin, ssl_context=self._tls if url.scheme == "https" else None, network_backend=backend) as connection,
            connection.stream("GET", target, headers=list(headers.items())) as sent,
        ):
            got = httpx.Headers(sent.headers)
            answer = Answer(str(url), sent.status, got, is_inside=backend.is_inside)
            if not 200 <= sent.status < 300:
                return answer  # the body of an error is not looked at
            type_ = got.get("content-type", "").partition(";")[0].strip().lower()
            if not wanted.takes(type_):
                raise NotFetched(f"{type_[:50]} is no type that is read")
            body = read_body(sent.iter_stream(), got.get("content-encoding", ""), wanted.longest)
            return Answer(str(url), sent.status, got, body, is_inside=backend.is_inside)

    def _headers(self, url: httpx.URL, wanted: Wanted) -> dict[str, str]:
        host = url.netloc.decode("ascii")
        return {"Host": host, "User-Agent": self.agent, "Accept": wanted.accept, "Accept-Encoding": "gzip", "Connection": "close"}

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        context = httpx.create_ssl_context(trust_env=False)
        context.load_default_certs()  # beside the authorities of the web those that this machine trusts: a company's own
        return context

    def _accepted(self, answer: Answer, moved_to: str | None) -> Answer:
        if 200 <= answer.status < 300 or answer.status == HTTPStatus.NOT_MODIFIED:
            return Answer(answer.url, answer.status, answer.headers, answer.body, moved_to, answer.is_inside)
        said = f"{shown(answer.url)}: the server answers {answer.status}{_phrase(answer.status)}."
        if answer.status in _WAIT:
            raise NotNow(said, httpx.URL(answer.url).host, read_retry_after(answer.headers.get("retry-after"), self.clock()))
        raise NotFetched(said, answer.status)


def _login(url: httpx.URL) -> dict[str, str]:
    if not url.userinfo:
        return {}
    return {"Authorization": "Basic " + b64encode(f"{url.username}:{url.password}".encode()).decode("ascii")}


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def _next(url: httpx.URL, answer: Answer) -> httpx.URL:
    """Where a redirect leads. Raises NotFetched where it leads nowhere, out of the web, or from https to http."""
    target = answer.headers.get("location", "")
    try:
        following = read_url(str(url.join(target)))
    except (httpx.InvalidURL, ValueError):
        raise NotFetched(f"{shown(str(url))}: redirects to what is no address.") from None
    if not target or (url.scheme, following.scheme) == ("https", "http"):
        raise NotFetched(f"{shown(str(url))}: redirects {'from https to http' if target else 'nowhere'}.")
    return following
