"""What is made to exhaust its reader does not: limits count after every layer of packing, and memory stays small."""

import bz2
import gzip
import json
import lzma
import subprocess
import sys
import zipfile
import zlib

import pytest
from reading_files import read_content, sources
from samples import PACKERS, STORY, news_warc, packed_zip, page, row, warc

from conftest import ROOT
from demarche.ingest import zips
from demarche.settings import Settings

SMALL = Settings(max_bytes=20_000)
GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\2\xff"
LONG = STORY.encode() * 300  # 100 KB


@pytest.mark.parametrize("packer", PACKERS)
def test_the_limit_counts_for_what_is_unpacked(packer, tmp_path):
    [found] = read_content(tmp_path, f"a.txt{packer}", PACKERS[packer](LONG), SMALL)
    assert "a.txt" in found.source and "more than 20,000 bytes. Raise --max-bytes" in found.problems[0]


@pytest.mark.parametrize(
    ("name", "content", "whole"),
    [
        ("a.jsonl", row() + row(LONG.decode()) + row(), [True, False, True]),
        ("a.jsonl.gz", gzip.compress(row() + row(LONG.decode()) + row()), [True, False, True]),
        ("a.zip", packed_zip({"a.txt": STORY, "b.txt": LONG, "c.txt": STORY}), [True, False, True]),
        ("a.zip", packed_zip({"a.txt": STORY, "b.zip": packed_zip({"x.txt": LONG, "y.txt": STORY})}), [True, False, True]),
        ("a.warc.gz", warc([("u:1", "text/html", page()), ("u:2", "text/html", page(words=[STORY] * 99)), ("u:3", "text/html", page())]), [True, False, True]),
        ("a.warc.gz", warc([("u:1", "text/html", gzip.compress(page() + b" " * 10**6))], headers=[("Content-Encoding", "gzip")]), [False]),
        ("a.txt.gz", gzip.compress(gzip.compress(LONG)), [False]),
    ],
)
def test_the_limit_counts_for_each_document(name, content, whole, tmp_path):
    found = read_content(tmp_path, name, content, SMALL)
    assert [bool(f.article.text) for f in found] == whole
    assert all("more than 20,000 bytes" in f.problems[0] for f in found if f.problems)


def nested(content, layers, pack):
    for _ in range(layers):
        content = pack(content)
    return content


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, lambda content: packed_zip({"a.zip": content})])
def test_archives_inside_of_each_other_are_unpacked_four_deep(pack, tmp_path):
    story = packed_zip({"a.txt": STORY})
    [found] = read_content(tmp_path, "a", nested(story, 3, pack))
    assert found.article.text == STORY
    [found] = read_content(tmp_path, "a", nested(story, 4, pack))
    assert "4 archives inside of each other" in found.problems[0]


def overlapping():
    """Many entries of a list that name one member's bytes."""
    content = bytearray(packed_zip({"a.txt": STORY}))
    start = content.index(b"PK\1\2")
    end = content.index(b"PK\5\6")
    entry = bytes(content[start:end])
    tail = bytearray(content[end:])
    tail[8:12] = (50).to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * 50).to_bytes(4, "little")
    return bytes(content[:start]) + entry * 50 + bytes(tail)


def test_a_zip_whose_members_overlap_is_refused(tmp_path):
    [found] = read_content(tmp_path, "a.zip", overlapping())
    assert "its members overlap" in found.problems[0]


def test_a_zip_of_too_many_members_is_read_up_to_there(tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "MOST_MEMBERS", 3)
    *whole, told = read_content(tmp_path, "a.zip", packed_zip({f"{n}.txt": STORY for n in range(5)}))
    assert sources(whole, tmp_path) == ["a.zip, 0.txt", "a.zip, 1.txt", "a.zip, 2.txt"] and "5 members, of which the first 3 were read" in told.problems[0]


def test_a_zip_with_a_list_too_large_to_be_held_is_refused(tmp_path):
    content = bytearray(packed_zip({"a.txt": STORY}))
    at = content.rindex(b"PK\5\6")
    content[at + 12 : at + 16] = (20_000_000).to_bytes(4, "little")
    [found] = read_content(tmp_path, "a.zip", bytes(content))
    assert "a list of 20,000,000 bytes" in found.problems[0]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_in_a_rare_way_is_named(method, tmp_path):
    [found] = read_content(tmp_path, "a.zip", packed_zip({"a.txt": STORY}, method))
    assert f"rare way (method {method})" in found.problems[0]


def test_xz_that_asks_for_much_memory_is_refused(tmp_path):
    content = lzma.compress(STORY.encode(), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 28}])
    [found] = read_content(tmp_path, "a.txt.xz", content)
    assert "damaged (Memory usage limit exceeded)" in found.problems[0] or "Memory" in found.problems[0]


def zeros(megabytes, before=b"", after=b""):
    """A gzip member of a story's beginning, so many megabytes of blanks, and an end. The megabyte is packed once and laid down again and again."""
    packer, blank = zlib.compressobj(9, zlib.DEFLATED, -15), b" " * 1_000_000
    begun = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
    ended = packer.compress(after) + packer.flush()
    checksum = zlib.crc32(before)
    for _ in range(megabytes):
        checksum = zlib.crc32(blank, checksum)
    size = len(before) + megabytes * 1_000_000 + len(after)
    return GZIP_HEAD + begun + again * megabytes + ended + zlib.crc32(after, checksum).to_bytes(4, "little") + size.to_bytes(4, "little")


def warc_bomb():
    """600 KB that unpack to 600 MB, and a page behind it."""
    size = 600_000_000 + 44
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nContent-Length: %d\r\n\r\n" % size
    return zeros(600, head + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") + news_warc(1)


BOMBS = {
    "a.warc.gz": (warc_bomb, [False, True]),
    "a.txt.gz": (lambda: zeros(120), [False]),
    "a.jsonl.gz": (lambda: zeros(120, b'{"text": "', b'"}\n') + gzip.compress(row()), [False, True]),
    "b.jsonl.gz": (lambda: gzip.compress(zeros(250, b'{"text": "', b'"}\n')), [False]),
    "a.jsonl.bz2": (lambda: bz2.compress(b" " * 60_000_000 + b"\n" + row()), [False, True]),
    "a.zip": (lambda: packed_zip({"a.txt": b" " * 60_000_000, "b.txt": STORY}), [False, True]),
    "b.zip": (lambda: packed_zip({f"{n}.zip": packed_zip({f"{n}.txt": b" " * 25_000_000 for n in range(4)}) for n in range(4)}), [False] * 13),
    "a.jsonl": (lambda: b'{"words": "%b"}\n' % (b"Talks. " * 100_000) * 60, [False] * 60),
}
CHILD = """
import json, resource, sys
from demarche.ingest.blocks import Block, read_block
from demarche.ingest.metadata import Metadata
from demarche.settings import Settings
list(read_block(Block((sys.argv[1],)), Metadata(), Settings()))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name in sys.argv[2:]:
    whole = [bool(found.article.text) for found in read_block(Block((name,)), Metadata(), Settings())]
    growth = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    print(json.dumps([whole, growth]), flush=True)
"""


def test_bombs_take_little_memory(tmp_path):
    (tmp_path / "warm.warc.gz").write_bytes(news_warc(1))
    for name, (make, _) in BOMBS.items():
        (tmp_path / name).write_bytes(make())
    command = [sys.executable, "-c", CHILD, *(str(tmp_path / name) for name in ("warm.warc.gz", *BOMBS))]
    out = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT / "src")}, timeout=120)
    read = dict(zip(BOMBS, map(json.loads, out.stdout.splitlines()), strict=True))
    assert {name: whole for name, (whole, _) in read.items()} == {name: expected for name, (_, expected) in BOMBS.items()}
    assert max(growth for _, growth in read.values()) < 100, read
