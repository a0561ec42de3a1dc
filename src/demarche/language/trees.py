"""Scores of word pairs → one tree: the maximum spanning arborescence with a single root (Chu and Liu 1965, Edmonds 1967)."""

import numpy as np


def best_heads(scores: np.ndarray) -> np.ndarray:
    """The head of each word of a sentence.

    `scores`: [n, n + 1], row = word, column 0 = the root, column j = word j - 1. Returns [n]: the column of each head; one word has 0.
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads: np.ndarray = full.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and not _find_cycle(heads):
        return heads[1:]
    # The price of a root is higher than all other arcs together, so the best tree has one root only.
    finite = full[np.isfinite(full)]
    full[:, 0] -= (finite.max() - finite.min() + 1.0) * (n + 1)
    full[0] = -np.inf
    best: np.ndarray = _arborescence(full)[1:]
    return best


def _find_cycle(heads: np.ndarray) -> list[int]:
    """The nodes of one cycle that does not hold node 0, or none."""
    state = np.zeros(len(heads), dtype=np.int8)  # 0 unseen, 1 on the path, 2 done
    state[0] = 2
    for first in range(1, len(heads)):
        path = []
        node = first
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        state[path] = 2
    return []


def _arborescence(scores: np.ndarray) -> np.ndarray:
    """The best head of each node, node 0 being the root: cycles are contracted until there is none."""
    heads: np.ndarray = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)  # keeps node 0 first
    members = np.array(cycle)
    loop = scores[members, heads[members]]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, members)]
    small[:-1, -1] = leaving.max(1)
    entering = scores[np.ix_(members, outside)] - loop[:, None]
    small[-1, :-1] = entering.max(0)
    small[0] = -np.inf
    found = _arborescence(small)
    out: np.ndarray = heads.copy()
    for k, node in enumerate(outside[1:], 1):
        out[node] = members[leaving[k].argmax()] if found[k] == len(outside) else outside[found[k]]
    into = found[-1]
    entered = members[entering[:, into].argmax()]
    out[entered] = outside[into]
    return out
