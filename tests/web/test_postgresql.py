"""The same site over PostgreSQL: every page and file opens, and pages of lists make the whole."""

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from server import new_database, programs, serve
from shown import every_page, records

from demarche.archive import Archive
from demarche.store.store import open_store
from demarche.web.app import make_app
from demarche.web.looks import NAVIGATION

HTML = {"accept": "text/html"}
FILES = (
    "/agenda.ics",
    "/network.graphml",
    "/timeline.jsonld",
    "/timeline.polecat.csv",
    "/timeline.ftm.jsonl",
    "/changes.atom",
    "/brief.html",
    "/brief.pdf",
    "/map.geojson",
)


@pytest.fixture(scope="module")
def client():
    if programs() is None:
        pytest.skip("no PostgreSQL on this machine: apt install postgresql, or set PATH to its initdb and pg_ctl")
    with serve() as server, new_database(server) as url:
        store = open_store(url, clock=lambda: datetime(2022, 2, 28, 12, tzinfo=UTC))
        for record in records():
            store.add(record.article, record.article.id, record)
        with Archive(store, clock=store.clock) as archive, TestClient(make_app(archive), base_url="http://127.0.0.1") as opened:
            yield opened


@pytest.mark.parametrize(
    "address", [*(a for _, a in NAVIGATION), "/stances", "/relations", "/changes?since=2022-02-01", "/search?q=talks", "/decisions", *FILES]
)
def test_it_opens(client, address):
    assert client.get(address, headers=HTML).status_code == 200


@pytest.mark.parametrize("address", ["/timeline", "/stances", "/actors", "/quotes", "/figures"])
def test_its_pages_make_the_whole(client, address):
    whole = client.get(address + ".json").json()["rows"]
    assert every_page(client, address) == whole and whole


def test_a_fact_is_judged(client):
    event = client.get("/timeline.json?type=ASSAULT").json()["rows"][0]["id"]
    fact = client.get(f"/events/{event}.json").json()["reports"][0]["id"]
    assert client.post("/judgements.json", json={"fact": fact, "verdict": "right"}).json()["precision"]
