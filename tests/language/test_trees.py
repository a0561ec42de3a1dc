import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.language.trees import best_heads


def is_tree(heads):
    """One root, and every word reaches it."""
    if sum(h == 0 for h in heads) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = int(heads[word - 1])
    return True


def best_by_trying(scores):
    n = len(scores)
    trees = [h for h in itertools.product(range(n + 1), repeat=n) if is_tree(h)]
    return max(sum(scores[i, h[i]] for i in range(n)) for h in trees)


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_tree_is_the_best_of_all_trees(n, seed):
    scores = np.random.default_rng(seed).normal(size=(n, n + 1))
    scores[np.arange(n), np.arange(1, n + 1)] = -1e9
    heads = best_heads(scores)
    assert is_tree(heads)
    assert sum(scores[i, heads[i]] for i in range(n)) == pytest.approx(best_by_trying(scores))


def test_a_long_sentence_gets_a_tree():
    assert is_tree(best_heads(np.random.default_rng(7).normal(size=(120, 121))))


@pytest.mark.parametrize("n", [8, 25, 60])
@pytest.mark.parametrize("seed", range(4))
def test_the_tree_weighs_what_another_program_s_does(n, seed):
    scores = np.random.default_rng(seed).normal(size=(n, n + 1))
    graph = nx.DiGraph([(j, i + 1, {"weight": scores[i, j] - 1000.0 * (j == 0)}) for i in range(n) for j in range(n + 1) if j != i + 1])
    tree = nx.maximum_spanning_arborescence(graph)
    heads = best_heads(scores)
    assert is_tree(heads)
    assert sum(scores[i, heads[i]] for i in range(n)) == pytest.approx(tree.size("weight") + 1000.0)
