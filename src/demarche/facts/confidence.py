"""Evidence → confidence: logistic sums whose weights lie in lexicon/confidence.tsv, fitted by train/confidence.py."""

from collections.abc import Iterable
from functools import cache
from math import exp, log

from demarche.lexicon.load import load_table

# A model that is wholly sure would outweigh all else.
_SUREST = 0.995


def confidence(fact: str, evidence: Iterable[str], score: float = 0.5) -> float:
    """0 … 1 in hundredths for a fact of a kind, from the names of what speaks for it and against it, and a model's own score where it has one."""
    weights = _weights()
    said = weights.get((fact, "score of the model"), 0.0) * log_odds(score)
    return round(_logistic(said + sum(weights.get((fact, name), 0.0) for name in evidence)), 2)


def log_odds(score: float) -> float:
    sure = min(max(score, 1 - _SUREST), _SUREST)
    return log(sure / (1 - sure))


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


@cache
def _weights() -> dict[tuple[str, str], float]:
    return {(row["fact"], row["evidence"]): float(row["weight"]) for row in load_table("confidence")}
