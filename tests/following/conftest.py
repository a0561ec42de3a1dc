"""A site on this machine, a time that a test moves, and a web that may ask this site alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from loopback import Site, Time, serve_site

from demarche.following.addresses import read_inside
from demarche.following.fetching import Web


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_site() as served:
        yield served


@pytest.fixture
def moment() -> Time:
    return Time()


@pytest.fixture
def make_web(moment: Time) -> Callable[..., Web]:
    def make(**given: Any) -> Web:
        return Web("demarche/test", **{"inside": read_inside(["127.0.0.1"]), "clock": moment.clock, "seconds": moment.seconds, **given})

    return make
