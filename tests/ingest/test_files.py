import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.ingest.files import Input, read_articles
from demarche.ingest.metadata import Metadata
from demarche.settings import Settings

STORY = "Ministers meet in Vienna\n\nThe ministers of six states met in Vienna on Monday and agreed to meet again.\n"


def read(paths, stdin=b"", **settings):
    return list(read_articles(paths, Metadata(), Settings(**settings), io.BytesIO(stdin)))


def articles(paths, **options):
    return [found.article for found in read(paths, **options)]


def test_a_text_file_with_its_sidecar(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.json").write_text('{"published": "2022-02-07", "outlet": "Harbour Post"}')
    [article] = articles([tmp_path / "a.txt"])
    assert (article.text, article.published, article.outlet, article.title) == (STORY, "2022-02-07", "Harbour Post", "Ministers meet in Vienna")


def test_a_folder_is_read_in_order(tmp_path):
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(STORY + name)
    assert [a.text[-5:] for a in articles([tmp_path])] == ["a.txt", "b.txt"]


def test_a_row_keeps_its_text_and_its_id(tmp_path):
    text = "  Zwei\u00a0Leerzeichen, emoji 🕊️ and a nul-free text that stays as it is.  "
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 7, "text": text, "published": "2022-02-07"}) + "\n\n")
    [article] = articles([tmp_path / "a.jsonl"])
    assert (article.id, article.text, article.published) == ("7", text, "2022-02-07")


def test_standard_input():
    [article] = articles(["-"], stdin=STORY.encode())
    assert article.text == STORY


def test_a_web_page_gives_its_article(tmp_path):
    from conftest import ROOT

    [article] = articles([ROOT / "examples/2023-03-19-ohrid-belgrade-pristina.html"])
    assert article.published[:10] == "2023-03-19"
    assert article.author == "Petra Lindqvist" and article.outlet
    assert article.text.startswith("Serbia and Kosovo agree")
    assert "cookie" not in article.text.lower()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "no text found"),
        ("a.txt", b"\x00\x01\x02\xff" * 500, "binary content"),
        ("b.txt", b"x\x00\x01\x02", "binary content"),
        (
            "a.txt",
            ("Die Minister der sechs Staaten trafen sich am Montag in Wien und wollen sich wieder treffen. " * 5).encode(),
            "another language than English",
        ),
        ("a.html", b"<html><body><a href='/1'>One</a><a href='/2'>Two</a></body></html>", "no article text found (2 links, 2 words). Is it a list page?"),
        ("a.jsonl", b'{"title": "no text"}', "text: Field required"),
        ("a.jsonl", b"{broken", "Invalid JSON"),
        ("a.txt", STORY.encode() * 100, "Raise --max-bytes"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(name, content, message, tmp_path):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(STORY)
    unread, other = read([tmp_path], max_bytes=5000)
    [problem] = unread.problems
    assert unread.article.text == "" and name in problem and message in problem
    assert other.article.text == STORY


def test_a_row_with_a_wrong_day_is_read_without_it(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "Talks in Vienna.", "published": "07-02-2022"}')
    [found] = read([tmp_path])
    assert found.article.text == "Talks in Vienna." and found.article.published is None
    assert '"07-02-2022" is no date. Write it as 2022-02-07' in found.problems[0]


def test_a_missing_file_is_named():
    [found] = read([Path("nowhere.txt")])
    assert found.problems == ("nowhere.txt: no such file or folder.",)


@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_failure(content):
    for found in read(["-"], stdin=content):
        assert isinstance(found, Input) and bool(found.article.text) != bool(found.problems)


def test_what_is_known_of_an_article_is_no_article_itself(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.json").write_text('{"published": "2022-02-07"}')
    assert len(articles([tmp_path / "a.txt", tmp_path / "a.json"])) == 1
