"""Prints how the topic gate does: `python bench/topics.py [--errors]`. Off-topic articles let go, and diplomatic articles lost, on bench/topics/articles.jsonl,
which was written by somebody who did not know the gate, and was not looked at while it was made."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

from demarche.ingest.topic import Topic, find_topic

FILE = Path(__file__).parent / "topics/articles.jsonl"


def measure() -> tuple[dict[str, float], list[tuple[dict, Topic]]]:
    """Percent of off-topic articles let go and of diplomatic ones lost, milliseconds an article; and the errors."""
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    find_topic("warm " * 50)
    began = time.perf_counter()
    found = [(row, find_topic(row["text"], row["title"])) for row in rows]
    spent = 1000 * (time.perf_counter() - began) / len(rows)
    on, off = [f for f in found if f[0]["on_topic"]], [f for f in found if not f[0]["on_topic"]]
    lost, caught = [f for f in on if not f[1].on_topic], [f for f in off if not f[1].on_topic]
    figures = {"let go": 100 * len(caught) / len(off), "lost": 100 * len(lost) / len(on), "ms": spent}
    return figures, [*lost, *(f for f in off if f[1].on_topic)]


def topics(_shared: Path, _model: object) -> Iterator[tuple[str, float]]:
    """The figures for bench/quality.py."""
    figures, _ = measure()
    yield "topic gate: off-topic articles let go", round(figures["let go"], 2)
    yield "topic gate: diplomatic articles lost", round(figures["lost"], 2)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--errors", action="store_true")
    options = arguments.parse_args()
    figures, errors = measure()
    print(f"off-topic articles let go {figures['let go']:.1f} %, diplomatic articles lost {figures['lost']:.1f} %, {figures['ms']:.2f} ms an article")
    if options.errors:
        for row, topic in errors:
            print("lost" if row["on_topic"] else "kept", row["id"], row["kind"], row["title"], "|", topic.reason)


if __name__ == "__main__":
    main()
