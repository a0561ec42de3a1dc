"""Name-bearing sentences with other names in them: people, organisations and places of the lexicon take the place of the text's own.

The treebanks' names are few, and those of web text. What stands around a name stays, so its kind stays; the parse does not, so only
the labels of names are kept.
"""

from __future__ import annotations

import itertools
import random

import numpy as np

from corpora import NAMES, Text
from demarche.language.words import find_words
from demarche.lexicon.load import load_table

SHARE_RENAMED = 0.7
LABELS = {"O": 0} | {f"{p}-{k}": 1 + 2 * i + (p == "I") for i, k in enumerate(NAMES) for p in "BI"}


def known_names() -> dict[str, list[str]]:
    """Names by kind."""
    people = [row["name"] for row in load_table("people")]
    organisations = [n for row in load_table("organisations") for n in (row["name"].split(" (")[0], *row["aliases"].split("|")[:2]) if n]
    places = [n for row in load_table("states") for n in (row["name"], row["capital"], *row["aliases"].split("|")[:2]) if n]
    surnames = [p.rsplit(" ", 1)[-1] for p in people]
    return {"PER": [*people, *surnames], "ORG": organisations, "LOC": places}


def rename(text: Text, names: dict[str, list[str]], rng: random.Random) -> Text | None:
    """The sentences of a text that hold a name, with some of the names exchanged; None where no sentence does."""
    labels = text.labels["name"]
    starts = [i for i, cut in enumerate(text.cuts) if cut or i == 0] + [len(text.words)]
    out = Text(text.id, [], [], [], [])
    codes: list[int] = []
    for a, b in itertools.pairwise(starts):
        if any(c > 0 for c in labels[a:b]):
            _add(out, codes, text, a, b, labels, names, rng)
    out.labels = {"name": np.array(codes)}
    return out if codes else None


def _add(out: Text, codes: list[int], text: Text, a: int, b: int, labels: np.ndarray, names: dict[str, list[str]], rng: random.Random) -> None:
    i = a
    while i < b:
        end = i + 1
        if labels[i] > 0 and labels[i] % 2 == 1:
            while end < b and labels[end] == labels[i] + 1:
                end += 1
        words, gaps, marks = text.words[i:end], text.gaps[i:end], [int(x) for x in labels[i:end]]
        if labels[i] > 0 and labels[i] % 2 == 1 and rng.random() < SHARE_RENAMED:
            name = rng.choice(names[NAMES[(int(labels[i]) - 1) // 2]])
            spans = find_words(name)
            words = [s.of(name) for s in spans]
            gaps = [text.gaps[i], *(1 if x.end == y.start else 2 for x, y in itertools.pairwise(spans))]
            marks = [int(labels[i])] + [int(labels[i]) + 1] * (len(words) - 1)
        out.words += words
        out.gaps += gaps
        out.paragraphs += [text.paragraphs[i]] + [False] * (len(words) - 1)
        out.cuts += [i == a] + [False] * (len(words) - 1)
        codes += marks
        i = end
