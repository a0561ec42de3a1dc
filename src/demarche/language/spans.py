"""Label scores → phrases: the most probable sequence of B, I and O, in which no I stands after an O or another kind."""

from functools import cache

import numpy as np


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    normalised: np.ndarray = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return normalised


def find_spans(logits: np.ndarray, labels: tuple[str, ...]) -> list[tuple[str, int, int, float]]:
    """`(kind, start, end, mean probability)` of each phrase. `logits`: [words, labels]; labels "O", "B-kind", "I-kind", each B before its I."""
    scores = log_softmax(logits)
    best = scores.argmax(1)
    for start, end in _broken(scores, best):
        best[start:end] = _viterbi(scores[start:end])
    starts = np.flatnonzero(best % 2 == 1)
    if not len(starts):
        return []
    stops = np.append(np.flatnonzero((best == 0) | (best % 2 == 1)), len(best))  # wherever no I stands
    ends = stops[np.searchsorted(stops, starts, "right")].tolist()
    chosen = np.exp(scores[np.arange(len(best)), best])
    return [(labels[best[a]][2:], a, b, float(chosen[a:b].sum()) / (b - a)) for a, b in zip(starts.tolist(), ends, strict=True)]


# Where "outside" leads by so much in log probability, no better sequence goes through any other label: stretches between such words stand alone.
_SURE = 8.0


def _broken(scores: np.ndarray, best: np.ndarray) -> list[tuple[int, int]]:
    """The stretches `[start, end)`, from a surely outside word to the next one, that hold an I (even) behind neither its B (one less) nor itself."""
    before = np.concatenate([[0], best[:-1]])
    wrong = np.flatnonzero((best > 0) & (best % 2 == 0) & (before != best) & (before != best - 1))
    if not len(wrong):
        return []
    outside = np.flatnonzero(scores[:, 0] - scores[:, 1:].max(1) > _SURE)
    bounds = np.concatenate([[-1], outside, [len(scores)]])
    stretches = {(int(bounds[k - 1]) + 1, int(bounds[k])) for k in np.searchsorted(bounds, wrong, "right")}
    return sorted(stretches)


@cache
def _allowed(count: int) -> np.ndarray:
    """[from, to]: 0 where a label may follow another, -inf where not."""
    allowed = np.zeros((count, count))
    for to in range(2, count, 2):
        allowed[:, to] = -np.inf
        allowed[[to - 1, to], to] = 0.0
    return allowed


def _viterbi(scores: np.ndarray) -> np.ndarray:
    """The best allowed sequence of label indices."""
    count = scores.shape[1]
    allowed = _allowed(count)
    total = scores[0] + allowed[0]
    back = np.zeros((len(scores), count), dtype=np.int64)
    for i in range(1, len(scores)):
        ways = total[:, None] + allowed
        back[i] = ways.argmax(0)
        total = ways.max(0) + scores[i]
    path = np.zeros(len(scores), dtype=np.int64)
    path[-1] = total.argmax()
    for i in range(len(scores) - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path
