"""Every page, as a browser gets it: what it shows, what its address means, and what it may load."""

import re
from datetime import UTC, datetime

import pytest
from shown import every_page

from demarche.web.app import POLICY
from demarche.web.looks import NAVIGATION
from making import Told, make_record

PAGES = [address for _, address in NAVIGATION] + ["/stances", "/relations", "/changes", "/search?q=talks", "/decisions", "/signs"]
HTML = {"accept": "text/html"}


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_under_the_strict_policy(client, address):
    found = client.get(address, headers=HTML)
    assert found.status_code == 200
    assert found.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    # Nothing inline, nothing from outside.
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", found.text)
    assert set(re.findall(r'(?:src|href)="(https?:[^"]*)"', found.text)) <= {"https://example.org/plan"}


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_title_a_main_part_and_one_heading(client, address):
    page = client.get(address, headers=HTML).text
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert "<title>" in page and "<main" in page and 'lang="en"' in page


def test_the_visit_leads_to_its_reports_and_its_words(client):
    timeline = client.get("/timeline?actor=Macron", headers=HTML).text
    (address,) = set(re.findall(r'href="(/events/[^"]+)"', timeline))
    event = client.get(address, headers=HTML).text
    assert "Macron met Putin in Moscow on Monday." in event
    assert "2 reports in 2 articles of 2 independent origins" in event
    assert "Le Monde" in event and "The New York Times" in event


def test_a_denied_event_looks_denied_and_names_who_denies(client):
    (row,) = client.get("/timeline.json?type=ASSAULT").json()["rows"]
    assert (row["deny"], row["reports"]) == (1, 3)
    assert "1 denies" in client.get("/timeline?type=ASSAULT", headers=HTML).text
    disputes = client.get("/disputes", headers=HTML).text
    assert "Russia" in disputes and "denied" in disputes


def test_the_reader_marks_the_words_of_each_fact(client):
    key = client.get("/timeline.json?actor=Macron").json()["rows"][0]["sources"][0]["key"]
    page = client.get(f"/articles/{key}", headers=HTML).text
    assert 'data-facts="' in page and 'id="e1"' in page


def test_what_is_not_there_is_told_with_the_remedy(client):
    for address in ("/events/nothing", "/actors/Nobody%20Here", "/articles/nothing", "/timeline?actor=Nobody"):
        found = client.get(address, headers=HTML)
        assert found.status_code == 404 and "<h1>Not there</h1>" in found.text
        assert client.get(address).json()["error"]


def test_filters_live_in_the_address(client):
    assert 'value="Macron"' in client.get("/timeline?actor=Macron&from=2022-02-01", headers=HTML).text
    assert client.get("/timeline.json?type=ASSAULT&from=2022-02-24&to=2022-02-24").json()["rows"]
    assert client.get("/timeline.json?type=&actor=&from=&status=").status_code == 200  # an empty form


@pytest.mark.parametrize("address", ["/timeline", "/agenda", "/positions", "/stances", "/quotes", "/figures", "/actors", "/disputes", "/relations"])
def test_every_list_is_json_and_csv_too(client, address):
    rows = client.get(address + ".json").json()["rows"]
    lines = client.get(address + ".csv").text.splitlines()
    assert rows and len(lines) >= len(rows) + 1
    assert lines[0].split(",")[0] == next(iter(rows[0]))


def test_every_other_page_is_json_and_csv_too(client):
    event = client.get("/timeline.json?actor=Macron").json()["rows"][0]
    key = event["sources"][0]["key"]
    pages = ["/today", "/changes", "/search", "/network", "/map", "/decisions", f"/events/{event['id']}", "/actors/Russia", f"/articles/{key}"]
    for page in pages:
        asked = {"q": "talks"} if page == "/search" else {"since": "2022-02-01"} if page == "/changes" else {}
        assert client.get(f"{page}.json", params=asked).status_code == 200, page
        found = client.get(f"{page}.csv", params=asked)
        assert found.status_code == 200 and found.headers["content-type"].startswith("text/csv"), page
        assert len(found.text.splitlines()) > (page != "/decisions"), page


@pytest.mark.parametrize("address", ["/timeline", "/stances", "/actors", "/relations", "/disputes"])
def test_pages_of_json_make_the_whole(client, address):
    whole = client.get(address + ".json").json()["rows"]
    assert every_page(client, address) == whole and len(whole) > 1


@pytest.mark.parametrize(
    "address",
    ["/quotes.json?type=AID", "/agenda.json?status=negated", "/network.json?place=Kyiv", "/search.json?q=talks&actor=Russia", "/changes.json?place=Kyiv",
     "/today.json?type=AID"],
)  # fmt: skip
def test_a_filter_that_narrows_nothing_is_refused(client, address):
    found = client.get(address)
    assert found.status_code == 400 and "can't be narrowed" in found.json()["error"]


def test_the_event_tells_of_figures_that_differ_whenever_they_were_published(client):
    event = client.get("/timeline.json?type=ASSAULT").json()["rows"][0]["id"]
    found = client.get(f"/events/{event}.json").json()["disputes"]
    assert {d["kind"] for d in found} == {"denial", "figures"}


def test_only_a_last_day_is_enough(client):
    assert client.get("/relations.json?to=2022-02-10").json()["rows"]
    assert client.get("/network.json?to=2022-02-10").json()["edges"]


def test_names_with_a_slash_are_found(client, archive):
    told = Told("CONSULT", "The pollster met Putin on Monday.", ("Ipsos/Reuters",), ("Vladimir Putin",), on="2022-02-14")
    record = make_record("slash", told, published="2022-02-14")
    archive.store.add(record.article, "slash", record)
    found = client.get("/timeline.json?from=2022-02-14&to=2022-02-14").json()["rows"][0]
    assert client.get(f"/actors/{found['actor_ids'][0].replace('/', '%2F')}.json").json()["actor"]["name"] == "Ipsos/Reuters"
    assert client.get("/articles/https%3A%2F%2Fexample.org%2Fslash.json").status_code == 200


@pytest.mark.parametrize("after", ["\u00b2~x", "9" * 60 + "~x"])
def test_odd_cursors_are_no_error_of_ours(client, after):
    assert client.get("/actors.json", params={"after": after}).status_code == 200


def test_an_issue_is_found_by_its_words(client):
    assert [r["name"] for r in client.get("/positions.json?issue=nato").json()["rows"]]
    assert client.get("/positions.json?issue=fishing").json()["rows"] == []


@pytest.mark.parametrize("address", ["/", "/timeline.json", "/agenda.ics", "/static/site.css", "/nothing-here"])
def test_head_tells_what_get_would_bring(client, address):
    head, got = client.head(address), client.get(address)
    assert (head.status_code, head.headers.get("content-type"), head.content) == (got.status_code, got.headers.get("content-type"), b"")


def test_the_first_page_of_an_archive_that_has_come_to_its_end_tells_its_last_days(client, archive):
    archive.clock = lambda: datetime(2026, 2, 28, 12, tzinfo=UTC)
    found = client.get("/today.json").json()
    assert found["since"] == "2022-02-24" and any(section["lines"] for section in found["brief"])
