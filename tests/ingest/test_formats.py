"""Every format gives its articles, under the same names however it is packed."""

import gzip
import zipfile
from datetime import UTC, date, datetime

import pytest
from reading_files import read_content, read_in_blocks, read_whole, sources
from samples import FILES, PACKERS, STORY, WORDS, mail, numbered, packed_zip, page, parquet, pdf, row

PLACES = {
    ".jsonl": ", line 1", ".ndjson": ", line 1", ".parquet": ", row 1", ".zip": ", b/c.html", ".jsonl.xz": ", line 1"
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_its_article(name, tmp_path):
    [found] = read_content(tmp_path, name, FILES[name])
    assert found.problems == () and all(w in found.article.text for w in WORDS)
    assert found.article.title == "Ministers meet in Vienna"
    if "warc" not in name:
        assert sources([found], tmp_path) == [name + PLACES.get(name[1:], "")]


@pytest.mark.parametrize("name", FILES)
def test_a_format_is_known_by_its_content_where_its_name_says_nothing(name, tmp_path):
    [found] = read_content(tmp_path, "download", FILES[name])
    assert found.problems == () and all(w in found.article.text for w in WORDS)


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("name", FILES)
def test_every_format_can_be_packed(name, packer, tmp_path):
    [found] = read_content(tmp_path, name + packer, PACKERS[packer](FILES[name]))
    assert found.problems == () and WORDS[0] in found.article.text


def test_a_folder_is_read_with_all_its_formats(tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    found = read_whole([tmp_path])
    assert len(found) == len(FILES) and not any(f.problems for f in found)
    assert read_in_blocks([tmp_path], group=0) == found


def test_a_zip_gives_its_members_in_order_and_passes_over_what_is_no_article(tmp_path):
    members = {
        "b.html": page(),
        "a.txt": STORY,
        "map.png": b"\x89PNG",
        "__MACOSX/._a.txt": b"\0\5\x16\7",
        "c/rows.jsonl": row() + row(STORY + "More."),
        "d/": b"",
    }
    inner = packed_zip({"e.txt": STORY})
    found = read_content(tmp_path, "a.zip", packed_zip({**members, "f.zip": inner}))
    names = ["b.html", "a.txt", "c/rows.jsonl, line 1", "c/rows.jsonl, line 2", "f.zip, e.txt"]
    assert sources(found, tmp_path) == [f"a.zip, {name}" for name in names]


def test_a_cut_zip_gives_what_is_whole_and_says_so(tmp_path):
    content = packed_zip({f"{n}.txt": story for n, story in enumerate(numbered(3))})
    found = read_content(tmp_path, "a.zip", content[: content.rfind(b"2.txt", 0, -200) + 20])
    assert sources(found, tmp_path) == ["a.zip, 0.txt", "a.zip, 1.txt", "a.zip, 2.txt", "a.zip"]
    assert [bool(f.article.text) for f in found] == [True, True, False, False]
    assert all("cut off" in f.problems[0] for f in found[2:])


@pytest.mark.parametrize(
    ("columns", "title", "published", "outlet"),
    [
        ({"text": [STORY], "headline": ["Talks"], "date": [date(2022, 2, 7)], "domain": ["example.org"]}, "Talks", "2022-02-07", "example.org"),
        (
            {"Content": [STORY], "date_publish": [datetime(2022, 2, 7, 14, 30)], "source_domain": ["x.org"]},
            "Ministers meet in Vienna",
            "2022-02-07T14:30:00",
            "x.org",
        ),
        ({"plain_text": [STORY], "published_date": ["2022-02-07 14:30:00"]}, "Ministers meet in Vienna", "2022-02-07T14:30:00", None),
        ({"body": [STORY], "published": [datetime(2022, 2, 7, tzinfo=UTC)], "source": [None]}, "Ministers meet in Vienna", "2022-02-07T00:00:00+00:00", None),
    ],
)
def test_columns_are_known_by_the_names_that_collections_give_them(columns, title, published, outlet, tmp_path):
    [found] = read_content(tmp_path, "a.parquet", parquet({**columns, "embedding": [[0.5] * 100]}))
    assert (found.article.title, found.article.published, found.article.outlet) == (title, published, outlet)
    assert found.article.text == STORY and not found.problems


def test_rows_of_parquet_do_not_depend_on_how_the_file_is_divided(tmp_path):
    texts = [*numbered(20), None, "", *numbered(9)]
    (tmp_path / "a.parquet").write_bytes(parquet({"text": texts, "id": list(range(31))}, row_group_size=4))
    found = read_whole([tmp_path])
    assert sources(found, tmp_path) == [f"a.parquet, row {n}" for n in range(1, 32)]
    assert [n for n, f in enumerate(found) if f.problems] == [20, 21]
    for part in (1, 2000, 5000):
        assert read_in_blocks([tmp_path], part=part, group=0) == found


def test_parquet_without_a_column_of_text_is_named_with_what_it_has(tmp_path):
    [found] = read_content(tmp_path, "a.parquet", parquet({"words": ["x"]}))
    assert "no column of text among words. Name it one of text, content" in found.problems[0]


def test_lines_of_a_pdf_are_joined_and_running_heads_left_out(tmp_path):
    [found] = read_content(tmp_path, "a.pdf", pdf(4, head="The Harbour Post, 7 February"))
    assert "Harbour Post" not in found.article.text and "Page 2" not in found.article.text
    assert found.article.text.split("\n\n")[:2] == ["Ministers meet in Vienna", WORDS[0]]
    assert found.article.published is None


def test_words_parted_at_the_end_of_a_line_are_joined(tmp_path):
    words = (
        "The ministers of six states met in Vienna and spoke of disarma-\nment, of the long border, and of the twenty-\nfive prisoners who are to be freed.",
    )
    [found] = read_content(tmp_path, "a.pdf", pdf(words=words))
    assert "disarmament, of the long border" in found.article.text


def test_a_newsletter_gives_its_article_and_those_attached(tmp_path):
    attached = [("more.txt", STORY.encode() + b"More."), ("map.png", b"\x89PNG"), ("print.pdf", pdf())]
    found = read_content(tmp_path, "a.eml", mail(page().decode(), "Read it in your browser.", attached))
    assert sources(found, tmp_path) == ["a.eml", "a.eml, more.txt", "a.eml, print.pdf"]
    article = found[0].article
    assert (article.title, article.outlet, article.published) == ("Ministers meet in Vienna", "The Harbour Post", "2022-02-07T14:30:00+01:00")
    assert article.published_from == "metadata" and WORDS[0] in article.text and "browser" not in article.text


@pytest.mark.parametrize("text", [STORY, STORY + "Größe, “so-called”, 和平"])
def test_a_newsletter_of_plain_text_is_read(text, tmp_path):
    [found] = read_content(tmp_path, "a.eml", mail(text=text))
    assert found.article.text.replace("\r\n", "\n").strip() == text.strip()


def test_a_sidecar_tells_of_a_packed_article_too(tmp_path):
    (tmp_path / "a.json").write_text('{"outlet": "Harbour Post"}')
    for name, content in {"a.txt.gz": gzip.compress(STORY.encode()), "a.pdf": pdf(), "a.zip": packed_zip({"x.txt": STORY})}.items():
        [found] = read_content(tmp_path, name, content)
        assert found.article.outlet == ("Harbour Post" if name != "a.zip" else None)


def test_zip_members_that_are_stored_are_read(tmp_path):
    [found] = read_content(tmp_path, "a.zip", packed_zip({"a.txt": STORY}, zipfile.ZIP_STORED))
    assert found.article.text == STORY
