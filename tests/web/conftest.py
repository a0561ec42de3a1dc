"""A site over a small store: a visit that was planned and took place, a strike that is denied, quotes, positions, figures."""

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from shown import records

from demarche.archive import Archive
from demarche.store.store import open_store
from demarche.web.app import make_app


@pytest.fixture
def archive(tmp_path):
    store = open_store(tmp_path / "crisis.db")
    for record in records():
        day = int(record.article.published[8:10])
        store.clock = lambda day=day: datetime(2022, 2, day, 9, tzinfo=UTC)
        store.add(record.article, record.article.id, record)
    store.clock = lambda: datetime(2022, 2, 28, 12, tzinfo=UTC)
    with Archive(store, clock=store.clock) as opened:
        yield opened


@pytest.fixture
def app(archive):
    return make_app(archive, address="https://crisis.example.org")


@pytest.fixture
def client(app):
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened
