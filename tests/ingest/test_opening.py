"""Object stores, on a server of S3's protocol at the loopback; and what errors say of an address."""

import json
import sys

import pytest
import s3fs
from moto.server import ThreadedMotoServer
from reading_files import read_in_blocks, read_whole, sources
from samples import STORY, news_warc, numbered, page, parquet, row

from demarche.errors import UnreadableInput
from demarche.ingest.blocks import Block, name_block
from demarche.ingest.files import count_inputs
from demarche.ingest.opening import address_of, opened, shown


@pytest.fixture(scope="module")
def store():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "ENDPOINT_URL": f"http://{host}:{port}",
            "ACCESS_KEY_ID": "key",
            "SECRET_ACCESS_KEY": "hidden",
            "DEFAULT_REGION": "eu-west-1",
        }.items():
            patch.setenv(f"AWS_{name}", value)
        yield s3fs.S3FileSystem()
    server.stop()


@pytest.fixture
def bucket(store):
    store.mkdir("news", region_name="eu-west-1")
    store.touch("news/here")
    yield store
    store.rm("news", recursive=True)


def test_a_folder_of_an_object_store_is_read_with_its_sidecars(bucket):
    files = {"a.txt": STORY.encode(), "a.json": b'{"published": "2022-02-07", "outlet": "Harbour Post"}', "b/c.html": page(), "map.png": b"\x89PNG"}
    for name, content in files.items():
        bucket.pipe(f"news/2022/{name}", content)
    found = read_whole(["s3://news/2022/"])
    assert [f.source for f in found] == ["s3://news/2022/a.txt", "s3://news/2022/b/c.html"]
    assert (found[0].article.published, found[0].article.outlet) == ("2022-02-07", "Harbour Post")
    assert count_inputs(["s3://news/2022"]) == 2


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("rows.jsonl", b"".join(map(row, numbered(40))), 3000),
        ("news.warc.gz", news_warc(8), 2000),
        ("a.parquet", parquet({"text": numbered(20)}, row_group_size=4), 1000),
    ],
)
def test_a_large_object_is_read_in_parts(name, content, part, bucket, tmp_path):
    bucket.pipe(f"news/{name}", content)
    (tmp_path / name).write_bytes(content)
    found = read_in_blocks([f"s3://news/{name}"], part=part, group=0)
    local = read_whole([tmp_path / name])
    assert [f.article for f in found] == [f.article for f in local]
    assert sources(found, "s3://news") == sources(local, tmp_path)


def test_the_name_of_a_block_changes_with_its_object(bucket):
    block = Block(("s3://news/a.txt",))
    names = set()
    for content in (b"one", b"two"):
        bucket.pipe("news/a.txt", content)
        bucket.invalidate_cache()
        names.add(name_block(block))
    assert len(names) == 2


@pytest.mark.parametrize("address", ["s3://news/none.txt", "s3://nowhere/none.txt", "s3://news/nothing/"])
def test_an_object_that_is_not_there_is_named(address, bucket):
    [found] = read_whole([address])
    assert found.problems == (f"{address}: no such file or folder.",)


def test_a_store_that_cannot_be_reached_is_named_without_its_credentials(bucket, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr(s3fs.S3FileSystem, "retries", 1)
    monkeypatch.setattr(s3fs.S3FileSystem, "_cache", {})
    [found] = read_whole(["s3://news/a.txt"])
    assert found.problems[0].startswith("s3://news/a.txt: can't be") and "hidden" not in json.dumps(found.problems)


def test_a_missing_library_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    [found] = read_whole(["s3://news/a.txt"])
    assert found.problems == ("s3://news/a.txt: reading from an object store needs fsspec. Install demarche[s3].",)


def test_an_unknown_kind_of_address_is_named():
    [found] = read_whole(["klingon://news/a.txt"])
    assert "no way to read klingon:// is installed" in found.problems[0]


@pytest.mark.parametrize(
    ("path", "address", "name"),
    [
        ("s3://news/a.txt", "s3://news/a.txt", "s3://news/a.txt"),
        ("s3:/news/a.txt", "s3://news/a.txt", "s3://news/a.txt"),
        ("https://reader:secret@example.org/a.txt?token=x", "https://reader:secret@example.org/a.txt?token=x", "https://example.org/a.txt"),
        ("ftp://reader:a/b@c@example.org/a.txt", "ftp://reader:a/b@c@example.org/a.txt", "ftp://example.org/a.txt"),
        ("what: is it?.txt", "what: is it?.txt", "what: is it?.txt"),
        ("-", "-", "-"),
    ],
)
def test_what_an_address_holds_of_credentials_is_never_shown(path, address, name):
    assert address_of(path) == address and shown(address) == name


def test_memory_and_other_stores_of_fsspec_are_read(tmp_path):
    import fsspec

    fsspec.filesystem("memory").pipe("/talks/a.txt", STORY.encode())
    [found] = read_whole(["memory://talks/"])
    assert found.article.text == STORY


def test_a_file_that_may_not_be_read_is_named(tmp_path):
    with pytest.raises(UnreadableInput, match="no such file"), opened(str(tmp_path / "none")):
        pass
