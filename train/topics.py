"""Learns the weights of affairs in lexicon/topic_words.tsv: `python train/topics.py SHARED`. Prints what moves, and writes the table.

A logistic regression whose features are the clues of ingest/topic.py, drawn towards the weights that stand in the table: a word that no article tells
apart keeps its own. Taught again, the table moves on from where it stands. The odd articles of bench/topics/dev.jsonl are learnt from, and texts in
SHARED whose kind is known; the even articles check it (bench/topics.py).
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from demarche.ingest import topic as gate
from topic_texts import read_dev, read_shared

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src/demarche/lexicon/topic_words.tsv"
# To lose an article on affairs costs as much as to keep four that are not.
COST_OF_LOSS = 4.0
# How strongly a weight is drawn to what stands in the table.
PULL = 1.5
# No weight becomes more than twice or less than half of what somebody thought: a few hundred articles don't know every use of a word.
MOST_CHANGE = 2.0
# What is asked is lowered by this much against what was learnt: an article lost costs more than any weight of the loss says.
CAUTION = 2.5
LONG = 24
STEPS, STEP = 600, 0.03


class Example(NamedTuple):
    """What the gate sees of a text; `on_topic` is what it should say, `cost` what an error costs."""

    uses: dict[str, float]
    rest: float
    length: float
    on_topic: bool
    cost: float


def read_examples(shared: Path) -> Iterator[Example]:
    """The examples to learn from."""
    on, off = ([text for text, on_topic in read_dev(1) if on_topic is wanted] for wanted in (True, False))
    yield from (_example(text, True, COST_OF_LOSS) for text in on)
    yield from (_example(text, False, 1.0) for text in off)
    # Longer ones: half of affairs and half not, which is to be kept, and four that are not, which is not.
    yield from (_example(f"{text}\n{other}", True, COST_OF_LOSS / 2) for text, other in zip(on, off, strict=False))
    yield from (_example("\n".join(off[at::LONG]), False, 0.5) for at in range(LONG))
    yield from (_example(text, on_topic, cost) for text, on_topic, cost in read_shared(shared))


def _example(text: str, on_topic: bool, cost: float) -> Example:
    clues, length = gate.find_clues(text)
    weights = {clue.entry: gate.evidence_by_entry()[clue.entry][1] for clue in clues if clue.topic == gate.AFFAIRS}
    uses = {clue.entry: clue.loudness / weights[clue.entry] for clue in clues if clue.entry in weights}
    rest = gate.STATE_WEIGHT * gate.count_states(clues) - gate.AGAINST * gate.against_affairs(clues)
    return Example(uses, rest, min(length, gate.LONGEST), on_topic, cost)


def learn(examples: list[Example], words: list[str], before: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The weights of the words, and the two numbers of what is asked: at least, and a word."""
    place = {word: at for at, word in enumerate(words)}
    cells = [(row, place[word], uses) for row, example in enumerate(examples) for word, uses in example.uses.items()]
    rows, columns, uses = (np.array(cell) for cell in zip(*cells, strict=True))
    rest, length, wanted, cost = (np.array([float(example[at]) for example in examples]) for at in range(1, 5))
    found = np.concatenate([before, [gate.LEAST, gate.LEAST_A_WORD * 100]])
    first, second = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, STEPS + 1):
        score = np.bincount(rows, uses * found[columns], len(examples)) + rest - found[-2] - found[-1] * length / 100
        error = cost * (1 / (1 + np.exp(-np.clip(score, -30, 30))) - wanted)
        slope = np.bincount(columns, uses * error[rows], len(words)) + PULL * (found[:-2] - before)
        slope = np.concatenate([slope, [-error.sum(), -(error * length).sum() / 100]])
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        found -= STEP * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        found[:-2] = np.clip(found[:-2], before / MOST_CHANGE, np.minimum(before * MOST_CHANGE, 4.9))
    return found[:-2], found[-2:]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("shared", type=Path)
    examples = list(read_examples(arguments.parse_args().shared))
    before = {word: weight for word, (topic, weight) in gate.evidence_by_entry().items() if topic == gate.AFFAIRS}
    words = sorted(before)
    weights, asked = learn(examples, words, np.array([before[word] for word in words]))
    after = {word: round(float(weight), 1) for word, weight in zip(words, weights, strict=True)}
    print(f"LEAST {asked[0] - CAUTION:.2f}, LEAST_A_WORD {asked[1] / 100:.4f}")
    print(
        json.dumps({word: [before[word], after[word]] for word in sorted(words, key=lambda w: after[w] - before[w]) if abs(after[word] - before[word]) > 0.3})
    )
    lines = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]
    changed = [[cells[0], cells[1], f"{after[cells[0]]:g}", cells[3]] if cells[1] == gate.AFFAIRS else cells for cells in lines]
    TABLE.write_text("".join("\t".join(cells) + "\n" for cells in changed), "utf-8")


if __name__ == "__main__":
    main()
