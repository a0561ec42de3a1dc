"""Numbers in words: "twenty-five" → 25. The words are those of lexicon/numbers.tsv."""

import re
from collections.abc import Iterable
from functools import cache

from demarche.lexicon.load import load_table

_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_GAPS = re.compile(r"[\s-]+")


@cache
def number_words() -> dict[str, float]:
    """Number word → value."""
    return {row["word"]: float(row["value"]) for row in load_table("numbers")}


def number_of(words: str) -> float | None:
    """The number that words name: "three" → 3, "a couple of" → 2, "25" → 25; None for words that name none."""
    words = words.strip().lower().replace(",", "")
    if _FIGURES.fullmatch(words):
        return float(words)
    named = number_words()
    if words in named:
        return named[words]
    pieces = [named.get(w) for w in _GAPS.split(words) if w != "and"]
    if not pieces or None in pieces:
        return None
    return _sum(piece or 0.0 for piece in pieces)


def _sum(pieces: Iterable[float]) -> float:
    total = group = 0.0
    for value in pieces:
        if value >= 1000:
            total, group = total + (group or 1) * value, 0.0
        else:
            group = group * value if value == 100 and group else group + value
    return total + group
