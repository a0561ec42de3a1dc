"""Connections that go only where they may: the name is resolved once, every number that it stands for is checked, and a checked one is connected to.

A name server that answers differently a moment later changes nothing: nobody asks it again. Every read and write has what is left of one deadline.
"""

import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import httpcore
from httpcore import NetworkBackend, NetworkStream

from demarche.errors import TooSlow
from demarche.following.addresses import Inside, Resolve, check_addresses

_CONNECT_S = 10.0  # for one of several addresses, so that a dead one leaves time for the next


@dataclass
class Deadline:
    """The end of the time that a fetch may take, over names, redirects, headers and body together."""

    end: float
    now: Callable[[], float]

    def left(self) -> float:
        """The seconds that are left. Raises TooSlow where none are."""
        left = self.end - self.now()
        if left <= 0:
            raise TooSlow("it took too long")
        return left


@dataclass
class GuardedBackend(NetworkBackend):
    """Connects one request. `is_inside` says afterwards whether it went into the company's own network."""

    inside: Inside
    resolve: Resolve
    deadline: Deadline
    real: NetworkBackend = field(default_factory=httpcore.SyncBackend)
    is_inside: bool = False

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Iterable[Any] | None = None
    ) -> NetworkStream:  # fmt: skip
        """A connection to the first checked address that answers."""
        addresses, self.is_inside = check_addresses(host, self._resolved(host, port), self.inside)
        last: Exception | None = None
        for address in addresses:
            try:
                return _Stream(self.real.connect_tcp(str(address), port, min(_CONNECT_S, self.deadline.left())), self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as reason:
                last = reason
        raise last or httpcore.ConnectError("no address")

    def _resolved(self, host: str, port: int) -> list[str]:
        """What the name stands for. The system's resolver takes no deadline: it is asked in a thread, and left there when it does not answer."""
        answer: Future[list[str]] = Future()

        def ask() -> None:
            try:
                answer.set_result(list(self.resolve(host, port)))
            except (OSError, UnicodeError) as reason:
                answer.set_exception(httpcore.ConnectError(f"the name is not known: {reason}"))

        Thread(target=ask, daemon=True).start()
        try:
            return answer.result(min(_CONNECT_S, self.deadline.left()))
        except TimeoutError:
            raise httpcore.ConnectTimeout("the name server does not answer") from None


class _Stream(NetworkStream):
    """A stream whose every step ends at the deadline."""

    def __init__(self, stream: NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
