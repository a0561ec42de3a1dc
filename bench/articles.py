"""Articles to measure with, as many as are wanted: our own, put together to a length, with other states, days and numbers in them.

They are English as it is written, so that reading them costs what reading news does; two of them share no sentence that names anybody.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from demarche.lexicon.load import load_table

ROOT = Path(__file__).parent.parent
WORDS = 550  # of an article of the world's agencies, about
_HALF_A_TEXT = 60  # words: texts are put together until the next one would miss the length by more than it does
FIRST_DAY = date(2022, 1, 3)
A_DAY = 200
_NAMES = ("name", "capital", "demonyms", "adjectives")


@cache
def bases(*, on_topic: bool) -> list[list[str]]:
    """The texts that are varied, by their kind: the examples, the merge sets and the topic sets. An article is put together of one kind."""
    kinds: dict[str, list[str]] = {}
    for path in sorted((ROOT / "bench/topics").glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            if row["on_topic"] == on_topic:
                kinds.setdefault("" if on_topic else row["kind"], []).append(row["text"])
    if on_topic:
        kinds[""] += [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
        kinds[""] += [
            json.loads(line)["text"] for path in sorted((ROOT / "bench/merging").glob("set_*.jsonl")) for line in path.read_text("utf-8").splitlines()
        ]
    return list(kinds.values())


def articles(count: int, *, on_topic: bool, seed: int = 1, words: int = WORDS) -> Iterator[dict[str, str]]:
    """Rows of JSON lines. An article takes several texts, of which no sentence stands in another article with the same names."""
    draw = random.Random(f"{seed} {on_topic}")
    kind = "on" if on_topic else "off"
    for number in range(count):
        text = _text(draw, bases(on_topic=on_topic), words)
        day = FIRST_DAY + timedelta(days=number // A_DAY)
        yield {
            "id": f"{kind}{seed}-{number}",
            "text": text,
            "published": day.isoformat(),
            "outlet": f"Outlet {number % 97}",
            "url": f"https://example.org/{kind}/{number}",
        }


def _text(draw: random.Random, kinds: list[list[str]], words: int) -> str:
    texts = draw.choices(kinds, [len(k) for k in kinds])[0]
    parts: list[str] = []
    while sum(len(p.split()) for p in parts) < words - _HALF_A_TEXT:
        parts.append(_exchange(draw.choice(texts).strip(), draw))
    return "\n\n".join(parts)


def _exchange(text: str, draw: random.Random) -> str:
    """The text with other states, the same everywhere in it, and other numbers of two digits and more."""
    states = _states()
    shift = draw.randrange(1, len(states))

    def other(match: re.Match[str]) -> str:
        row, column = _places()[match.group()]
        return states[(row + shift) % len(states)][column]

    text = _pattern().sub(other, text)
    return re.sub(r"\b(?!(?:19|20)\d\d\b)[1-9]\d(?=\d*\b)", lambda _: str(draw.randrange(11, 99)), text)


@cache
def _states() -> list[list[str]]:
    rows = [row for row in load_table("states") if row["status"] == "un_member" and all(row[c] for c in _NAMES)]
    return [[row[c].split("|")[0] for c in _NAMES] for row in rows]


@cache
def _places() -> dict[str, tuple[int, int]]:
    return {name: (i, j) for i, names in enumerate(_states()) for j, name in reversed(list(enumerate(names)))}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _places()), key=len, reverse=True))})\b")
