"""Prints speed, memory and size: `python bench/speed.py [--weights DIR] [--sizes]`.

Speed is that of the whole `read` of the example articles, in articles of 550 words a second, on one and on two threads, cold (first reading)
and warm; beside it the share of the machine's own fp32 matrix peak that the encoder reaches, measured in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORDS = 550
# Multiplications and additions of one subword in the encoder's and heads' matrices: 7 layers of 12·384², and the heads.
FLOPS_PER_SUBWORD = 2 * (7 * 12 * 384**2 + 384 * (658 + 384 + 41 + 384 + 37 + 4 * 256 + 4 * 96 + 192))

CHILD = """
import json, resource, sys, time
start = time.perf_counter()
from pathlib import Path
from demarche.ingest.article import make_article
from demarche.ingest.metadata import Metadata
from demarche.pipeline import open_reader, read, analyse_article
from demarche.settings import Settings
imported = time.perf_counter()
reader = open_reader(Settings(threads=int(sys.argv[1]), weights=Path(sys.argv[2]) if sys.argv[2] else None))
analyser = reader.analyser
loaded = time.perf_counter()
articles = [make_article(p.read_text('utf-8'), Metadata(id=p.stem, published=p.stem[:10]), source=p.name) for p in sorted(Path(sys.argv[3]).glob('*.txt'))]
def once():
    began = time.perf_counter()
    for article in articles:
        read(article, analyser, reader.knowledge)
    return time.perf_counter() - began
cold = once()
warm = min(once() for _ in range(5))
words = sum(len(analyse_article(a, analyser).tokens) for a in articles)
print(json.dumps({'import': imported - start, 'load': loaded - imported, 'cold': cold, 'warm': warm, 'words': words,
                  'memory': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def measure(threads: int, weights: str) -> dict[str, float]:
    """Seconds and megabytes of one fresh process."""
    out = subprocess.run([sys.executable, "-c", CHILD, str(threads), weights, str(ROOT / "examples")], capture_output=True, text=True, check=True)
    return json.loads(out.stdout)


def matrix_peak() -> float:
    """GFLOP/s of a plain fp32 matrix product on one thread."""
    code = """
import numpy as np, time
a, b = np.random.rand(1536, 1536).astype('f'), np.random.rand(1536, 1536).astype('f')
a @ b
began = time.perf_counter()
for _ in range(5): a @ b
print(5 * 2 * 1536**3 / (time.perf_counter() - began) / 1e9)
"""
    one = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=one).stdout)


def installed_megabytes() -> float:
    """The size of a fresh environment with Demarche and what it needs, without pip and compiled caches."""
    folder = ROOT / "build/size-env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--clear", str(folder)], check=True)
    install = [sys.executable, "-m", "pip", "--python", str(folder / "bin/python"), "install", "--quiet", "--no-compile", str(ROOT)]
    subprocess.run(install, check=True)
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink()) / 1e6


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--weights", default="")
    arguments.add_argument("--sizes", action="store_true", help="measure what a fresh install takes on disk, too")
    options = arguments.parse_args()
    began = time.time()
    peak = matrix_peak()
    print(f"machine: {platform.machine()}, {os.cpu_count()} cores; fp32 matrix peak of one core {peak:.0f} GFLOP/s")
    for threads in (1, 2):
        m = measure(threads, options.weights)
        per_article = {k: m["words"] / WORDS / m[k] for k in ("cold", "warm")}
        share = m["words"] * 1.28 * FLOPS_PER_SUBWORD / m["warm"] / 1e9 / (peak * threads)
        rates = f"articles/s warm {per_article['warm']:.1f}, cold {per_article['cold']:.1f}; words/s warm {m['words'] / m['warm']:.0f}"
        print(f"threads {threads}: {rates}; {share:.0%} of the peak")
        print(f"  import {m['import']:.2f} s + load {m['load']:.2f} s; memory {m['memory']:.0f} MB")
    folder = Path(options.weights) if options.weights else ROOT / "src/demarche/language/weights"
    print(f"weights: {sum(p.stat().st_size for p in folder.iterdir() if 'fp32' not in p.name) / 1e6:.1f} MB")
    if options.sizes:
        print(f"everything installed: {installed_megabytes():.0f} MB")
    print(f"measured in {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
