"""Kills runs at random points and goes on: `python bench/run_kills.py [--points 100]`.

For each engine, a run over 60 articles has one of its processes killed (SIGKILL) when a random number of articles is in: a reading process, a
worker, or the command itself, which writes to the store and, for Dask, holds the scheduler. The store must come out as that of an
uninterrupted run, line by line, and verified. Reading takes no part (tests/run/reading_child.py).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests/run")]

from runs import row, write_rows  # noqa: E402

from demarche.archive import open_archive  # noqa: E402

FILES, ROWS = 10, 6


def command_of(folder: Path, store: Path, engine: str) -> list[str]:
    return [sys.executable, str(ROOT / "tests/run/adding_child.py"), str(folder), str(store), engine]


def digest(store: Path) -> str:
    """The digest of a store's dump. Fails where the store does not hold together."""
    with open_archive(store) as archive:
        assert not archive.verify()
        return hashlib.sha256("\n".join(archive.dump()).encode()).hexdigest()


def kinds_of(command: psutil.Process) -> dict[str, list[psutil.Process]]:
    """The processes of a run that can be killed, by what they do."""
    below = command.children(recursive=True)
    readers, workers = ([p for p in below if word in _words_of(p)] for word in ("reading_child", "spawn_main"))
    return {"reading process": readers, "worker": workers, "command": [command]}


def _words_of(process: psutil.Process) -> str:
    """The command line of a process; nothing of one that has just ended."""
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def kill_once(folder: Path, store: Path, engine: str, draw: random.Random) -> tuple[str, int]:
    """Kills one process of a run, lets the run end or starts it again; returns what was killed, and how many articles were in by then."""
    running = subprocess.Popen(command_of(folder, store, engine), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    wanted = draw.randrange(FILES * ROWS - 5)
    there = sum(1 for _, line in zip(range(wanted), running.stdout, strict=False) if line)
    kinds = kinds_of(psutil.Process(running.pid))
    kind = draw.choice([k for k, found in kinds.items() if found])
    draw.choice(kinds[kind]).send_signal(signal.SIGKILL)
    _, said = running.communicate()
    if kind == "command":
        subprocess.run(command_of(folder, store, engine), capture_output=True, check=True)
    else:
        assert running.returncode == 0, f"a run outlives its readers; killed was a {kind} after {there} articles\n{said}"
    return kind, there


def measure(engine: str, points: int) -> None:
    """Prints how many of the runs came out as the one that nobody killed."""
    draw, same, killed = random.Random(7), 0, Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "in"
        folder.mkdir()
        for n in range(FILES):
            write_rows(folder / f"{n}.jsonl", [row(10 * n + i) for i in range(ROWS)])
        subprocess.run(command_of(folder, Path(name) / "whole.db", engine), capture_output=True, check=True)
        whole = digest(Path(name) / "whole.db")
        for point in range(points):
            store = Path(name) / f"{point}.db"
            kind, _ = kill_once(folder, store, engine, draw)
            killed[kind] += 1
            same += digest(store) == whole
    print(
        f"{engine}: {same} of {points} runs came out as the one that nobody killed; killed were {', '.join(f'{n} × {k}' for k, n in killed.items())}",
        flush=True,
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--points", type=int, default=100)
    options = arguments.parse_args()
    for engine in ("local", "dask"):
        measure(engine, options.points)


if __name__ == "__main__":
    main()
