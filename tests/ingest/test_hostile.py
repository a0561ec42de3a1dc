"""Hostile and broken inputs, each with what it must give. Nothing here may raise, hang, fetch, or come out as an empty article without a word."""

import gzip
import json
import socket
import zlib

import pytest
from reading_files import read_content
from samples import STORY, WORDS, mail, news_warc, packed_zip, page, parquet, pdf, row, warc

from demarche.settings import Settings

MIDDLE = WORDS[1]
ENTITIES = '<!DOCTYPE html [<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "]>"
CANARY = '<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/hostname"><!ENTITY far SYSTEM "http://127.0.0.1:9/x">]>'
STYLES = '<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><script src="http://127.0.0.1:9/x.js"></script>'
CAFE = "They met in the café of the hotel, and “nothing” was signed, he said."


def within(levels, tag="div"):
    body = page().decode()
    at, end = body.index("<article>"), body.index("</article>")
    return (body[:at] + f"<{tag}>" * levels + body[at:end] + "</article>" + f"</{tag}>" * levels + "</body></html>").encode()


def with_words(words, **options):
    return page(words=[*WORDS, words], **options)


def chunked(content):
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(content), content)


def answer(content, kind="text/html", **options):
    return warc([("https://example.org/x", kind, content)], **options)


def relisted(content, at, size, value):
    """A ZIP whose list says another value."""
    changed = bytearray(content)
    start = changed.rindex(b"PK\1\2") + at
    changed[start : start + size] = value.to_bytes(size, "little")
    return bytes(changed)


# name, content, words of the article that come out (or None), words of the problem (or None)
HOSTILE = {
    # Web pages: nesting and size
    "nested 250 deep": ("a.html", within(240), MIDDLE, None),
    "nested 300 deep": ("a.html", within(300), MIDDLE, None),
    "nested 1000 deep": ("a.html", within(1000, "span"), MIDDLE, None),
    "nested 5000 deep": ("a.html", within(5000), None, "nested more than 2,000 deep"),
    "nested 100,000 deep": ("a.html", within(100_000), None, "nested more than 2,000 deep"),
    "a million of tags": ("a.html", page(tail="<p>" * 1_000_000), None, "tags, more than 300,000"),
    "a table of 6,000 rows": ("a.html", page(tail="<table>" + "<tr><td>x</td></tr>" * 6_000 + "</table>"), MIDDLE, None),
    "a tag of 100,000 attributes": ("a.html", page(tail="<p " + " ".join(f"a{n}" for n in range(100_000)) + ">"), None, "more than 20,000 attributes"),
    "the same behind a quote": ("a.html", page(tail="<p \" '" + " ".join(f"a{n}" for n in range(100_000)) + ">"), None, "more than 20,000 attributes"),
    "the same between greater signs": ("a.html", page(tail="<p " + " ".join(f'a{n}=">"' for n in range(50_000)) + ">"), None, "more than 20,000 attributes"),
    "a text node of 11 MB": ("a.html", with_words("They met again. " * 700_000), MIDDLE, None),
    "a text node of 11 MB in a script": ("a.html", page(tail="<script>" + "x = 1; " * 1_600_000 + "</script>"), MIDDLE, None),
    "comments that never end": ("a.html", page(tail="<!--" * 50_000), MIDDLE, None),
    "a page of nothing": ("a.html", b"<html></html>", None, "no article text found (0 links, 0 words)"),
    "a page of blanks": ("a.html", b" \n" * 100, None, "no article text found"),
    "a page of one mark": ("a.html", b"<", None, "no article text found"),
    "a page of links": ("a.html", b"<html>" + b"<a href='/x'>One</a> " * 20, None, "Is it a list page?"),
    "frames": ("a.html", b"<html><frameset><frame src='/x'></frameset></html>", None, "no article text found"),
    # Web pages: entities and what lies elsewhere
    "entities of entities": ("a.html", ENTITIES.encode() + page(tail="<p>&i;</p>"), MIDDLE, None),
    "entities of entities in XHTML": ("a.xhtml", b'<?xml version="1.0"?>' + ENTITIES.encode() + page(tail="<p>&i;</p>"), MIDDLE, None),
    "files of the machine": ("a.xhtml", b'<?xml version="1.0"?>' + CANARY.encode() + page(tail="<p>&secret;&far;</p>"), MIDDLE, None),
    "things to be fetched": ("a.html", page(head=STYLES), MIDDLE, None),
    "numbers of no character": ("a.html", with_words("&#x110000; &#xD800; &#0; &#99999999999; said he."), MIDDLE, None),
    # Web pages: charsets
    "cp1252 that says UTF-8": ("a.html", with_words(CAFE).decode().encode("cp1252"), CAFE, None),
    "UTF-8 that says cp1252": ("a.html", with_words(CAFE, charset="windows-1252"), CAFE, None),
    "cp1252 that says UTF-16": ("a.html", with_words(CAFE, charset="utf-16").decode().encode("cp1252"), CAFE, None),
    "a charset that nobody knows": ("a.html", with_words(CAFE, charset="x-klingon"), CAFE, None),
    "UTF-16 without its mark": ("a.html", with_words(CAFE).decode().encode("utf-16-le"), CAFE, None),
    "UTF-16 with its mark": ("a.html", with_words(CAFE).decode().encode("utf-16"), CAFE, None),
    "UTF-7 is never read as such": ("a.html", with_words("+ADw-b+AD4- said he.", charset="utf-7"), "+ADw-b+AD4- said he.", None),
    "a server that lies": ("a.warc.gz", answer(with_words(CAFE), "text/html; charset=koi8-r"), CAFE, None),
    "a server that alone knows": ("a.warc.gz", answer(with_words("из Łódź", charset=None), "text/html; charset=utf-8"), "из Łódź", None),
    "NULs between letters": ("a.html", with_words("They sig\0ned it, sa\0id he."), "They signed it, said he.", None),
    "directions and joiners, which trafilatura takes out": ("a.html", with_words("He \u202eover\u202c and \u200bzero\u200d."), "He over and zero.", None),
    "directions in a row": ("a.jsonl", row("Talks \u202eover\u202c and \u200bzero\u200d."), "Talks \u202eover\u202c and \u200bzero\u200d.", None),
    # Plain text
    "a text of one line of 5 MB": ("a.txt", b"They met again. " * 300_000, "They met again.", None),
    "a text of NULs": ("a.txt", b"\0" * 5000, None, "no text found"),
    "directions in a text": ("a.txt", (STORY + "\u200f\u202eשלום\u202c \ufeff").encode(), "\u200f\u202eשלום\u202c \ufeff", None),
    "a picture that says it is a text": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, None, "no text, but a PNG picture"),
    "a ZIP that says it is a page": ("a.html", packed_zip({"a.txt": STORY}), STORY, None),
    "a PDF that says it is a text": ("a.txt", pdf(), MIDDLE, None),
    "a page that says it is a PDF": ("a.pdf", page(), MIDDLE, None),
    "a text that says it is a PDF": ("a.pdf", STORY.encode(), None, "damaged"),
    "a text that says it is a ZIP": ("a.zip", STORY.encode(), None, "no list of members at its end"),
    "a text that says it is gzip": ("a.txt.gz", STORY.encode(), None, "damaged"),
    "a text that says it is an archive": ("a.warc", STORY.encode(), None, "no record of a web archive begins here"),
    "a text that says it is Parquet": ("a.parquet", STORY.encode(), None, "no whole Parquet file"),
    "an old Office document": ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, None, "an Office document"),
    "zstd": ("a.txt", b"(\xb5/\xfd\4\0", None, "packed by zstd; unpack it first"),
    # Rows
    "half an emoji in a row": ("a.jsonl", b'{"text": "Talks were held in Vienna \\ud83d today."}', "Talks were held in Vienna \ufffd today.", None),
    "halves in the wrong order": ("a.jsonl", b'{"text": "Talks in Vienna \\ude00\\ud83d."}', "Talks in Vienna \ufffd\ufffd.", None),
    "a whole emoji in a row": ("a.jsonl", b'{"text": "Talks in Vienna \\ud83d\\ude00."}', "Talks in Vienna \U0001f600.", None),
    "half an emoji in a key": ("a.jsonl", b'{"\\ud83d": "Talks"}', None, "unexpected end of hex escape"),
    "a NUL in a row": ("a.jsonl", b'{"text": "Talks in\\u0000 Vienna."}', "Talks in\0 Vienna.", None),
    "a row nested 100,000 deep": ("a.jsonl", b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", None, "line 1"),
    "a row of a number of 100,000 digits": ("a.jsonl", b'{"text": "Talks in Vienna.", "id": ' + b"9" * 100_000 + b"}", None, "number out of range"),
    "a row that is no object": ("a.jsonl", b'["text"]', None, "line 1"),
    "a row in UTF-16": ("a.jsonl", row().decode().encode("utf-16"), None, "line 1"),
    "a row of an unknown id": ("a.jsonl", b'{"text": "Talks in Vienna.", "id": {"a": 1}}', None, "id"),
    # Web archives
    "a record without a length": ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + page(), None, "a record without a length"),
    "a record of negative length": ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n", None, "a record without a length"),
    "a record longer than the world": (
        "a.warc",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        None,
        "cut off",
    ),
    "a head without an end": ("a.warc", b"WARC/1.0\r\n" + b"X: y\r\n" * 90_000, None, "its head has no end"),
    "an answer without a head": ("a.warc.gz", answer(b"", status=""), None, "the server answered"),
    "chunks that lie": ("a.warc.gz", answer(b"ffffffff\r\n" + page(), headers=[("Transfer-Encoding", "chunked")]), MIDDLE, None),
    "gzip that is cut in a record": ("a.warc.gz", answer(gzip.compress(page())[:-40], headers=[("Content-Encoding", "gzip")]), None, "cut off"),
    "deflate with a head": ("a.warc.gz", answer(zlib.compress(page()), headers=[("Content-Encoding", "deflate")]), MIDDLE, None),
    "brotli": ("a.warc.gz", answer(b"\x8b\x0b\x80\x03" * 90, headers=[("Content-Encoding", "br")]), None, "packed by br"),
    "chunks of gzip": (
        "a.warc.gz",
        answer(chunked(gzip.compress(page())), headers=[("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
        MIDDLE,
        None,
    ),
    "an address of 100 KB": ("a.warc", b"WARC/1.0\r\nWARC-Target-URI: " + b"x" * 100_000 + b"\r\n\r\n", None, "its head has no end"),
    # ZIP
    "a member with a path upwards": ("a.zip", packed_zip({"../../etc/a.txt": STORY}), STORY, None),
    "a member locked by a password": ("a.zip", relisted(packed_zip({"a.txt": STORY}), 8, 2, 1), None, "locked by a password"),
    "a member that begins nowhere": ("a.zip", relisted(packed_zip({"a.txt": STORY}), 42, 4, 0xFFFFFF), None, "damaged"),
    "a member of another checksum": ("a.zip", relisted(packed_zip({"a.txt": STORY}), 16, 4, 5), None, "damaged"),
    "a ZIP of nothing": ("a.zip", packed_zip({}), None, "no article among its 0 members"),
    # PDF, Parquet, mail
    "a PDF that is cut": ("a.pdf", pdf()[:700], None, "a.pdf"),
    "a PDF of its first line": ("a.pdf", b"%PDF-1.7\n", None, "damaged"),
    "a PDF whose pages hold themselves": (
        "a.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>",
        None,
        "a.pdf",
    ),
    "a scan": ("a.pdf", pdf(words=()).replace(b"Ministers", b"         "), "Ministers", None),
    "Parquet that is cut": ("a.parquet", parquet({"text": [STORY]})[:-20], None, "no whole Parquet file"),
    "a column of numbers": ("a.parquet", parquet({"text": [5]}), None, "row 1: no text in this row"),
    "a mail of no text": ("a.eml", b"From: a@example.org\nSubject: x\nContent-Type: image/png\n\nxx", None, "no text in this mail"),
    "a mail with a head of 1 MB": ("a.eml", b"From: " + b"(" * 1_000_000 + b"\nSubject: x\n\n" + STORY.encode(), None, "a head of more than 100,000 bytes"),
    "a mail of broken fields": ("a.eml", b"From: <<@\nDate: 99 Foo 99999\nSubject: =?x?q?=ff?=\n\n" + STORY.encode(), STORY, None),
    "a mail of an unknown charset": ("a.eml", b"From: a@example.org\nContent-Type: text/plain; charset=x-klingon\n\n" + STORY.encode(), STORY, None),
    "a mail of parts in parts": (
        "a.eml",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000)) + b"\n" + STORY.encode(),
        None,
        "a.eml",
    ),
    "a mail whose text is an archive of no pages": ("a.eml", b"From: a@example.org\n\n" + news_warc(0, gzipped=False), None, "a.eml: nothing to read in it"),
    "a mail with itself attached": ("a.eml", mail(text=STORY, attachments=[("a.eml", mail(text=STORY))]), STORY, None),
}


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*arguments):
        raise AssertionError("a parser asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_input_gives_its_article_or_a_clear_failure(case, tmp_path):
    name, content, words, problem = HOSTILE[case]
    found = read_content(tmp_path, name, content)
    assert found and all(bool(f.article.text) != bool(f.problems) for f in found)
    assert all(part.start <= part.end and f.article.text[part.start : part.end].strip() for f in found for part in f.article.parts)
    told = [p for f in found for p in f.problems]
    if words:
        assert words in found[0].article.text, told
        assert "Ã" not in found[0].article.text and "haha" not in found[0].article.text
    else:
        assert any(problem in p for p in told), told
    assert all(len(p) < 600 for p in told)


def test_a_file_of_the_machine_is_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    [found] = read_content(tmp_path, "a.xhtml", head.encode() + page(tail="<p>&s; is what they said to each other.</p>"))
    assert WORDS[0] in found.article.text and "secret words" not in found.article.text


@pytest.mark.parametrize("levels", [100, 1000, 100_000])
def test_nested_rows_and_pages_end_in_time_without_a_crash(levels, tmp_path):
    for name, content in {"a.jsonl": json.dumps({"text": "x"}).encode()[:-1] + b', "title": ' + b'{"a":' * levels, "a.html": b"<b>" * levels}.items():
        [found] = read_content(tmp_path, name, content, Settings())
        assert found.problems and not found.article.text
