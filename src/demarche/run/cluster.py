"""Blocks → parts, read by Dask workers: those of this machine, or of a cluster whose scheduler is named. One task a block.

A task may run twice, when its worker dies: its part is written whole and then renamed, so that there is one. A block that ends its worker
again and again is given up by the scheduler, and the rest goes on.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from demarche.errors import BadOption, DemarcheError
from demarche.ingest.blocks import Block, name_block
from demarche.ingest.steps import Steps
from demarche.run.looking import Outcome
from demarche.run.order import Order
from demarche.run.parts import Parts
from demarche.run.pool import Finished, read_with
from demarche.run.process import ReadingProcess

# Tasks a worker has waiting, so that it never waits for the next; more would only make the list of an archive's blocks long.
_AHEAD = 3
_CONNECT_S = 20
# Of a cluster of our own. A task waits with the scheduler until a worker is free, so that none is blamed for a death that it only waited beside;
# after the second death in its hands it is tried once more, alone.
_CONFIG = {
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.scheduler.allowed-failures": 1,
    "distributed.admin.log-format": "%(message)s",
}


class ClusterGone(DemarcheError):
    """The scheduler or all of its workers are gone."""


NameOf = Callable[[Block], str]


@dataclass(frozen=True, slots=True)
class ReadPart:
    """What became of a block. `problem`: why nobody could read it; else its part is there, and `steps` tells what each step took."""

    block: Block
    name: str
    steps: Steps | None = None
    problem: str | None = None


@contextmanager
def open_cluster(scheduler: str | None, workers: int) -> Iterator[Any]:
    """A client of the scheduler at an address, or of a cluster made on this machine. Raises BadOption where Dask is missing or nobody answers."""
    try:
        from dask import config
        from distributed import Client, LocalCluster
    except ImportError as reason:
        raise BadOption("--engine dask: Dask is not installed. pip install 'demarche[dask]'") from reason
    with config.set(_CONFIG):
        if scheduler is None:
            # Memory is what the reading processes take, and they have their own limit.
            with LocalCluster(n_workers=workers, threads_per_worker=1, memory_limit=0, dashboard_address=None) as cluster, Client(cluster) as client:
                yield client
            return
        try:
            client = Client(scheduler, timeout=_CONNECT_S)
        except (OSError, ValueError) as reason:
            raise BadOption(f"--scheduler {scheduler}: no Dask scheduler answers there. Is it running, and is the address right?") from reason
        with client:
            yield client


def read_parts(blocks: Iterator[Block], order: Order, parts: Parts, client: Any, name_of: NameOf = name_block) -> Iterator[ReadPart]:
    """Has every block read by the cluster's workers, a few ahead; tells of each when its part is written, or nobody could write it.

    `name_of` gives the name of a block, of which it is asked once.
    """
    from distributed import as_completed

    client.register_plugin(_make_plugin(order), name="demarche-reading")
    width = max(1, sum(client.nthreads().values())) * _AHEAD
    named = ((block, name_of(block)) for block in blocks)
    waiting = {_submit(client, block, name, parts): (block, name) for block, name in itertools.islice(named, width)}
    done = as_completed(list(waiting), loop=client.loop)
    suspects: list[tuple[Block, str]] = []
    for future in done:
        block, name = waiting.pop(future)
        read = _tell(future, block, name, client)
        if read.problem:
            suspects.append((block, name))
        else:
            yield read
        for following in itertools.islice(named, 1):
            new = _submit(client, *following, parts)
            waiting[new] = following
            done.add(new)
    for block, name in suspects:  # alone: a worker's death is blamed on all that it held
        alone = _submit(client, block, name, parts, again=True)
        for future in as_completed([alone], loop=client.loop):
            yield _tell(future, block, name, client)


def _submit(client: Any, block: Block, name: str, parts: Parts, *, again: bool = False) -> Any:
    return client.submit(_read_part, block, name, parts, key=f"read-{name}{'-again' if again else ''}", pure=False)


def _tell(future: Any, block: Block, name: str, client: Any) -> ReadPart:
    if future.status == "finished":
        return ReadPart(block, name, future.result())
    if future.status in ("cancelled", "lost") or client.status != "running":
        raise ClusterGone("the scheduler is gone. What was read is safe: the same command with --resume goes on from there.")
    error = future.exception()
    if isinstance(error, DemarcheError):
        raise error
    return ReadPart(block, name, problem=f"given up: {type(error).__name__} while its workers read it")


def _make_plugin(order: Order) -> Any:
    """What loads the model once in each worker."""
    from distributed import WorkerPlugin

    class Reading(WorkerPlugin):  # type: ignore[misc]
        name = "demarche-reading"

        def setup(self, worker: Any) -> None:
            worker.demarche_reading = ReadingProcess(order)

        def teardown(self, worker: Any) -> None:
            worker.demarche_reading.close()

    return Reading()


def _read_part(block: Block, name: str, parts: Parts) -> Steps | None:
    """The task: reads a block in the worker's reading process, and writes its part. What each step took; None where its end could not be read."""
    from distributed import get_worker

    if parts.has(name):
        return Steps()
    *outcomes, finished = read_with([get_worker().demarche_reading], iter([block]))
    assert isinstance(finished, Finished)
    parts.write(name, [o for o in outcomes if isinstance(o, Outcome)])
    return finished.steps
