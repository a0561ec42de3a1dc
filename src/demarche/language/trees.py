"""Scores of word pairs → one tree: the maximum spanning arborescence with a single root (Chu and Liu 1965, Edmonds 1967)."""

from dataclasses import dataclass

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
    if (heads[1:] == 0).sum() == 1 and not _find_cycle(heads.tolist()):
        return heads[1:]
    # The price of a root is higher than all other arcs together, so the best tree has one root only.
    finite = full[np.isfinite(full)]
    full[:, 0] -= (finite.max() - finite.min() + 1.0) * (n + 1)
    full[0] = -np.inf
    return np.array(_arborescence(full)[1:])


def _find_cycle(heads: list[int]) -> list[int]:
    """The nodes of one cycle that does not hold node 0, or none."""
    done = [False] * len(heads)
    done[0] = True
    for first in range(1, len(heads)):
        place: dict[int, int] = {}  # of each node on the path
        node = first
        while not done[node] and node not in place:
            place[node] = len(place)
            node = heads[node]
        if not done[node]:
            return list(place)[place[node] :]
        for passed in place:
            done[passed] = True
    return []


@dataclass(frozen=True, slots=True)
class _Contraction:
    """A cycle that was made one node, its first: the way back when the tree of the fewer nodes is known."""

    members: list[int]
    heads: list[int]  # of the members, in the cycle
    entered: list[int]  # by the head of the cycle: the member that it governs
    left: list[int]  # by node outside: the member that governs it, if one does


def _arborescence(scores: np.ndarray) -> list[int]:
    """The best head of each node, node 0 being the root: cycles are contracted until there is none, then opened again. Overwrites the scores."""
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = 0
    contractions = []
    while cycle := _find_cycle(heads):
        contractions.append(_contract(scores, heads, cycle))
    for contraction in reversed(contractions):
        _open(heads, contraction)
    return heads


def _contract(scores: np.ndarray, heads: list[int], cycle: list[int]) -> _Contraction:
    """Makes a cycle one node, under the number of its first. The others stay behind without an arc, with node 0 as their head."""
    node, rest, members = cycle[0], cycle[1:], np.array(cycle)
    inner = [heads[i] for i in cycle]
    entering = scores[members] - scores[members, inner][:, None]
    entering[:, members] = -np.inf
    leaving = scores[:, members]
    scores[node], scores[:, node] = entering.max(0), leaving.max(1)
    scores[rest], scores[:, rest] = -np.inf, -np.inf
    scores[node, node] = -np.inf
    heads[:] = [node if head in cycle else head for head in heads]
    for i in rest:
        heads[i] = 0
    heads[node] = int(scores[node].argmax())
    return _Contraction(cycle, inner, entering.argmax(0).tolist(), leaving.argmax(1).tolist())


def _open(heads: list[int], contraction: _Contraction) -> None:
    """Gives the members of a cycle their own heads, and those outside the member that governs them."""
    cycle, node = contraction.members, contraction.members[0]
    above = heads[node]
    heads[:] = [cycle[contraction.left[i]] if head == node else head for i, head in enumerate(heads)]
    for member, head in zip(cycle, contraction.heads, strict=True):
        heads[member] = head
    heads[cycle[contraction.entered[above]]] = above
