"""Every table keeps its schema: the checker finds nothing, and finds what is wrong in a wrong table."""

from pathlib import Path

import pytest

from demarche.errors import BadTable
from demarche.lexicon.check import check_tables
from demarche.lexicon.load import load_table, make_row, parse_table

FOLDER = Path(__file__).parent.parent.parent / "src/demarche/lexicon"


def test_all_tables_keep_their_schema():
    assert check_tables() == []


def test_a_row_with_a_missing_cell_is_named_by_its_line():
    with pytest.raises(BadTable, match=r"words\.tsv, line 3: 1 cells, the header has 2"):
        parse_table("word\tsource\na\tx\nb\n", "words.tsv")


def test_comments_and_empty_lines_are_no_rows():
    assert [r["word"] for r in parse_table("# a comment\nword\n\na\n", "t")] == ["a"]


def test_the_lexicon_is_broad():
    assert len(load_table("frames")) >= 2000
    assert len({r["name"] for r in load_table("people")}) >= 2500
    assert len(load_table("organisations")) >= 600
    assert len(load_table("states")) >= 200


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda p: p.stem)
def test_every_table_and_every_column_is_documented(path):
    described = (FOLDER / "README.md").read_text("utf-8").split(f"**{path.name}**")
    assert len(described) == 2, f"{path.name} is not in lexicon/README.md"
    header = list(load_table(path.stem)[0].cells)
    text = described[1].split("\n**")[0].split("\n## ")[0]
    assert [c for c in header if f"`{c}`" not in text] == []


def test_the_rows_of_a_table_share_what_they_have_in_common():
    first, second = parse_table("word\tsource\none\tgeneral knowledge\ntwo\tgeneral knowledge\n", "t")
    assert (first.cells, second["word"]) == ({"word": "one", "source": "general knowledge"}, "two")
    assert first.columns is second.columns and first["source"] is second["source"]


def test_a_made_row_is_a_read_one():
    [row] = parse_table("word\tsource\none\tx\n", "t")
    assert make_row(2, row.cells) == row
