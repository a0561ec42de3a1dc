"""What comes out of hostile articles: no formula starts in a spreadsheet, nothing acts on a terminal, no message quotes an article or a password."""

import csv
import io
from dataclasses import dataclass

import pytest
from typer.testing import CliRunner

from demarche.cli.errors import complain
from demarche.cli.main import app
from demarche.cli.printing import print_rows
from demarche.errors import BadOption, StoreError
from demarche.ingest.metadata import read_published
from demarche.store.database import open_database
from demarche.views.rows import disarm
from demarche.web.answers import rows_to_csv

ARMED = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠A", '=HYPERLINK("http://x")', "-1.5.2", "--1", "-", "-²", "+5"]
NUMBERS = ["-1.5", "-1", "0.25", "-1e-05", "1e+16", "-34.6037"]
ACTING = "\x1b[31mred\x1b[0m \x9b31m \u202eabc\u202c \x07 \ud800"


@dataclass(frozen=True)
class Row:
    words: str
    value: float


@pytest.mark.parametrize("cell", ARMED)
def test_no_spreadsheet_takes_words_for_a_formula(cell):
    assert disarm(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [*NUMBERS, "", "Kyiv", "1-2"])
def test_numbers_and_words_stay(cell):
    assert disarm(cell) == cell


@pytest.mark.parametrize("words", [*ARMED, ACTING])
@pytest.mark.parametrize("written", ["printed", "web"])
def test_cells_of_csv_are_harmless(capsys, words, written):
    if written == "printed":
        print_rows([Row(words, -1.5)], (), "csv", nothing="")
    file = capsys.readouterr().out if written == "printed" else rows_to_csv([Row(words, -1.5)], Row)
    cell, value = next(iter(csv.reader(io.StringIO(file.split("\n", 1)[1]))))
    assert value == "-1.5"
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert not set(cell) & set("\x1b\x9b\u202e\x07\ud800")
    file.encode("utf-8")


def test_json_of_halves_of_characters_can_be_printed(capsys):
    print_rows([Row(ACTING, float("inf"))], (), "json", nothing="")
    printed = capsys.readouterr().out
    printed.encode("utf-8")
    assert not set(printed) & set("\x1b\x07\ud800")


def test_a_complaint_acts_on_no_terminal(capsys):
    complain(f"{ACTING}: no text found")
    shown = capsys.readouterr().err
    assert "no text found" in shown
    assert not set(shown) & set("\x1b\x9b\u202e\x07\ud800")


def test_names_of_files_act_on_no_terminal(tmp_path):
    said = CliRunner().invoke(app, ["read", str(tmp_path / "\x1b[2Jgone.txt")])
    assert said.exit_code in (1, 2)
    assert "gone.txt" in said.output
    assert "\x1b" not in said.output


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ana:hush1234@localhost:1/x", "postgresql:ana:hush1234@localhost/x", "postgres://ana:hush1234@localhost:port/x",
        "postgresql://ana:hush1234@[::1/x", "mysql://ana:hush1234@localhost/x", "postgresql://ana:a@b:hush1234@localhost:1/x",
    ],
)  # fmt: skip
def test_no_message_tells_a_password(address):
    with pytest.raises(StoreError) as refused:
        open_database(address)
    assert "hush1234" not in str(refused.value)


def test_a_day_that_is_an_article_is_not_quoted():
    with pytest.raises(BadOption) as refused:
        read_published("A long story. " * 1_000 + "secret", "rows.jsonl, line 3")
    assert "secret" not in str(refused.value)
    assert len(str(refused.value)) < 200
