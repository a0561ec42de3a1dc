"""Texts → windows → batches: what one training step sees."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch

from corpora import MISSING, Text
from demarche.language.subwords import Subwords

LINKS = ("head", "content_link", "cue_link")  # labels that point to a word of the same text
SCORES = ("uw", "meantime", "uds")


@dataclass(frozen=True)
class Window:
    text: Text
    start: int
    end: int
    size: int  # subwords, marks included


def cut_windows(text: Text, subwords: Subwords, limit: int, rng: random.Random | None = None) -> list[Window]:
    """Windows that follow each other, each as many sentences as fit into `limit` subwords (a longer sentence is a window alone).

    With `rng`, a window's limit is drawn anew each time, so that single sentences, paragraphs and full windows are all seen.
    """
    starts = [i for i, cut in enumerate(text.cuts) if cut or i == 0] + [len(text.words)]
    sizes = np.concatenate([[0], np.cumsum([len(subwords.divide(w)) for w in text.words])])
    windows, first = [], 0
    while first < len(starts) - 1:
        most = limit if rng is None else rng.choice((1, rng.randint(20, limit), limit, limit))
        last = first + 1
        while last < len(starts) - 1 and sizes[starts[last + 1]] - sizes[starts[first]] + 2 + last - first <= most:
            last += 1
        a, b = starts[first], starts[last]
        windows.append(Window(text, a, b, int(sizes[b] - sizes[a]) + 2 + sum(text.paragraphs[a + 1 : b])))
        first = last
    return windows


def labels_of(window: Window) -> dict[str, np.ndarray]:
    """The window's labels, one place a word and one more in front for the root; links count from the root = 0."""
    out = {}
    for task, values in window.text.labels.items():
        part = values[window.start : window.end]
        if task in LINKS:
            inside = (part >= window.start) & (part < window.end)
            part = np.where(part == MISSING, MISSING, np.where(part == -1, 0, np.where(inside, part - window.start + 1, MISSING)))
        out[task] = np.concatenate([[np.nan if task in SCORES else MISSING], part])
    if "head" in out:
        out["sentence_id"] = np.concatenate([[0], np.cumsum(window.text.labels["sentence"][window.start : window.end])])
    return out


def collate(windows: list[Window], subwords: Subwords, rng: random.Random | None = None) -> dict[str, torch.Tensor]:
    """One padded batch. With `rng`, one window in ten loses what its case says, as headlines and capitals do."""
    encoded = [_encode(w, subwords, rng) for w in windows]
    length, words = max(len(e.ids) for e in encoded), max(len(e.firsts) for e in encoded)
    batch = {k: torch.zeros(len(windows), length, dtype=torch.long) for k in ("ids", "shapes", "gaps")}
    batch |= {"mask": torch.zeros(len(windows), length, dtype=torch.bool), "firsts": torch.zeros(len(windows), words, dtype=torch.long)}
    tasks = {t for w in windows for t in w.text.labels} | {"sentence_id", "word_mask"}
    for t in tasks:
        empty = float("nan") if t in SCORES else 0 if t in ("sentence_id", "word_mask") else MISSING
        batch[t] = torch.full((len(windows), words), empty, dtype=torch.float if t in SCORES else torch.long)
    for i, (w, e) in enumerate(zip(windows, encoded, strict=True)):
        for k in ("ids", "shapes", "gaps"):
            batch[k][i, : len(e.ids)] = torch.from_numpy(getattr(e, k))
        batch["mask"][i, : len(e.ids)] = True
        batch["firsts"][i, : len(e.firsts)] = torch.from_numpy(e.firsts)
        batch["word_mask"][i, : len(e.firsts)] = 1
        for t, values in labels_of(w).items():
            batch[t][i, : len(values)] = torch.from_numpy(values.astype(np.float32 if t in SCORES else np.int64))
    return batch


def _encode(window: Window, subwords: Subwords, rng: random.Random | None):
    a, b = window.start, window.end
    words = window.text.words[a:b]
    if rng and rng.random() < 0.1:
        words = [rng.choice((str.lower, str.upper, str.title, str.title))(" ".join(words)).split(" ")][0]
        words = words if len(words) == b - a else window.text.words[a:b]
    return subwords.encode(words, window.text.gaps[a:b], window.text.paragraphs[a:b])


def make_batches(windows: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Batches of at most `size` padded subwords, of windows alike in length, in random order."""
    windows = list(windows)
    rng.shuffle(windows)
    batches = []
    for at in range(0, len(windows), 400):
        pool = sorted(windows[at : at + 400], key=lambda w: w.size)
        batch: list[Window] = []
        for w in pool:
            if batch and w.size * (len(batch) + 1) > size:
                batches.append(batch)
                batch = []
            batch.append(w)
        batches.append(batch)
    rng.shuffle(batches)
    return batches
