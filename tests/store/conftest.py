"""Every test of the store runs on SQLite and on a PostgreSQL server of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from server import new_database, programs, serve

from demarche.lexicon.knowledge import load_knowledge
from demarche.store.store import Store, open_store


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a server that lives as long as the tests."""
    if programs() is None:
        pytest.skip("no PostgreSQL on this machine: apt install postgresql, or set PATH to its initdb and pg_ctl")
    with serve() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty store may be made."""
    if request.param == "sqlite":
        yield str(tmp_path / "crisis.db")
        return
    with new_database(request.getfixturevalue("postgresql")) as url:
        yield url


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    opened = open_store(address, load_knowledge(None))
    yield opened
    opened.close()
