import io

import pytest
from typer.testing import CliRunner

from conftest import ROOT
from demarche.cli.main import app
from demarche.cli.show import print_legend, print_marked
from demarche.record import Article, Part, PartKind, Record, Status
from demarche.views.marked import mark
from views.records import FULL

EXAMPLE = str(ROOT / "examples/2022-02-08-macron-shuttle.txt")
run = CliRunner()


@pytest.fixture
def in_colour(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


def printed(record: Record) -> str:
    stream = io.StringIO()
    print_marked(mark(record), stream)
    print_legend(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "marker", ["[MOBILIZE ongoing]", "[CONSULT visit planned]", "[RETREAT demanded]", "[AGREE negated]", "[ASSAULT possible]", "[REJECT happened]"]
)
def test_without_colours_each_event_has_its_marker(marker):
    assert marker in " ".join(printed(FULL).split())


def test_without_colours_no_escape_is_printed():
    assert "\x1b" not in printed(FULL) and "Legend" not in printed(FULL)


def test_with_colours_there_are_no_markers_but_a_legend_and_the_status_beside(in_colour):
    text = printed(FULL)
    assert "\x1b[" in text and "[CONSULT visit planned]" not in text
    assert "Legend" in text and all(text.count(s.value) > 1 for s in Status)


def test_no_color_brings_the_markers_back(in_colour, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "[CONSULT visit planned]" in " ".join(printed(FULL).split())


def test_an_article_can_t_act_on_the_terminal():
    hostile = "Talks \x1b]0;owned\x07 began\x9b2J.\u202e\ud800 [bold]"
    text = printed(Record(Article("x", hostile, title=hostile, outlet=hostile, parts=(Part(PartKind.PARAGRAPH, 0, len(hostile)),))))
    assert not set(text) & set("\x1b\x07\x9b\u202e\ud800") and "[bold]" in text


@pytest.mark.parametrize(
    "words", ["CONSULT visit", "Kestria → Velland", "according to Ana Roda", "2022-02-14 to 2022-02-20", "demands → Velland: Velland withdraws"]
)
def test_a_paragraph_s_facts_stand_under_it(words):
    assert words in " ".join(printed(FULL).split())


def test_show_prints_the_text_with_its_facts():
    result = run.invoke(app, ["show", EXAMPLE])
    words = " ".join(result.stdout.split())
    assert result.exit_code == 0
    assert "By Clara Whitlock" in words and "The Meridian Wire" in words and "Emmanuel Macron" in words


def test_show_writes_one_page(tmp_path):
    page = tmp_path / "page.html"
    result = run.invoke(app, ["show", EXAMPLE, "--html", str(page)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_show_writes_the_page_to_standard_output():
    result = run.invoke(app, ["show", EXAMPLE, "--html", "-"])
    assert result.stdout.startswith("<!DOCTYPE html>") and result.stdout.rstrip().endswith("</html>")


def test_a_page_that_can_t_be_written_is_refused_before_anything_is_read(tmp_path):
    result = run.invoke(app, ["show", EXAMPLE, "--html", str(tmp_path / "no/page.html")])
    assert result.exit_code == 2 and "can't be written" in result.stderr


def test_an_unreadable_article_stands_on_the_page_and_the_status_is_1(tmp_path):
    empty, page = tmp_path / "empty.txt", tmp_path / "page.html"
    empty.write_text("")
    result = run.invoke(app, ["show", str(empty), EXAMPLE, "--html", str(page)])
    assert result.exit_code == 1 and "empty.txt" in result.stderr
    assert "could not be read" in page.read_text("utf-8")
