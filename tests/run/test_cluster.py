"""A cluster of this machine, whose reading processes have no model."""

import contextlib
import os
import signal
import threading
import time

import pytest
from runs import order, row, write_rows

from demarche.errors import BadOption
from demarche.ingest.blocks import Block, name_block
from demarche.run import cluster
from demarche.run.cluster import ClusterGone, open_cluster, read_parts
from demarche.run.parts import Parts


@pytest.fixture(scope="module")
def client():
    with open_cluster(None, 2) as opened:
        yield opened


def blocks_of(folder, count, words=None):
    return [Block((write_rows(folder / f"{n}.jsonl", [row(10 * n + i, (words or {}).get(10 * n + i, "")) for i in range(3)]),)) for n in range(count)]


def ids_in(parts, blocks):
    return [o.found.article.id for b in blocks for o in parts.read(name_block(b))]


WHOLE = [f"a{10 * n + i}" for n in range(6) for i in range(3)]


def test_every_block_becomes_a_part(client, tmp_path):
    blocks, parts = blocks_of(tmp_path, 6), Parts(str(tmp_path / "parts"))
    told = list(read_parts(iter(blocks), order(), parts, client))
    assert {t.block for t in told} == set(blocks) and all(t.steps and not t.problem for t in told)
    assert ids_in(parts, blocks) == WHOLE
    assert not list((tmp_path / "parts").glob("*.tmp*"))


def test_a_part_that_is_there_is_not_read_again(client, tmp_path):
    blocks, parts = blocks_of(tmp_path, 2), Parts(str(tmp_path / "parts"))
    parts.write(name_block(blocks[0]), [])
    list(read_parts(iter(blocks), order(), parts, client))
    assert ids_in(parts, blocks) == ["a10", "a11", "a12"]


def test_a_worker_that_is_killed_changes_nothing(client, tmp_path):
    # The first document lets its worker be killed while it is read; the second time it is read like any other.
    mark = tmp_path / "mark"
    blocks, parts = blocks_of(tmp_path, 6, {20: f"WAITS {mark}"}), Parts(str(tmp_path / "parts"))
    pids = client.run(os.getpid)

    def kill():
        while not mark.exists():
            time.sleep(0.02)
        os.kill(int(mark.read_text()), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    told = list(read_parts(iter(blocks), order(), parts, client))
    killer.join()
    assert ids_in(parts, blocks) == WHOLE and not any(t.problem for t in told)
    assert set(client.run(os.getpid).values()) != set(pids.values()), "a worker was killed"


def test_a_block_that_always_ends_its_worker_is_given_up_and_the_rest_is_read(client, tmp_path, monkeypatch):
    blocks, parts = blocks_of(tmp_path, 3, {10: "KILLS ITS WORKER"}), Parts(str(tmp_path / "parts"))
    told = {t.block: t for t in read_parts(iter(blocks), order(), parts, client)}
    assert [bool(told[b].problem) for b in blocks] == [False, True, False]
    assert "given up" in told[blocks[1]].problem


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr(cluster, "_CONNECT_S", 1)
    with pytest.raises(BadOption, match="no Dask scheduler answers"), open_cluster("tcp://127.0.0.1:9", 1):
        pass


def test_a_scheduler_that_goes_is_told(tmp_path):
    blocks, parts = blocks_of(tmp_path, 4, {0: "HANGS"}), Parts(str(tmp_path / "parts"))
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as own:
        opened = Client(own, timeout=5)
        threading.Timer(2.0, own.close).start()
        with pytest.raises(ClusterGone, match="--resume"):
            list(read_parts(iter(blocks), order(), parts, opened))
        with contextlib.suppress(Exception):
            opened.close(timeout=1)
