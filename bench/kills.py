"""Kills `add` at random points and starts it again: `python bench/kills.py [--points 100]`.

Each time the store must come out as that of an uninterrupted run, line by line, with its integrity checked (`verify`). On SQLite, and on a
PostgreSQL server that the program starts for itself, with fsync on. Articles are made by hand (tests/store/child.py): reading takes no part.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/store")]

from server import new_database, programs, serve  # noqa: E402

from demarche.store.dump import dump  # noqa: E402
from demarche.store.store import open_store  # noqa: E402
from demarche.store.verify import verify  # noqa: E402

ARTICLES = 60
LONGEST_S = 0.01  # about what one article takes


def start(address: str) -> subprocess.Popen[str]:
    """A process that adds the articles; it has said that the store is open."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "tests"), str(ROOT / "tests/store")))}
    command = [sys.executable, str(ROOT / "tests/store/child.py"), address, "0", str(ARTICLES)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def finish(process: subprocess.Popen[str]) -> int:
    """Lets a process go on to its end; its exit status."""
    process.communicate()
    return process.returncode


def digest(address: str) -> tuple[str, list[str]]:
    """The digest of a store's dump, and what verification finds wrong."""
    store = open_store(address)
    with store.reading() as connection:
        lines, wrong = list(dump(connection)), list(verify(connection))
    store.close()
    return hashlib.sha256("\n".join(lines).encode()).hexdigest(), wrong


def kill_once(address: str, number: int, delay_s: float) -> int:
    """Kills a run shortly after it began an article, and repeats it; returns how many articles were in when it died."""
    process = start(address)
    assert process.stdout is not None
    while process.stdout.readline().strip() != str(number):
        pass
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    process.wait()
    store = open_store(address)
    there = store.ledger().read
    store.close()
    assert finish(start(address)) == 0
    return there


def measure(kind: str, points: int, server: str | None) -> None:
    """Prints how many of the killed runs came out as the uninterrupted one."""
    draw, same, reached, whole = random.Random(5), 0, [], ""
    for point in range(points + 1):
        with new_database(server) if server else nullcontext(f"{tempfile.mkdtemp()}/crisis.db") as address:
            if point == 0:
                assert finish(start(address)) == 0
                whole, wrong = digest(address)
            else:
                reached.append(kill_once(address, draw.randrange(ARTICLES), draw.uniform(0, LONGEST_S)))
                found, wrong = digest(address)
                same += found == whole
            assert not wrong, wrong
    inside = sum(0 < n < ARTICLES for n in reached)
    print(f"{kind}: {same} of {points} killed runs came out as the uninterrupted one; {inside} of them died between the first and the last article", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--points", type=int, default=100)
    options = arguments.parse_args()
    measure("sqlite", options.points, None)
    if programs() is None:
        print("postgresql: not on this machine")
        return
    with serve(fsync=True) as server:
        measure("postgresql", options.points, server)


if __name__ == "__main__":
    main()
