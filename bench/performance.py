"""Prints what `add` costs: `python bench/performance.py [--articles 300] [--only on-topic mixed …]`; figures and what they mean: bench/PERFORMANCE.md.

Articles are those of bench/articles.py. Rates are taken behind the first tenth of the articles, so that models are loaded and tables read.
Each run is a process of its own, into a store of its own; memory is the peak of the largest process that read.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

sys.path.insert(0, str(Path(__file__).parent))
import peers
from articles import articles
from demarche.language.model import OUTPUTS, WEIGHTS
from peer_pages import pages

ROOT = Path(__file__).parent.parent
MIXED = 10  # one in so many is on the topic
MIXED_WORDS = 300

CHILD = """
import json, resource, sys, time
from demarche.archive import open_archive
from demarche.ingest.steps import Steps
from demarche.run.engine import Engine
path, store, workers, total = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
steps, states = Steps(), {}
begun = at = None
with open_archive(store) as archive:
    for number, added in enumerate(archive.adding([path], engine=Engine("local", workers), steps=steps), 1):
        states[added.state] = states.get(added.state, 0) + 1
        if number == total // 10:
            begun, first = time.perf_counter(), number
    ended = time.perf_counter()
rows = [(s.name, s.entered, s.dropped, s.seconds) for s in steps.rows()]
print(json.dumps({"rate": (number - first) / (ended - begun), "states": states, "steps": rows, "articles": number,
                  "reader_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
                  "writer_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def add(path: Path, workers: int, total: int) -> dict:
    """What one run of `add` took."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", CHILD, str(path), f"{folder}/crisis.db", str(workers), str(total)]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def write_rows(path: Path, rows: Iterator[dict[str, str]]) -> int:
    """Writes rows as JSON lines; returns how many."""
    lines = [json.dumps(row) + "\n" for row in rows]
    path.write_text("".join(lines), "utf-8")
    return len(lines)


def mixed(count: int) -> Iterator[dict[str, str]]:
    """An archive in which one article in MIXED is on the topic."""
    on = articles(count // MIXED, on_topic=True, words=MIXED_WORDS)
    for number, off in enumerate(articles(count - count // MIXED, on_topic=False, words=MIXED_WORDS)):
        yield off
        if number % (MIXED - 1) == MIXED - 2:
            yield from (row for row, _ in zip(on, range(1), strict=False))


def print_run(name: str, run: dict, cores: int) -> None:
    states = ", ".join(f"{n} {state}" for state, n in run["states"].items())
    print(
        f"{name}: {run['rate']:.1f} articles/s, {run['rate'] / cores:.1f} a core; {states}; reader {run['reader_mb']:.0f} MB, writer {run['writer_mb']:.0f} MB",
        flush=True,
    )


def print_steps(run: dict) -> None:
    """What each step let go and took, of the CPU seconds of all."""
    whole = sum(seconds for *_, seconds in run["steps"])
    for step, entered, dropped, seconds in run["steps"]:
        each = 1000 * seconds / max(1, entered)
        print(f"   {step:12} entered {entered:>6}, let go {dropped / max(1, entered):6.1%}, {seconds / whole:6.1%} of the time, {each:7.2f} ms each")


def on_topic(count: int) -> None:
    """Two workers against one, on articles of 550 words that are all to be read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "on.jsonl"
        total = write_rows(path, articles(count, on_topic=True))
        runs = {workers: add(path, workers, total) for workers in (1, 2)}
    for workers, run in runs.items():
        print_run(f"on the topic, {workers} worker{'s' if workers > 1 else ''}", run, workers)
    print(f"   two workers against one: {runs[2]['rate'] / runs[1]['rate']:.2f}")
    print_steps(runs[1])


def mixed_archive(count: int) -> None:
    """An archive of which nine in ten articles are off the topic, as JSON lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mixed.jsonl"
        total = write_rows(path, mixed(count))
        run = add(path, 2, total)
    print_run(f"mixed, {MIXED_WORDS} words, 2 workers", run, 2)
    print_steps(run)


def mixed_pages(count: int) -> None:
    """The same as web pages of some 60 KB in a packed WARC, as crawlers write them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mixed.warc.gz"
        rows = list(mixed(count))
        write_warc(path, rows, pages([row["text"] for row in rows]))
        run = add(path, 2, len(rows))
    print_run(f"mixed, pages of {MIXED_WORDS} words in a WARC, 2 workers", run, 2)
    print_steps(run)


def write_warc(path: Path, rows: list[dict[str, str]], found: list[bytes]) -> None:
    """Pages as the answers of their servers, a gzip member a record."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for row, page in zip(rows, found, strict=True):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(row["url"], "response", payload=io.BytesIO(page), http_headers=headers))


def encoder(_count: int) -> None:
    """What share of a window's time the matrices take, by the runtime's own profile: what the machine's matrix units allow, and what stands around them."""
    for subwords in (100, 150, 190):
        kernels = profile(subwords)
        whole, matrices = sum(kernels.values()), sum(ms for name, ms in kernels.items() if "MatMul" in name)
        rest = ", ".join(f"{name} {ms:.2f}" for name, ms in sorted(kernels.items(), key=lambda k: -k[1]) if "MatMul" not in name and ms > 0.03 * whole)
        print(f"encoder, {subwords} subwords: {whole:.1f} ms, of which matrices {matrices:.1f} ({whole / matrices:.2f} times those alone); {rest}", flush=True)


def profile(subwords: int, runs: int = 40) -> dict[str, float]:
    """Milliseconds of each kind of kernel in one window, one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level, options.enable_profiling = 3, True
    draw = np.random.default_rng(1)
    firsts = np.sort(draw.choice(subwords, int(subwords * 0.78), replace=False))
    inputs = {"ids": draw.integers(1000, 5000, subwords), "shapes": np.ones(subwords, np.int64), "gaps": np.ones(subwords, np.int64), "firsts": firsts}
    with tempfile.TemporaryDirectory() as folder:
        options.profile_file_prefix = f"{folder}/encoder"
        session = onnxruntime.InferenceSession(str(WEIGHTS / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
        for _ in range(runs):
            session.run(OUTPUTS, inputs)
        events = json.loads(Path(session.end_profiling()).read_text())
    found = Counter[str]()
    for event in events:
        if event.get("cat") == "Node" and event["name"].endswith("_kernel_time"):
            found[event["args"]["op_name"]] += event["dur"] / 1000 / runs
    return dict(found)


def beside_peers(count: int) -> None:
    """What a user would run instead, and our reading alone, over the same articles, one core each (bench/peers.py)."""
    texts = peers.articles(max(32, count // 4))
    for name in peers.PEERS:
        took = peers.measure(name, texts)
        print(f"{name:28} {took['articles'] / took['cpu']:6.1f} articles/s of one core, {took['memory']:.0f} MB; {took['found']}", flush=True)


MEASURES = {"on-topic": on_topic, "mixed": mixed_archive, "pages": mixed_pages, "encoder": encoder, "peers": beside_peers}
SHARES = {"mixed": 5, "pages": 3}  # times as many articles as on the topic


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=300)
    arguments.add_argument("--only", nargs="*", default=list(MEASURES), choices=list(MEASURES))
    options = arguments.parse_args()
    began = time.time()
    print(
        f"machine: {platform.machine()}, {os.cpu_count()} cores; {options.articles} articles on the topic, five times as many mixed, three times as many pages"
    )
    for name in options.only:
        MEASURES[name](options.articles * SHARES.get(name, 1))
    print(f"measured in {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
