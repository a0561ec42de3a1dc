"""Blocks → outcomes, read by several processes of this machine."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import wait

from demarche.ingest.blocks import Block
from demarche.ingest.steps import Steps
from demarche.run.child import Done
from demarche.run.looking import Outcome
from demarche.run.order import Order
from demarche.run.process import ReadingProcess

# How long to wait for word before looking whether a process hangs.
_LOOK_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Finished:
    """A block has been read to its end. `steps`: what each step took; None where the end of the block could not be read. `waits`: whoever tells this goes on
    only when it is noted."""

    block: Block
    steps: Steps | None
    waits: bool = False


def read_blocks(blocks: Iterator[Block], order: Order, workers: int) -> Iterator[Outcome | Finished]:
    """The outcomes of all blocks as they come, those of one block in their order, followed by its Finished. Starts no more processes than there are blocks."""
    with ExitStack() as ending:

        def start() -> ReadingProcess:
            process = ReadingProcess(order)
            ending.callback(process.close)
            return process

        yield from read_with([], blocks, start, workers)


Start = Callable[[], ReadingProcess]


def read_with(processes: list[ReadingProcess], blocks: Iterator[Block], start: Start | None = None, most: int = 0) -> Iterator[Outcome | Finished]:
    """The same with processes that are there; `start` makes more of them where they are too few, up to `most`."""
    waiting = next(blocks, None)
    while waiting or any(p.block for p in processes):
        while waiting and (process := _idle(processes, start, most)):
            process.give(waiting)
            waiting = next(blocks, None)
        ready = wait([p.connection for p in processes], _LOOK_EVERY_S)
        for process in processes:
            if process.connection in ready or process.is_overdue():
                told = _take(process)
                if waiting and process.block is None:  # it reads on while what it told is written
                    process.give(waiting)
                    waiting = next(blocks, None)
                yield from told


def _idle(processes: list[ReadingProcess], start: Start | None, most: int) -> ReadingProcess | None:
    """A process that can take a block, a new one where there may be more; None where all are reading."""
    found = next((p for p in processes if p.block is None), None)
    if found is None and start and len(processes) < most:
        found = start()
        processes.append(found)
    return found


def _take(process: ReadingProcess) -> list[Outcome | Finished]:
    """What a process tells: an outcome, the end of its block, or nothing yet."""
    block = process.block
    message = process.take()
    told: list[Outcome | Finished] = [message] if isinstance(message, Outcome) else []
    if block is not None and process.block is None:
        told.append(Finished(block, message.steps if isinstance(message, Done) else None))
    return told
