"""Words → the ids that the encoder reads: WordPiece subwords, and beside each the shape of its word and the gap before it.

The encoder was pre-trained on lower-case text. What case and spacing say comes in as two small codes a subword, so that
"US" and "us", or a headline in capitals, stay apart. WordPiece: Schuster and Nakajima (2012), as in BERT (Devlin et al. 2019).
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

# A word of more subwords than this is an address or noise: its first ones tell enough.
MAX_SUBWORDS = 8
SHAPES = ("special", "lower", "title", "upper", "initial", "mixed", "digits", "alphanumeric", "mark", "other")
GAPS = ("inside", "none", "space", "line")


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder reads for one window of N words and L subwords, the marks for start, paragraph and end counted in."""

    ids: np.ndarray  # int64 [L]
    shapes: np.ndarray  # int64 [L]
    gaps: np.ndarray  # int64 [L]
    firsts: np.ndarray  # int64 [N + 1]: where each word's first subword stands; 0, the start mark, stands for the root


@lru_cache(maxsize=100_000)
def shape_of(word: str) -> int:
    """Index into SHAPES."""
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 4 if len(word) == 1 else 3
        return 2 if word[0].isupper() and word[1:].islower() else 5
    if not any(c.isalnum() for c in word):
        return 8
    if word[0].isdigit():
        return 7 if any(c.isalpha() for c in word) else 6
    letters = "".join(c for c in word if c.isalpha())
    return 9 if not letters else 1 if letters.islower() else 3 if letters.isupper() else 2 if word[0].isupper() else 5


def normalise(word: str) -> str:
    """Lower case without accents and control characters, as the encoder's vocabulary has it."""
    word = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in word if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))


class Subwords:
    """The vocabulary: divides words into subword ids."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.id_by_subword = {subword: i for i, subword in enumerate(vocabulary)}
        self.start, self.end, self.unknown = (self.id_by_subword[mark] for mark in ("[CLS]", "[SEP]", "[UNK]"))
        self.divide = lru_cache(maxsize=200_000)(self._divide)

    @classmethod
    def load(cls, path: Path) -> "Subwords":
        return cls(path.read_text("utf-8").splitlines())

    def _divide(self, word: str) -> tuple[int, ...]:
        """The subword ids of a word, at least one, at most MAX_SUBWORDS."""
        ids: list[int] = []
        for piece in _at_marks(normalise(word[:100])):
            ids += self._longest_first(piece)
        return tuple(ids[:MAX_SUBWORDS]) or (self.unknown,)

    def _longest_first(self, piece: str) -> list[int]:
        ids = []
        at = 0
        while at < len(piece):
            for end in range(len(piece), at, -1):
                found = self.id_by_subword.get(piece[at:end] if at == 0 else "##" + piece[at:end])
                if found is not None:
                    break
            else:
                return [self.unknown]
            ids.append(found)
            at = end
        return ids

    def encode(self, words: Sequence[str], gaps: Sequence[int], paragraph_starts: Sequence[bool]) -> Encoded:
        """The window's codes. `gaps`: index into GAPS of what stands before each word; a mark separates paragraphs."""
        ids, shapes, marks, firsts = [self.start], [0], [0], [0]
        for i, word in enumerate(words):
            if paragraph_starts[i] and i:
                ids.append(self.end)
                shapes.append(0)
                marks.append(0)
            subwords = self.divide(word)
            firsts.append(len(ids))
            ids += subwords
            shapes += [shape_of(word)] * len(subwords)
            marks += [gaps[i]] + [0] * (len(subwords) - 1)
        return Encoded(*(np.array(x, dtype=np.int64) for x in ([*ids, self.end], [*shapes, 0], [*marks, 0], firsts)))


def _at_marks(word: str) -> list[str]:
    """Cuts around every punctuation mark and symbol."""
    pieces: list[str] = []
    inside = False
    for c in word:
        if not c.isalnum():
            pieces.append(c)
            inside = False
        elif inside:
            pieces[-1] += c
        else:
            pieces.append(c)
            inside = True
    return pieces
