"""A long text → windows that the encoder can take, without cutting a sentence or losing a word.

Whole paragraphs are packed into a window. Of a paragraph that is longer than a window, the sentences that are whole are kept, and the
next window begins with the one that was cut. Every word is read in one window of its sentence; time grows with the length of the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from demarche.language.model import LanguageModel, Outputs

# The length that the model was trained on, in subwords; a single sentence may take up to the longer one.
WINDOW = 192
LONGEST = 448


@dataclass(frozen=True, slots=True)
class Reading:
    """The model's answers for words `[start, end)` of the text. The outputs may hold further words behind `end`, of a sentence that was cut."""

    start: int
    end: int
    outputs: Outputs


def read_windows(
    words: Sequence[str], gaps: Sequence[int], paragraph_starts: Sequence[bool], model: LanguageModel, sentences: Sequence[int] | None = None
) -> Iterator[Reading]:
    """Readings that follow each other and cover all words. `sentences`: where sentences begin, if that is known beforehand."""
    sizes = np.array([len(model.subwords.divide(w)) for w in words], dtype=np.int64) + np.array(paragraph_starts, dtype=np.int64)
    total = np.concatenate([[0], np.cumsum(sizes)])
    starts = [i for i, first in enumerate(paragraph_starts) if first or i == 0] + [len(words)]
    at = 0
    while at < len(words):
        end = _whole_paragraphs(at, starts, total)
        for limit in (WINDOW, LONGEST):
            last = end or min(int(np.searchsorted(total, total[at] + limit - 2, "right")) - 1, len(words))
            last = max(last, at + 1)
            outputs = model.read(model.subwords.encode(words[at:last], gaps[at:last], paragraph_starts[at:last]))
            kept = last if end or last in starts else _last_sentence_start(outputs, at, last, sentences)
            if kept > at:
                break
        else:
            kept = last  # a sentence that is longer than the longest window is read in pieces
        yield Reading(at, kept, outputs)
        at = kept


def _whole_paragraphs(at: int, starts: list[int], total: np.ndarray) -> int:
    """The end of the last paragraph that fits into a window begun at word `at`; 0 where not even one does."""
    furthest = int(np.searchsorted(total, total[at] + WINDOW - 2, "right")) - 1
    fitting = starts[int(np.searchsorted(starts, furthest, "right")) - 1]
    return fitting if fitting > at else 0


def _last_sentence_start(outputs: Outputs, at: int, last: int, sentences: Sequence[int] | None) -> int:
    """The word where the last sentence of the window `[at, last)` starts, `at` where there is only one."""
    if sentences is not None:
        return max((s for s in sentences if at <= s < last), default=at)
    logits = outputs.logits["sentence"]
    starts = np.flatnonzero(logits[:, 1] > logits[:, 0])
    return at + int(starts[-1]) if len(starts) else at
