"""`serve`, `tokens` and `export` from the command line."""

import pytest
from typer.testing import CliRunner

from demarche.cli.main import app
from demarche.cli.serve import FILES
from demarche.store.store import open_store
from making import Told, make_record

BEGINNINGS = {
    "jsonld": b'{"@context"', "geojson": b'{"type": "FeatureCollection"', "polecat": b"Event ID,", "gdelt": b"", "ftm": b'{"id":', "ics": b"BEGIN:VCALENDAR",
    "graphml": b"<?xml", "parquet": b"PAR1", "html": b"<!doctype html>", "pdf": b"%PDF-",
}  # fmt: skip


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "crisis.db"
    opened = open_store(path)
    told = Told("CONSULT", "Macron met Putin in Moscow on Monday.", ("Emmanuel Macron",), ("Vladimir Putin",), on="2022-02-07", place="Moscow")
    record = make_record("met", told, published="2022-02-08")
    opened.add(record.article, "met", record)
    opened.close()
    return str(path)


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.mark.parametrize("format", FILES)
def test_every_file_is_written(store, tmp_path, format):
    out = tmp_path / f"out.{format}"
    result = run("export", format, "--store", store, "--out", out, "--today", "2022-02-08")
    assert result.exit_code == 0, result.output
    assert out.read_bytes().lstrip().lower().startswith(BEGINNINGS[format].lower())


def test_a_file_that_is_not_known_is_named(store):
    assert "docx" in run("export", "docx", "--store", store).output


def test_a_token_is_made_listed_and_taken_back(store):
    secret = run("tokens", "add", "Ana", "--role", "read", "--store", store).stdout.strip()
    assert secret.startswith("dmr_") and len(secret) > 40
    listed = run("tokens", "list", "--store", store, "--format", "csv").stdout
    assert "Ana,read" in listed and secret not in listed
    assert run("tokens", "remove", "Ana", "--store", store).exit_code == 0
    assert run("tokens", "remove", "Ana", "--store", store).exit_code != 0


def test_a_site_that_others_reach_wants_a_token_first(store):
    for asked in (("--host", "0.0.0.0", "--name", "news.example.org"), ("--name", "news.example.org"), ("--tokens",)):
        result = run("serve", "--store", store, *asked)
        assert result.exit_code != 0 and "tokens add" in result.output
    assert "--name" in run("serve", "--store", store, "--host", "0.0.0.0").output


def test_a_store_that_is_not_there_is_not_shown(tmp_path):
    assert run("serve", "--store", tmp_path / "none.db").exit_code != 0
