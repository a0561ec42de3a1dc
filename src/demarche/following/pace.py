"""How often a server is asked: some seconds between two requests to one host, none while it asks to wait, and ever longer pauses after errors."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from demarche.errors import NotNow

DAY_S = 86_400.0
_FIRST_PAUSE_S = 15 * 60.0


def back_off(failures: int) -> float:
    """The seconds to wait after so many failures in a row: 15 minutes, twice as long each time, a day at most."""
    return min(_FIRST_PAUSE_S * 2.0 ** min(max(failures, 1) - 1, 20), DAY_S)


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After asks to wait, a day at most; None where it asks for nothing that can be read."""
    words = (value or "").strip()
    if words.isascii() and words.isdigit():
        return min(float(words[:9]), DAY_S)
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), DAY_S)


@dataclass
class Pace:
    """When each host may be asked again. `now` counts seconds and never goes back."""

    seconds: float
    now: Callable[[], float]
    sleep: Callable[[float], None]
    _free: dict[str, float] = field(default_factory=dict)
    _resting: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, seconds: float = 0.0) -> None:
        """Sleeps until the host may be asked; `seconds`: as much as it wants between two requests. Raises NotNow while it rests."""
        self.check(host)
        pause = self._free.get(host, 0.0) - self.now()
        if pause > 0:
            self.sleep(pause)
        self._free[host] = self.now() + max(self.seconds, seconds)

    def check(self, host: str) -> None:
        """Raises NotNow while the host rests."""
        left = self._resting.get(host, 0.0) - self.now()
        if left > 0:
            raise NotNow(f"{host} is left alone for {left:.0f} s more.", host, left, asked=False)

    def rest(self, host: str, seconds: float) -> None:
        """Leaves a host alone for so long."""
        self._resting[host] = max(self._resting.get(host, 0.0), self.now() + seconds)
