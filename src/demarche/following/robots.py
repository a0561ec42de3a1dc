"""robots.txt: may this address be asked, and how often? Read as RFC 9309 says: 4xx allows all, 5xx and silence allow nothing for now."""

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
from protego import Protego

from demarche.errors import Forbidden, NotFetched, NotNow
from demarche.following.addresses import shown
from demarche.following.fetching import ROBOTS, Web
from demarche.following.pace import DAY_S

NAME = "demarche"  # by which a robots.txt speaks to us
_LONGEST_DELAY_S = 60.0  # a publisher who wants more than that between two pages forbids them in another way
_UNREACHED_S = 15 * 60.0  # before a server whose robots.txt can't be had is asked again

Before = Callable[[httpx.URL, bool], None]


@dataclass
class Robots:
    """The rules of servers, each kept for a day. `pace` waits before a request, as for any other."""

    web: Web
    pace: Before
    _rules: dict[str, tuple[float, Protego]] = field(default_factory=dict)

    def check(self, url: httpx.URL, may_enter: bool) -> float:
        """The seconds that the server wants between two requests. Raises NotFetched where it forbids the address, NotNow where it can't be asked now."""
        rules = self._of(url, may_enter)
        names = {NAME, self.web.agent.partition("/")[0]}  # who gives himself another name in feeds.toml does not get round the rules for ours
        for name in sorted(names):
            if not rules.can_fetch(str(url), name):
                raise NotFetched(f"{shown(str(url))}: its robots.txt forbids this address to {name}. Ask its publisher for leave.")
        return min(max(float(rules.crawl_delay(name) or 0.0) for name in names), _LONGEST_DELAY_S)

    def _of(self, url: httpx.URL, may_enter: bool) -> Protego:
        server = f"{url.scheme}://{url.netloc.decode('ascii')}"
        until, rules = self._rules.get(server, (0.0, None))
        if rules is None or until <= self.web.seconds():
            rules = self._fetch(f"{server}/robots.txt", may_enter)
            self._rules[server] = (self.web.seconds() + DAY_S, rules)
        return rules

    def _fetch(self, url: str, may_enter: bool) -> Protego:
        try:
            answer = self.web.fetch(url, ROBOTS, self.pace, may_enter=may_enter)
        except (NotNow, Forbidden):
            raise
        except NotFetched as reason:
            if reason.status is not None and 400 <= reason.status < 500:
                return Protego.parse("")
            raise NotNow(f"{reason} Without it nothing is fetched there.", httpx.URL(url).host, _UNREACHED_S) from None
        return Protego.parse(answer.body.decode("utf-8-sig", "replace"))
