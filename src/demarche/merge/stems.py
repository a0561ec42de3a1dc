"""Words → stems, so that reports are compared by what they say and not by how it is inflected."""

import re
from functools import cache, lru_cache

import snowballstemmer

from demarche.lexicon.load import load_table

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_STEMMER = snowballstemmer.stemmer("english")


@cache
def _common() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("common_words"))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one word, in small letters (the Porter2 algorithm of snowballstemmer)."""
    return str(_STEMMER.stemWord(word.casefold()))


def find_words(words: str) -> list[str]:
    """The words of a text, numbers too, in order."""
    return _WORD.findall(words)


def find_stems(words: str) -> frozenset[str]:
    """The stems of the words that tell something: not the commonest of English, none of a single letter."""
    return frozenset(stem(w) for w in find_words(words) if len(w) > 1 and w.casefold() not in _common())
