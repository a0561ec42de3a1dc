"""A reading process as its parent holds it: gives it blocks, takes what it tells, and outlives it.

A document that kills the process, or holds it longer than any may, becomes a failure of that document; another process goes on behind it.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from demarche.errors import DemarcheError
from demarche.ingest.blocks import Block
from demarche.ingest.input import make_failure
from demarche.run.child import Began, Done
from demarche.run.limits import TooCostly, too_slow
from demarche.run.looking import Outcome
from demarche.run.order import Order

# A document's own limit counts seconds of computing (run.limits); this one is of the clock, for code that no signal reaches.
_HUNG_S = 30.0
_DYING_S = 5.0
# How often a document may end the process before it is left out: the first time may have been somebody else's doing.
TRIES = 3
# To open a file, on another machine maybe, and to find the next document in it.
_SILENT_S = 120.0


class ReaderDied(DemarcheError):
    """A reading process could not even begin."""


class ReadingProcess:
    """A child process with a loaded model, which is started again whenever it dies."""

    def __init__(self, order: Order, clock: Callable[[], float] = time.monotonic) -> None:
        self._order, self._clock = order, clock
        self.block: Block | None = None
        self._told = 0  # outcomes of this block
        self._reading: str | None = None
        self._deaths = 0  # since it last told anything
        self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-c", self._order.program, str(theirs.fileno())]
        # One thread a process: the libraries' own pools would fight over the cores.
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._child = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL)
        theirs.close()
        self.connection = Connection(ours.detach())
        self.connection.send(self._order)
        self._heard = self._clock()

    def give(self, block: Block) -> None:
        """Lets an idle process read a block."""
        self.block, self._told = block, 0
        self._send()

    def _send(self) -> None:
        self._heard, self._reading = self._clock(), None
        with suppress(OSError):  # it died while idle: `take` finds out
            self.connection.send((self.block, self._told))

    def take(self) -> Outcome | Done | None:
        """The next that it tells; None where it only says that it lives. Call it when `connection` can be read, or `is_overdue`."""
        if self.is_overdue():
            return self._recover(hung=True)
        try:
            message = self.connection.recv()
        except (EOFError, OSError):
            return self._recover(hung=False)
        self._heard = self._clock()
        if isinstance(message, DemarcheError):
            raise message
        if isinstance(message, Began):
            self._reading = message.source
            return None
        return self._count(message)

    def _count(self, message: Outcome | Done) -> Outcome | Done:
        self._reading, self._deaths = None, 0
        if isinstance(message, Done):
            self.block = None
        else:
            self._told += 1
        return message

    def is_overdue(self) -> bool:
        """Has it been silent for longer than a document may take, with nothing waiting to be heard?"""
        limit = _HUNG_S if self._reading else _SILENT_S
        return self.block is not None and self._clock() - self._heard > limit and not self.connection.poll()

    def _recover(self, *, hung: bool) -> Outcome | None:
        """Starts another process after one that died or hangs. Where the same document did it again and again, it is behind that document, which is told."""
        if not hung:
            with suppress(subprocess.TimeoutExpired):  # its end of the connection closes a moment before it is gone
                self._child.wait(_DYING_S)
        self.close()
        status = self._child.returncode
        self._deaths += 1
        if self.block is None:
            if self._deaths >= TRIES:
                raise ReaderDied(f"the reading process ends at its start ({_cause(status)}). What it said stands above.")
            self._start()
            return None
        self._start()
        if not hung and self._deaths < TRIES:
            self._send()  # somebody else may have killed it: the document gets another chance
            return None
        return self._give_up(too_slow if hung else lambda source: TooCostly(f"{source}: it ended the reading process {TRIES} times ({_cause(status)})."))

    def _give_up(self, problem: Callable[[str], DemarcheError]) -> Outcome:
        """The failure of the document that is being read; where it is not known which, of the rest of the block."""
        assert self.block is not None
        self._deaths = 0
        if self._reading is None:
            place = f"{self.block.files[0]}, behind {self._told} articles of a part of it"
            self.block = None
            return Outcome(make_failure(place, problem(place)))
        source = self._reading
        self._told += 1
        self._send()
        return Outcome(make_failure(source, problem(source)))

    def close(self) -> None:
        """Ends the process."""
        self.connection.close()
        self._child.kill()
        self._child.wait()


def _cause(status: int) -> str:
    """Why a process ended: "signal 9", "exit status 1"."""
    return f"signal {-status}" if status < 0 else f"exit status {status}"
