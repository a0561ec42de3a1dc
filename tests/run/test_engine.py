"""Whole runs into a store: by processes, and by a cluster."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from runs import FILLER, HERE, order, row, write_rows

from demarche.archive import open_archive
from demarche.errors import BadOption
from demarche.ingest.steps import Steps
from demarche.run.engine import Engine, add_blocks
from demarche.store.writing import State

ENGINES = {"local": Engine("local", 2), "dask": Engine("dask", 2)}


def add(archive, paths, engine, steps=None):
    return list(add_blocks(paths, order(archive.address), engine, archive.store, None, steps if steps is not None else Steps()))


def dump_of(path):
    with open_archive(path) as archive:
        return list(archive.dump()), archive.ledger()


@pytest.fixture
def inputs(tmp_path):
    """Three files: rows, one of them twice; rows with one that is no JSON and one that kills; a file that is not there."""
    (tmp_path / "in").mkdir()
    write_rows(tmp_path / "in/a.jsonl", [row(1), row(2), row(1)])
    path = write_rows(tmp_path / "in/b.jsonl", [row(3), row(4, "DIES"), row(5)])
    with Path(path).open("a") as file:
        file.write("{no json\n")
    return [str(tmp_path / "in"), str(tmp_path / "none.txt")]


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_whoever_reads_the_store_is_the_same_and_nothing_is_lost(engine, inputs, tmp_path):
    steps = Steps()
    with open_archive(tmp_path / "one.db") as archive:
        added = add(archive, inputs, Engine("local", 1))
    with open_archive(tmp_path / "other.db") as archive:
        assert sorted(a.source for a in add(archive, inputs, engine, steps)) == sorted(a.source for a in added)
    assert dump_of(tmp_path / "one.db") == dump_of(tmp_path / "other.db")
    ledger = dump_of(tmp_path / "one.db")[1]
    assert (ledger.read, ledger.kept, ledger.copy, ledger.failed) == (8, 4, 1, 3)
    assert {"decode", "copy", "model", "store"} <= steps.by_name.keys()
    assert not list(tmp_path.glob("*.parts"))


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_a_run_that_goes_on_opens_nothing_that_is_in(engine, inputs, tmp_path):
    with open_archive(tmp_path / "one.db") as archive:
        add(archive, inputs, engine)
        again = add(archive, inputs, Engine(engine.name, engine.workers, resume=True))
    assert [a.source for a in again] == [inputs[1]], "only what failed to open is tried again"


def test_a_file_that_has_changed_is_opened_again(tmp_path):
    path = write_rows(tmp_path / "a.jsonl", [row(1)])
    engine = Engine("local", 1, resume=True)
    with open_archive(tmp_path / "one.db") as archive:
        add(archive, [path], engine)
        write_rows(tmp_path / "a.jsonl", [row(1), row(2)])
        assert [(a.state, a.was_there) for a in add(archive, [path], engine)] == [(State.KEPT, True), (State.KEPT, False)]


def test_what_another_run_has_read_is_brought_in_without_reading(tmp_path):
    # A cluster wrote its parts, and the command that was to bring them in was killed.
    from demarche.ingest.blocks import Block, name_block
    from demarche.ingest.input import Input
    from demarche.record import Article
    from demarche.run.looking import Outcome
    from demarche.run.parts import Parts

    path = write_rows(tmp_path / "a.jsonl", [row(1)])
    parts = Parts(str(tmp_path / "parts"))
    parts.write(name_block(Block((path,))), [Outcome(Input(Article("x", ""), ("it was read before",), "x"))])
    with open_archive(tmp_path / "one.db") as archive:
        added = add(archive, [path], Engine("dask", 1, parts=parts.address, resume=True))
    assert [a.problems for a in added] == [("it was read before",)]


KILLED = {"the command": "local", "the command, which holds the scheduler": "dask"}


@pytest.mark.parametrize("engine", KILLED.values(), ids=KILLED)
def test_a_run_that_is_killed_and_goes_on_ends_as_one_that_was_not(engine, tmp_path):
    (tmp_path / "in").mkdir()
    for n in range(8):
        write_rows(tmp_path / f"in/{n}.jsonl", [row(10 * n + i) for i in range(6)])
    with open_archive(tmp_path / "whole.db") as archive:
        add(archive, [str(tmp_path / "in")], Engine("local", 1))
    command = [sys.executable, str(HERE / "adding_child.py"), str(tmp_path / "in"), str(tmp_path / "killed.db"), engine]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    for _ in range(10):
        running.stdout.readline()
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    there = dump_of(tmp_path / "killed.db")[1].read
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert 10 <= there <= 48 and len(done.stdout.splitlines()) <= 48
    assert dump_of(tmp_path / "killed.db") == dump_of(tmp_path / "whole.db")


WRONG = {
    "no such engine": ({"name": "spark"}, "local, dask"),
    "fewer than none": ({"workers": -1}, "not possible"),
    "a scheduler for nobody": ({"scheduler": "tcp://a:1"}, "--engine dask"),
}


@pytest.mark.parametrize(("options", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_option_is_named(options, words):
    with pytest.raises(BadOption, match=words):
        Engine(**options)


def test_a_text_never_stands_in_the_ledger_s_reasons(inputs, tmp_path):
    with open_archive(tmp_path / "one.db") as archive:
        add(archive, inputs, Engine("local", 1))
        reasons = [p.reason for p in archive.problems()]
    assert len(reasons) == 3 and not any(FILLER[:20] in r for r in reasons)
