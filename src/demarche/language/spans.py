"""Label scores → phrases: the most probable sequence of B, I and O, in which no I stands after an O or another kind."""

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
    found = []
    start = -1
    for i, label in enumerate([*best.tolist(), 0]):
        if start >= 0 and not (label and label % 2 == 0):
            kind = labels[best[start]][2:]
            found.append((kind, start, i, float(np.exp(scores[np.arange(start, i), best[start:i]]).sum()) / (i - start)))
            start = -1
        if label % 2 == 1:
            start = i
    return found


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


def _viterbi(scores: np.ndarray) -> np.ndarray:
    """The best allowed sequence of label indices."""
    count = scores.shape[1]
    allowed = np.zeros((count, count))  # from, to
    for to in range(2, count, 2):
        allowed[:, to] = -np.inf
        allowed[[to - 1, to], to] = 0.0
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
