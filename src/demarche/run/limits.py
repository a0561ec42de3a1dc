"""What one document may cost: seconds of computing and memory. Beyond it, it is a problem of that document, and the run goes on.

Seconds are those of the processor, so that the same document fails or passes however busy the machine is. The signal reaches Python
code; what hangs in a library is killed from outside (run.process).
"""

import gc
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType

from demarche.errors import UnreadableInput

SECONDS = 10
MEGABYTES = 500
# A library that catches every exception swallows the first signal; so it comes again.
_AGAIN_S = 1.0


class TooCostly(UnreadableInput):
    """A document asks for more time or memory than one may have."""


def too_slow(source: str) -> TooCostly:
    return TooCostly(f"{source}: not read in {SECONDS} s of computing. Is it one article? Divide it, or take out what is not text.")


def too_large(source: str) -> TooCostly:
    return TooCostly(f"{source}: reading it takes more than {MEGABYTES} MB of memory. Is it one article? Divide it, or take out what is not text.")


@contextmanager
def limited(source: str) -> Iterator[None]:
    """Raises TooCostly in the block when it has computed for SECONDS, or has no memory left (limit_memory). Time is measured in a main thread only, on Unix."""
    timed = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    try:
        with _timer(source) if timed else nullcontext():
            yield
    except MemoryError:
        raise too_large(source) from None


@contextmanager
def _timer(source: str) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise too_slow(source)

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS, _AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def keep_loaded() -> None:
    """What is loaded now stays for good: a collector that goes through the tables' 400,000 objects takes a twentieth of reading, and a tenth of writing."""
    gc.collect()
    gc.freeze()


def limit_memory() -> None:
    """Lets this process take MEGABYTES beyond what it has now; more raises MemoryError. Where the system knows no such limit, none is set."""
    try:
        import resource  # not on Windows
    except ImportError:
        return
    taken = _data_bytes()
    if taken:
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (taken + MEGABYTES * 1_000_000, most))


def _data_bytes() -> int | None:
    """The private memory of this process, as Linux counts it for RLIMIT_DATA; None elsewhere."""
    try:
        lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    except OSError:
        return None
    return int(lines["VmData"].split()[0]) * 1024
