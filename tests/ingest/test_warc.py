import gzip
import io

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_files import read_content, read_in_blocks, read_whole, sources
from samples import STORY, WORDS, news_warc, page, warc

HTML = "text/html; charset=utf-8"


def positions(content):
    return [record.stream_pos for record in ArchiveIterator(io.BytesIO(content), record_types=WarcRecordType.response)]


@pytest.mark.parametrize(("name", "gzipped"), [("news.warc.gz", True), ("news.warc", False), ("no-suffix", True), ("lying.txt", True), ("lying.html", False)])
def test_the_pages_of_an_archive_are_read_and_nothing_else_is_counted(name, gzipped, tmp_path):
    content = news_warc(3, gzipped=gzipped)
    found = read_content(tmp_path, name, content)
    assert sources(found, tmp_path) == [f"{name}, record at byte {at}" for at in positions(content)]
    assert [f.article.url for f in found] == [f"https://example.org/2022/02/07/{n}" for n in range(3)]
    assert all(WORDS[0] in f.article.text and f.article.published == "2022-02-07" and not f.problems for f in found)


def test_the_day_of_the_crawl_is_no_day_of_publication(tmp_path):
    [found] = read_content(tmp_path, "a.warc.gz", warc([("https://example.org/talks", HTML, page())]))
    assert found.article.published is None


def test_an_archive_packed_as_a_whole_is_read(tmp_path):
    plain = news_warc(3, gzipped=False)
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(plain))
    found = read_whole([tmp_path])
    assert sources(found, tmp_path) == [f"a.warc.gz, record at byte 0+{at}" for at in positions(plain)]
    assert read_in_blocks([tmp_path], part=700, group=0) == found


@pytest.mark.parametrize(
    ("kind", "status", "content", "problem"),
    [
        ("text/html", "404 Not Found", page(), "the server answered 404, so there is no page"),
        ("text/html", "301 Moved", b"", "the server answered 301, so there is no page"),
        ("image/png", "200 OK", b"\x89PNG\r\n\x1a\n", "its content is image/png, no article"),
        ("text/html", "200 OK", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "no text, but a PNG picture"),
        ("text/html", "200 OK", b"", "no article text found"),
    ],
)
def test_an_answer_that_is_no_page_is_a_failure_with_its_reason(kind, status, content, problem, tmp_path):
    [found] = read_content(tmp_path, "a.warc.gz", warc([("https://example.org/x", kind, content)], status=status))
    assert problem in found.problems[0] and not found.article.text and found.article.url == "https://example.org/x"


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ([("Content-Encoding", "gzip")], gzip.compress(page())),
        ([("Content-Encoding", "gzip")], page()),
        ([("Content-Encoding", "br")], page()),
        ([("Transfer-Encoding", "chunked")], b"%x\r\n%s\r\n0\r\n\r\n" % (len(page()), page())),
        ([("Transfer-Encoding", "chunked")], page()),
        ([("X-Crawler-Content-Encoding", "gzip")], page()),
    ],
)
def test_pages_are_unpacked_as_servers_packed_them_or_crawlers_left_them(headers, content, tmp_path):
    [found] = read_content(tmp_path, "a.warc.gz", warc([("https://example.org/x", "text/html", content)], headers=headers))
    assert WORDS[0] in found.article.text


def test_plain_text_is_a_page_too(tmp_path):
    [found] = read_content(
        tmp_path, "a.warc.gz", warc([("https://example.org/x", "text/plain; charset=windows-1252", STORY.encode() + "Café Größe".encode("cp1252"))])
    )
    assert found.article.text.startswith(STORY) and found.article.text.endswith("Café Größe")


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_cut_archive_gives_what_is_whole_and_says_so(gzipped, tmp_path):
    content = news_warc(3, gzipped=gzipped)
    *whole, cut = read_content(tmp_path, "a.warc.gz", content[: positions(content)[2] + 200])
    assert len(whole) == 2 and all(f.article.text for f in whole)
    assert "cut off" in cut.problems[0] and cut.article.text == "" and f"record at byte {positions(content)[2]}" in cut.source


def test_a_damaged_record_is_a_failure_and_the_next_is_read(tmp_path):
    content = bytearray(news_warc(4))
    second = positions(bytes(content))[1]
    for at in range(second + 100, second + 120):
        content[at] ^= 0xFF
    found = read_content(tmp_path, "a.warc.gz", bytes(content))
    assert [bool(f.article.text) for f in found] == [True, False, True, True]
    assert "damaged" in found[1].problems[0] and f"record at byte {second}" in found[1].source


def test_what_stands_between_records_is_told_and_passed_over(tmp_path):
    content = news_warc(2)
    at = positions(content)[1]
    found = read_content(tmp_path, "a.warc.gz", content[:at] + b"no record at all" * 9 + content[at:])
    assert [bool(f.article.text) for f in found] == [True, False, True] and f"byte {at}: no record" in found[1].problems[0]


NEWS = news_warc(6)


@settings(deadline=None, max_examples=40)
@given(st.integers(200, 9000), st.lists(st.tuples(st.integers(0, len(NEWS) - 1), st.binary(max_size=30), st.integers(0, 60)), max_size=3))
def test_pages_do_not_depend_on_how_their_archive_is_divided(tmp_path_factory, part, damages):
    content = NEWS
    for at, put, cut in damages:
        content = content[:at] + put + content[at + cut :]
    file = tmp_path_factory.mktemp("warc") / "news.warc.gz"
    file.write_bytes(content)
    assert read_in_blocks([file], part=part, group=0) == read_whole([file])
