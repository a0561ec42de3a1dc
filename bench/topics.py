"""Prints how the topic gate does: `python bench/topics.py [--errors]`. Off-topic articles let go, and articles on affairs lost.

bench/topics/articles.jsonl was written by somebody who did not know the gate, and was not looked at while it was made; its off-topic half is full of
words of war. bench/topics/dev.jsonl was written for it: the gate learnt from its odd articles (train/topics.py), the even ones check it.
`--errors` lists what goes wrong in the part that was learnt from.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from demarche.ingest.topic import Topic, find_topic

FOLDER = Path(__file__).parent / "topics"
WORDS_OF_AN_ARTICLE = 400


def read_articles(name: str) -> list[dict]:
    """The articles of a file of this folder, each with what the gate should say of it."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def measure(rows: Sequence[dict]) -> tuple[dict[str, float], list[tuple[dict, Topic]]]:
    """Percent of off-topic articles let go and of those on affairs lost, milliseconds an article of 400 words; and the errors."""
    find_topic("warm " * 50)
    began = time.process_time()
    found = [(row, find_topic(row["text"], row["title"])) for row in rows]
    spent = 1000 * (time.process_time() - began) / sum(len(row["text"].split()) for row in rows) * WORDS_OF_AN_ARTICLE
    on, off = [f for f in found if f[0]["on_topic"]], [f for f in found if not f[0]["on_topic"]]
    lost, caught = [f for f in on if not f[1].on_topic], [f for f in off if not f[1].on_topic]
    figures = {"let go": 100 * len(caught) / len(off), "lost": 100 * len(lost) / len(on), "ms": spent}
    return figures, [*lost, *(f for f in off if f[1].on_topic)]


def dev_parts() -> dict[str, list[dict]]:
    """The articles that the gate learnt from and those that check it; of both the ordinary news apart from what is full of words of war."""
    rows = read_articles("dev")
    parts = {"learnt from": [r for r in rows if int(r["id"][-3:]) % 2], "check": [r for r in rows if not int(r["id"][-3:]) % 2]}
    return parts | {f"{name}, ordinary news": [r for r in part if not r["kind"].startswith("nasty")] for name, part in parts.items()}


def topics(_shared: Path, _model: object) -> Iterator[tuple[str, float]]:
    """The figures for bench/quality.py."""
    figures, _ = measure(read_articles("articles"))
    yield "topic gate: off-topic articles let go", round(figures["let go"], 2)
    yield "topic gate: diplomatic articles lost", round(figures["lost"], 2)
    checked, _ = measure(dev_parts()["check, ordinary news"])
    yield "topic gate: ordinary news let go", round(checked["let go"], 2)
    yield "topic gate: articles on affairs lost, check", round(checked["lost"], 2)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--errors", action="store_true")
    options = arguments.parse_args()
    for name, rows in {"articles": read_articles("articles"), **dev_parts()}.items():
        figures, errors = measure(rows)
        print(f"{name}: off-topic let go {figures['let go']:.1f} %, on affairs lost {figures['lost']:.1f} %, {figures['ms']:.2f} ms for 400 words")
        if options.errors and name == "learnt from":
            for row, topic in errors:
                print(" ", "lost" if row["on_topic"] else "kept", row["id"], row["kind"], row["title"], "|", topic.reason)


if __name__ == "__main__":
    main()
