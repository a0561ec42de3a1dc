"""The commands of a store, as a user types them."""

import csv
import io
import json
import shutil

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from demarche.cli.main import app
from demarche.cli.printing import disarm

run = CliRunner()
EXAMPLES = sorted((ROOT / "examples").glob("2022-0[79]*"))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store of the examples of July and September 2022, with a goal and a broken file beside them."""
    folder = tmp_path_factory.mktemp("articles")
    for file in EXAMPLES:
        shutil.copy(file, folder / file.name)
    goal = "Late winner\n\n" + "The striker headed home a corner in stoppage time and the goalkeeper could only watch as the league leaders won the derby. " * 4
    (folder / "goal.txt").write_text(goal)
    (folder / "empty.txt").write_text("")
    address = str(tmp_path_factory.mktemp("store") / "crisis.db")
    added = run.invoke(app, ["add", str(folder), "--store", address])
    assert added.exit_code == 1, added.output  # one input could not be read
    assert "5 read: 3 kept, 0 copy, 1 off-topic, 1 failed" in added.stdout and "empty.txt: no text found" in added.stderr
    again = run.invoke(app, ["add", str(folder), "--store", address])
    assert "4 were there already" in again.stdout and "in the store: 5 read = 3 kept + 0 copy + 1 off-topic + 1 failed" in again.stdout
    return address


@pytest.mark.parametrize("command", ["timeline", "agenda", "positions", "quotes", "figures", "actors", "disputes", "relations", "decisions"])
@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_every_question_is_printed_in_every_format(store, command, format):
    result = run.invoke(app, [command, "--store", store, "--format", format])
    assert result.exit_code == 0, result.output
    if format == "json":
        assert all(isinstance(json.loads(line), dict) for line in result.stdout.splitlines())
    if format == "csv" and result.stdout:
        assert len({len(row) for row in csv.reader(io.StringIO(result.stdout))}) == 1


def test_words_of_an_issue_pick_rows_of_issues_only(store):
    assert "no position answers this" in run.invoke(app, ["positions", "--store", store, "--issue", "zebras"]).output
    both = run.invoke(app, ["positions", "--store", store, "--issue", "grain", "--each"])
    assert both.exit_code == 2 and "leave one of them out" in both.stderr


def test_a_line_of_the_timeline_says_what_it_counts(store):
    rows = [json.loads(line) for line in run.invoke(app, ["timeline", "--store", store, "--format", "json", "--type", "ASSAULT"]).stdout.splitlines()]
    assert rows and all(row["origins"] <= row["articles"] <= row["reports"] for row in rows)
    assert "origin says" in run.invoke(app, ["timeline", "--store", store]).stdout


def test_the_brief_of_a_store(store):
    result = run.invoke(app, ["brief", "--store", store, "--since", "2022-07-01"])
    assert result.exit_code == 0
    assert all(title in result.stdout for title in ("What happened", "What is planned", "Who wants what", "What is disputed"))


def test_what_is_new(store):
    assert "new" in run.invoke(app, ["since", "yesterday", "--store", store]).stdout
    assert run.invoke(app, ["since", "2022-09-01", "--published", "--store", store]).exit_code == 0


def test_search(store):
    result = run.invoke(app, ["search", "grain port", "--store", store])
    assert result.exit_code == 0 and "grain" in result.stdout.lower()


def test_verify_finds_nothing_wrong(store):
    result = run.invoke(app, ["verify", "--store", store])
    assert result.exit_code == 0 and "all holds" in result.stdout


def test_an_audit_takes_answers_and_prints_the_precision(store):
    result = run.invoke(app, ["audit", "--store", store, "--sample", "3", "--by", "ada"], input="r\nw\nq\n")
    assert result.exit_code == 0 and "50%" in result.stdout
    assert "all" in run.invoke(app, ["audit", "--store", store, "--sample", "0"]).stdout


def test_a_merge_is_decided_listed_and_undone(store):
    ids = [json.loads(line)["id"] for line in run.invoke(app, ["timeline", "--store", store, "--format", "json"]).stdout.splitlines()][:2]
    made = run.invoke(app, ["merge", "events", *ids, "--why", "one day", "--by", "ada", "--store", store])
    assert made.exit_code == 0, made.output
    decision = made.stdout.split(":")[0]
    assert "one day" in run.invoke(app, ["decisions", "--store", store, "--format", "csv"]).stdout
    assert run.invoke(app, ["undo", decision, "--store", store]).exit_code == 0
    assert run.invoke(app, ["verify", "--store", store]).exit_code == 0


def test_an_article_is_taken_out_and_added_again(store, tmp_path):
    before = dumped(store)
    gone = run.invoke(app, ["remove", "2022-09-15-armenia-azerbaijan-truce", "--store", store])
    name = "2022-09-15-armenia-azerbaijan-truce"
    if gone.exit_code:  # its id is the digest of its text
        rows = [json.loads(line) for line in before]
        name = next(r["source"] for r in rows if r["table"] == "inputs" and "armenia" in r["source"])
        gone = run.invoke(app, ["remove", name, "--store", store])
    assert gone.exit_code == 0, gone.output
    assert "Armenia" not in run.invoke(app, ["actors", "--store", store]).stdout
    assert run.invoke(app, ["add", name, "--store", store]).exit_code == 0
    assert dumped(store) == before


def dumped(store):
    """All but the judgements, which go with their facts."""
    return [line for line in run.invoke(app, ["dump", "--store", store]).stdout.splitlines() if '"table": "judgements"' not in line]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["timeline", "--store", "/nowhere/crisis.db"], "no store there"),
        (["timeline", "--format", "xml"], "Known: table, json, csv"),
        (["since", "someday"], "no moment"),
        (["timeline", "--type", "WAR"], "no event type"),
        (["timeline", "--actor", "Nobody Such"], "nobody of this name"),
        (["merge", "wars", "a", "b"], "known are events, actors, issues"),
        (["undo", "d-none"], "no decision"),
        (["search", '"?"'], "nothing to look for"),
    ],
)
def test_a_wrong_question_is_refused_with_its_remedy(store, arguments, message):
    where = [] if "--store" in arguments else ["--store", store]
    result = run.invoke(app, [*arguments, *where])
    assert result.exit_code == 2 and message in " ".join(result.stderr.split())


@pytest.mark.parametrize(("cell", "safe"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-2+3", "'-2+3"), ("-5", "-5"), ("plain", "plain"), ("", "")])
def test_no_cell_starts_a_formula(cell, safe):
    assert disarm(cell) == safe


def test_an_article_without_a_day_is_named(tmp_path):
    (tmp_path / "talks.txt").write_text("The two ministers met in Geneva and agreed on a truce along the border.")
    told = run.invoke(app, ["add", str(tmp_path / "talks.txt"), "--store", str(tmp_path / "c.db")]).stderr
    assert f"{tmp_path / 'talks.txt'}: day of publication unknown" in told
