"""Who may: on loopback everybody, elsewhere who shows a token, by its role; and no page of another site in his name."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from demarche.store.tokens import READ, WRITE, make_token
from demarche.web.app import ROUTERS, make_app

OPEN = ("/static/", "/sign-in", "/sign-out")


@pytest.fixture
def secrets(archive):
    with archive.store.writing() as writer:
        return {role: make_token(writer.connection, role, role, at=writer.added) for role in (READ, WRITE)}


@pytest.fixture
def guarded(archive, secrets):
    with TestClient(make_app(archive, tokens=True), base_url="http://127.0.0.1") as client:
        yield client


def paths():
    return sorted({(method, route.path) for room in ROUTERS for route in room.routes for method in route.methods if not route.path.startswith(OPEN)})


def test_nothing_is_shown_without_a_token(guarded):
    found = {(m, p): guarded.request(m, p.replace("{key}", "x").replace("{id}", "x").replace("{name}", "x").replace("{kind}", "events")).status_code
             for m, p in paths()}  # fmt: skip
    assert set(found.values()) == {401} and len(found) > 40


def test_a_token_that_may_read_writes_nothing(guarded, secrets):
    bearer = {"authorization": f"Bearer {secrets[READ]}"}
    assert guarded.get("/timeline.json", headers=bearer).status_code == 200
    for method, path in paths():
        if method != "GET":
            address = path.replace("{id}", "x").replace("{kind}", "events")
            assert guarded.request(method, address, headers=bearer).status_code == 403, path


def test_a_token_that_may_write_is_named_beside_what_it_decides(guarded, secrets):
    bearer = {"authorization": f"Bearer {secrets[WRITE]}"}
    event = guarded.get("/timeline.json?type=ASSAULT", headers=bearer).json()["rows"][0]["id"]
    report = guarded.get(f"/events/{event}.json", headers=bearer).json()["reports"][0]["id"]
    made = guarded.post("/events/splits.json", json={"report": report, "why": "another day"}, headers=bearer)
    assert made.status_code == 200 and {d["who"] for d in made.json()["rows"]} == {WRITE}


def test_a_calendar_shows_its_token_as_a_password(guarded, secrets):
    assert guarded.get("/agenda.ics", auth=("anybody", secrets[READ])).status_code == 200
    assert guarded.get("/agenda.ics", auth=("anybody", "wrong")).status_code == 401
    assert guarded.get("/agenda.ics", headers={"authorization": "Basic !"}).status_code == 401


def test_signing_in_keeps_the_token_out_of_reach_of_scripts_and_other_sites(guarded, secrets):
    found = guarded.post("/sign-in", data={"token": secrets[WRITE], "back": "//evil.example/"}, follow_redirects=False)
    assert found.headers["location"] == "/"
    assert "HttpOnly" in found.headers["set-cookie"] and "SameSite=strict" in found.headers["set-cookie"]
    assert guarded.get("/timeline.json").status_code == 200
    assert guarded.post("/sign-in", data={"token": "wrong"}).status_code == 401


def test_the_store_keeps_no_token(archive, secrets):
    content = Path(archive.store.database.engine.url.database).read_bytes()
    assert all(secret.encode() not in content for secret in secrets.values())


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}])
def test_a_page_of_another_site_writes_nothing(client, headers):
    assert client.post("/judge", data={"fact": "x", "verdict": "wrong"}, headers=headers).status_code == 403


def test_another_name_is_not_answered(client):
    assert client.get("/timeline.json", headers={"host": "evil.example"}).status_code == 400
