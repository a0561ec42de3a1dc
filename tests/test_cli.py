import json

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from demarche.cli.main import app

EXAMPLE = str(ROOT / "examples/2022-02-08-macron-shuttle.txt")
run = CliRunner()


def test_read_prints_one_record_a_line():
    result = run.invoke(app, ["read", EXAMPLE, "--format", "jsonl"])
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert record["article"]["published"] == "2022-02-08"
    assert list(record) == ["article", "actors", "events", "statements", "positions", "figures", "times", "places", "tensions", "problems"]


def test_parse_prints_conllu():
    result = run.invoke(app, ["parse", EXAMPLE])
    rows = [line for line in result.stdout.splitlines() if line and not line.startswith("#")]
    assert result.exit_code == 0 and all(len(r.split("\t")) == 10 for r in rows)


def test_parse_prints_a_table():
    assert "nsubj" in run.invoke(app, ["parse", EXAMPLE, "--format", "table"]).stdout


def test_the_brief_of_the_examples_names_who_and_what():
    result = run.invoke(app, ["brief", str(ROOT / "examples")])
    assert result.exit_code == 0
    assert "Emmanuel Macron" in result.stdout and "CONSULT" in result.stdout


def test_an_unreadable_input_is_named_the_rest_is_read_and_the_status_is_1(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    result = run.invoke(app, ["read", str(empty), EXAMPLE, "--format", "jsonl"])
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert "no text found" in result.stderr and "empty.txt" in records[0]["problems"][0]
    assert records[0]["events"] == [] and records[1]["events"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["read", EXAMPLE, "--format", "xml"], "Known: jsonl, table"),
        (["read", EXAMPLE, "--published", "soon"], "is no date"),
        (["read", EXAMPLE, "--threads", "0"], "Give 1 or more"),
        (["read", EXAMPLE, "--model", "en_nowhere"], "en_nowhere"),
        (["read", EXAMPLE, "--weights", "/nowhere"], "make model"),
    ],
)
def test_a_wrong_option_is_refused_with_its_remedy(arguments, message):
    result = run.invoke(app, arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
