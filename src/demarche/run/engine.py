"""Paths → a store, read by several processes of this machine or by a Dask cluster: which blocks are to be read, and which are done."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from demarche.errors import BadOption
from demarche.ingest.blocks import Block, name_block, plan_blocks
from demarche.ingest.input import Input, make_failure
from demarche.ingest.opening import is_remote
from demarche.ingest.steps import Steps
from demarche.run.adding import Added, DoneBlock, Together
from demarche.run.cluster import NameOf, ReadPart, open_cluster, read_parts
from demarche.run.limits import TooCostly, keep_loaded
from demarche.run.looking import Outcome, ReadInput
from demarche.run.order import Order
from demarche.run.parts import Parts
from demarche.run.pool import Finished, read_blocks
from demarche.store.store import Store


@dataclass(frozen=True, slots=True)
class Engine:
    """Who reads. `workers`: how many processes, 0 for one a core. `scheduler`, `parts`: of Dask; None for a cluster on this machine, and a folder
    beside the store. `resume`: leaves out what a run before has brought into the store whole, without opening it."""

    name: str = "local"
    workers: int = 0
    scheduler: str | None = None
    parts: str | None = None
    resume: bool = False

    def __post_init__(self) -> None:
        if self.name not in _SOURCES:
            raise BadOption(f'--engine: "{self.name}" is not known. Known: {", ".join(_SOURCES)}.')
        if self.workers < 0:
            raise BadOption(f"--workers: {self.workers} is not possible. Give 1 or more, or 0 for one a core.")
        if self.scheduler and self.name != "dask":
            raise BadOption("--scheduler goes with --engine dask.")

    @property
    def processes(self) -> int:
        """How many processes read at once."""
        return self.workers or _cores()


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def add_blocks(paths: Sequence[str], order: Order, engine: Engine, store: Store, read_one: ReadInput, steps: Steps) -> Iterator[Added]:
    """Adds what lies at the paths to a store, block by block; `steps` counts what each step takes. Safe to repeat and to interrupt."""
    refused: list[Input] = []
    names: dict[Block, str] = {}  # as the files were when they were planned: one that changes while it is read is another one the next time
    blocks = _wanted(paths, order, engine, store, refused, names)
    keep_loaded()
    together = Together(store, read_one, steps)
    for told in _SOURCES[engine.name](blocks, order, engine, names.__getitem__):
        if isinstance(told, Outcome):
            yield from together.take(told)
        else:
            yield from together.finish(_done(told, names.pop(told.block), steps), now=told.waits)
    for found in refused:
        yield from together.take(Outcome(found))
    yield from together.settle()


def _wanted(paths: Sequence[str], order: Order, engine: Engine, store: Store, refused: list[Input], names: dict[Block, str]) -> Iterator[Block]:
    """The blocks that are to be read, whose names come into `names`; what can't even be opened goes to `refused`."""
    for planned in plan_blocks(paths, order.settings):
        if isinstance(planned, Input):
            refused.append(planned)
            continue
        name = name_block(planned)
        if not (engine.resume and store.has_block(name)):
            names[planned] = name
            yield planned


def _done(finished: Finished, name: str, steps: Steps) -> DoneBlock | None:
    """What the ledger keeps of a block. One whose end could not be read is tried again the next time."""
    if finished.steps is None:
        return None
    steps.add(finished.steps)
    return DoneBlock(name, ", ".join(finished.block.files))


def _by_processes(blocks: Iterator[Block], order: Order, engine: Engine, _name_of: NameOf) -> Iterator[Outcome | Finished]:
    return read_blocks(blocks, order, engine.processes)


def _by_cluster(blocks: Iterator[Block], order: Order, engine: Engine, name_of: NameOf) -> Iterator[Outcome | Finished]:
    parts = Parts(engine.parts or _beside(order.store))
    with open_cluster(engine.scheduler, engine.processes) as client:
        for read in read_parts(blocks, order, parts, client, name_of):
            yield from _unpack(read, parts)
    parts.tidy()


def _unpack(read: ReadPart, parts: Parts) -> Iterator[Outcome | Finished]:
    """What a part holds. It is taken away when all of that is in the store."""
    if read.problem:
        for file in read.block.files:
            yield Outcome(make_failure(file, TooCostly(f"{file}: {read.problem}. The rest was read; the same command tries this again.")))
        return
    yield from parts.read(read.name)
    yield Finished(read.block, read.steps, waits=True)
    parts.remove(read.name)


def _beside(store: object) -> str:
    """Where parts lie by themselves: beside a store that is a file, else in the folder of the command."""
    return "demarche.parts" if store is None or is_remote(str(store)) else f"{store}.parts"


_SOURCES: dict[str, Callable[[Iterator[Block], Order, Engine, NameOf], Iterator[Outcome | Finished]]] = {"local": _by_processes, "dask": _by_cluster}
