"""A site on this machine for the tests: it answers what a test wrote down, and remembers what it was asked. And a time that only a test moves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, BinaryIO

FEED_TYPE = "application/rss+xml"


@dataclass(frozen=True)
class Reply:
    """`write`: sends the body itself, for bodies without end."""

    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    write: Callable[[BinaryIO, Event], None] | None = None


@dataclass
class Site:
    """`replies` by path; a path that is not in it is answered with 404. `asked`: paths and headers, in order."""

    server: ThreadingHTTPServer
    replies: dict[str, Reply | Callable[[dict[str, str]], Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def url(self, path: str) -> str:
        return self.address + path

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.site.asked.append((self.path, headers))
        known = self.site.replies.get(self.path, Reply(status=404))
        reply = known(headers) if callable(known) else known
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        if not reply.write:
            self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        try:
            self.end_headers()
            if reply.write:
                reply.write(self.wfile, self.site.over)
            else:
                self.wfile.write(reply.body)
        except OSError:
            pass  # the client has seen enough

    def log_message(self, *_: Any) -> None:
        """Tests print nothing."""


@contextmanager
def serve_site() -> Iterator[Site]:
    """A site on a free port of 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {}))
    site = Site(server)
    server.RequestHandlerClass.site = site  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()


@dataclass
class Time:
    """A time that stands still until somebody sleeps or a test moves it."""

    passed: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def seconds(self) -> float:
        return self.passed

    def clock(self) -> datetime:
        return datetime(2022, 2, 7, 12, tzinfo=UTC) + timedelta(seconds=self.passed - 1000)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


def page(number: int, *, head: str = "", said: str = "") -> bytes:
    """A page with an article of its own."""
    words = (
        f"The foreign minister of country {number} met her neighbour in round {number} of the talks on the border. "
        f"Both sides said that they would exchange prisoners of district {number} within days, and that the crossing of valley {number} would open again. "
        f"A spokesman of ministry {number} denied that troops had been moved. {said}"
    )
    return f"<html><head><title>Talks number {number}</title>{head}</head><body><article><p>{words}</p></article></body></html>".encode()


def rss(*items: str, base: str = "") -> Reply:
    """A feed of items."""
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title><link>{base}</link>{"".join(items)}</channel></rss>'
    return Reply(body.encode(), type=FEED_TYPE)


def item(link: str | None, guid: str | None = None, title: str = "Talks", published: str | None = "Mon, 07 Feb 2022 09:00:00 GMT", text: str = "") -> str:
    """An item of RSS, without what is None."""
    cells = {"title": title, "link": link, "guid": guid, "pubDate": published, "description": text or None}
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in cells.items() if value is not None) + "</item>"
