"""Who may: on loopback everybody, elsewhere who shows a token, by its role; and no page of another site in his name."""

import socket
from pathlib import Path

import pytest
from browsing import serving
from fastapi.testclient import TestClient

from demarche.store.tokens import READ, WRITE, make_token
from demarche.web.access import owner
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


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_nobody_is_signed_in_from_another_site(guarded, secrets, headers):
    assert guarded.post("/sign-in", data={"token": secrets[WRITE]}, headers=headers).status_code == 403


@pytest.mark.parametrize("back", ["//[", "http://[", "/\\evil.example", "\t//evil.example"])
def test_odd_ways_back_lead_home(guarded, secrets, back):
    found = guarded.post("/sign-in", data={"token": secrets[READ], "back": back}, follow_redirects=False)
    assert found.headers["location"] == "/" and guarded.get("/sign-in", params={"back": back}).status_code == 200


def test_long_bodies_and_other_kinds_are_not_read(guarded):
    assert guarded.post("/sign-in", data={"token": "x" * 200_000}).status_code == 413
    assert guarded.post("/sign-in", files={"token": b"x"}).status_code == 415
    assert guarded.post("/sign-in", content=(b"x" for _ in range(3))).status_code == 413


def test_the_host_of_a_request_opens_nothing(archive, secrets):
    """A path is compared as it came, and not as the Host header makes it up."""
    with serving(archive, tokens=True) as address, socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as wire:
        wire.sendall(b"GET /timeline.json HTTP/1.1\r\nHost: localhost:1/static/?\r\nConnection: close\r\n\r\n")
        assert wire.recv(100).split()[1] in (b"400", b"401")


def test_who_has_no_name_is_the_owner(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: {}["nobody"])
    owner.cache_clear()
    assert owner() == "owner"
    owner.cache_clear()
