"""Killed at any moment, run by two at once, locked, full or damaged: nothing is lost, and what is refused is refused in words."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from child import article

from demarche.errors import StoreError
from demarche.store import database
from demarche.store.dump import dump
from demarche.store.store import Store, open_store
from demarche.store.verify import verify

TESTS = Path(__file__).parent.parent
ARTICLES = 60


def start(address: str, first: int = 0, last: int = ARTICLES) -> "subprocess.Popen[str]":
    path = os.pathsep.join(map(str, (TESTS, TESTS / "store", TESTS.parent / "src")))
    command = [sys.executable, str(Path(__file__).parent / "child.py"), address, str(first), str(last)]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, text=True)


def finish(process: "subprocess.Popen[str]") -> int:
    process.communicate()
    return process.returncode


def lines(store: Store) -> list[str]:
    with store.reading() as connection:
        assert list(verify(connection)) == []
        return list(dump(connection))


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    store = open_store(tmp_path_factory.mktemp("whole") / "crisis.db")
    for number in range(ARTICLES):
        record = article(number)
        store.add(record.article, f"k{number}", record)
    return lines(store)


@pytest.mark.parametrize("seed", range(4))
def test_a_run_that_was_killed_and_repeated_is_a_run_that_was_not(address, uninterrupted, seed):
    process = start(address)
    assert process.stdout is not None
    draw = random.Random(seed)
    number = draw.randrange(ARTICLES)
    while process.stdout.readline().strip() != str(number):
        pass
    time.sleep(draw.uniform(0, 0.01))  # about what one article takes
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert finish(start(address)) == 0
    store = open_store(address)
    assert lines(store) == uninterrupted
    store.close()


def test_two_at_once_lose_nothing(address, uninterrupted):
    open_store(address).close()
    both = [start(address, 0, ARTICLES), start(address, 0, ARTICLES)]
    assert [finish(p) for p in both] == [0, 0]
    store = open_store(address)
    assert lines(store) == uninterrupted
    store.close()


def test_a_store_that_another_process_holds_too_long_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "WAIT_S", 1)
    path = tmp_path / "crisis.db"
    store = open_store(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process has been writing"):
        store.add(article(1).article, "k1", article(1))
    other.execute("ROLLBACK")
    assert store.add(article(1).article, "k1", article(1)) is not None


def test_a_full_disk_is_told_and_the_store_is_unharmed(tmp_path):
    store = open_store(tmp_path / "crisis.db")
    for number in range(10):
        store.add(article(number).article, f"k{number}", article(number))
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    store.close()
    store = open_store(tmp_path / "crisis.db")
    with store.database.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="no room left"):
        for number in range(10, 60):
            store.add(article(number).article, f"k{number}", article(number))
    store.close()
    again = open_store(tmp_path / "crisis.db")
    assert lines(again) and all(again.state_of(article(n).article) for n in range(10))


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"not a database at all, but long enough to be taken for one" * 40, "no store"), (None, "does not exist")],
)
def test_what_is_no_store_is_refused(tmp_path, content, message):
    path = tmp_path / "a" / "crisis.db" if content is None else tmp_path / "crisis.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=message):
        open_store(path)


@pytest.mark.parametrize("address", ["mysql://host/name", "postgresql://nobody@127.0.0.1:1/none"])
def test_an_address_that_leads_nowhere_is_refused(address):
    with pytest.raises(StoreError):
        open_store(address)


def test_a_store_that_is_not_there_is_not_made_by_a_question(tmp_path):
    with pytest.raises(StoreError, match="demarche add"):
        open_store(tmp_path / "crisis.db", create=False)
    assert not (tmp_path / "crisis.db").exists()


def test_no_password_stands_in_an_error():
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
