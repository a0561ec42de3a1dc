"""The process that reads, started by run.process with the number of a connection. It loads the model once, takes block after block, and tells what it finds.

What it reads can harm it alone: its parent (run.process) starts another one and goes on behind the document that did.
"""

import itertools
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection

from demarche.errors import DemarcheError, StoreError
from demarche.ingest.blocks import Block, read_block
from demarche.ingest.gate import gate_of
from demarche.ingest.input import Input, make_failure
from demarche.ingest.steps import Steps
from demarche.pipeline import make_analyser, settings_knowledge
from demarche.record import Record
from demarche.run.limits import TooCostly, keep_loaded, limit_memory, limited
from demarche.run.looking import Kept, Lately, Nothing, Outcome, look
from demarche.run.order import Order
from demarche.run.reading import read_input
from demarche.store.store import open_store


@dataclass(frozen=True, slots=True)
class Began:
    """The process has begun to read this input with the model."""

    source: str


@dataclass(frozen=True, slots=True)
class Done:
    """A block has been read; what each step took. None where its end could not be read."""

    steps: Steps | None


class _Reader:
    """A loaded model, and what was read with it of late."""

    def __init__(self, order: Order, connection: Connection) -> None:
        self.order, self.connection, self.lately = order, connection, Lately()
        self.analyser, self.knowledge = make_analyser(order.settings), settings_knowledge(order.settings)
        self.kept = self._open_store()
        self.gate = gate_of(order.settings)

    def _open_store(self) -> Kept:
        if self.order.store is None:
            return Nothing()
        try:
            return open_store(self.order.store, self.knowledge, create=False)
        except StoreError:  # on another machine than a store that is a file: the writer finds out what is there
            return Nothing()

    def read(self, block: Block, skip: int) -> Steps | None:
        """Tells the outcome of each input of a block behind the first `skip`. None where a file takes more than it may before it gives an article."""
        steps = Steps()
        inputs = _one_by_one(read_block(block, self.order.known, self.order.settings, gate=self.gate, steps=steps), block)
        try:
            for found in itertools.islice(inputs, skip, None):
                self.connection.send(look(found, self.kept, self._read_one, lately=self.lately, steps=steps))
        except TooCostly as error:
            self.connection.send(Outcome(make_failure(block.files[0], error)))
            return None
        return steps

    def _read_one(self, found: Input) -> Record:
        self.connection.send(Began(found.source))
        return read_input(found, self.analyser, self.knowledge)


def _one_by_one(inputs: Iterator[Input], block: Block) -> Iterator[Input]:
    """The inputs, each with the time and memory that a document may have. What exceeds them inside the readers is named there."""
    while True:
        with limited(block.files[0]):
            found = next(inputs, None)
        if found is None:
            return
        yield found


def main() -> None:
    """Reads blocks until the parent closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    connection = Connection(int(sys.argv[1]))
    try:
        try:
            reader = _Reader(connection.recv(), connection)
        except DemarcheError as error:  # weights or tables that are not in order: the parent tells the user
            connection.send(error)
            return
        keep_loaded()
        limit_memory()
        while True:
            block, skip = connection.recv()
            connection.send(Done(reader.read(block, skip)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(0)  # the parent is gone: there is nobody to tell
