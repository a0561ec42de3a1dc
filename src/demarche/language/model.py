"""The language model: ONNX weights and what their outputs mean. One call a window; a window is all that one call sees.

The int8 weights scale their activations by the window, so that a window always gives the same numbers, whatever is read beside it
and on however many threads.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime

from demarche.errors import BadModel
from demarche.language.lemmas import Lemmas, load_lemmas
from demarche.language.subwords import Encoded, Subwords

WEIGHTS = Path(__file__).parent / "weights"
FORMAT = 1
OUTPUTS = ("syntax", "naming", "arcs", "dependent", "governor", "discourse", "scores", "content_link", "cue_link", "states")


@dataclass(frozen=True, slots=True)
class Outputs:
    """The network's answers for a window of N words. Rows of pair scores have a place 0 in front, for the root."""

    logits: dict[str, np.ndarray]  # task → [N, labels]
    arcs: np.ndarray  # [N, N + 1]: word, head (0 = root)
    dependent: np.ndarray  # [N, D]
    governor: np.ndarray  # [N + 1, D]
    scores: dict[str, np.ndarray]  # corpus → [N]: factuality on that corpus' scale
    content_link: np.ndarray  # [N, N + 1]: word of a content, first word of its cue or source (0 = none)
    cue_link: np.ndarray  # [N, N + 1]: word of a cue, first word of its source (0 = none)
    states: np.ndarray  # [L, 384]: the subwords as the encoder's fourth layer has them, which the head of events reads
    firsts: np.ndarray  # [N + 1]: where each word's first subword stands; 0 for the root


@dataclass(frozen=True)
class LanguageModel:
    session: onnxruntime.InferenceSession
    event_session: onnxruntime.InferenceSession | None  # None only while the head of events is being trained
    subwords: Subwords
    labels: dict[str, tuple[str, ...]]
    layout: dict[str, tuple[str, ...]]  # "syntax", "naming", "discourse", "scores" → the tasks in their order
    relation_weights: np.ndarray  # [R, D + 1, D + 1]
    lemmas: Lemmas

    @cached_property
    def _flat_relations(self) -> np.ndarray:
        r, d, _ = self.relation_weights.shape
        return self.relation_weights.transpose(1, 0, 2).reshape(d, r * d)

    def read(self, window: Encoded) -> Outputs:
        """The network's answers for one window."""
        inputs = {"ids": window.ids, "shapes": window.shapes, "gaps": window.gaps, "firsts": window.firsts}
        out = dict(zip(OUTPUTS, self.session.run(OUTPUTS, inputs), strict=True))
        logits: dict[str, np.ndarray] = {}
        for group in ("syntax", "naming", "discourse"):
            at = 0
            for task in self.layout[group]:
                size = len(self.labels[task])
                logits[task] = out[group][1:, at : at + size]
                at += size
        scores = {task: out["scores"][1:, i] * 3.0 for i, task in enumerate(self.layout["scores"])}
        if self.event_session:
            states = {"states": out["states"], "firsts": window.firsts}
            logits["event_type"] = self.event_session.run(["types"], states)[0][1:]
        return Outputs(
            logits, out["arcs"][1:], out["dependent"][1:], out["governor"], scores, out["content_link"][1:], out["cue_link"][1:], out["states"],
            window.firsts,
        )  # fmt: skip

    def relations(self, outputs: Outputs, heads: np.ndarray) -> np.ndarray:
        """Index of each word's relation to its head; `heads`: [N], 0 = root, j = word j - 1."""
        d = np.concatenate([outputs.dependent, np.ones((len(heads), 1), np.float32)], 1)
        g = np.concatenate([outputs.governor, np.ones((len(outputs.governor), 1), np.float32)], 1)[heads]
        scores = ((d @ self._flat_relations).reshape(len(heads), -1, g.shape[1]) @ g[:, :, None])[:, :, 0]
        root = self.labels["relation"].index("root")
        scores[heads > 0, root] = -np.inf
        best: np.ndarray = scores.argmax(1)
        best[heads == 0] = root
        return best


def load_model(folder: Path = WEIGHTS, *, threads: int = 1, weights: str = "encoder.onnx") -> LanguageModel:
    """The model that lies in `folder`. Raises BadModel where a file is missing, damaged or of another version."""
    for name in ("labels.json", "vocabulary.txt", "relations.npy", "lemmas.tsv", weights):
        if not (folder / name).is_file():
            raise BadModel(f"{folder / name}: not there. Reinstall demarche, or train the weights with `make model`.")
    card = json.loads((folder / "labels.json").read_text("utf-8"))
    if card["format"] != FORMAT:
        raise BadModel(f"{folder}: weights of format {card['format']}, this version reads format {FORMAT}. Train them anew with `make model`.")
    return LanguageModel(
        _open_session(folder / weights, threads),
        _open_session(folder / "events.onnx", threads) if (folder / "events.onnx").is_file() else None,
        Subwords.load(folder / "vocabulary.txt"),
        {task: tuple(labels) for task, labels in card["labels"].items()},
        {group: tuple(card[group]) for group in ("syntax", "naming", "discourse", "scores")},
        np.load(folder / "relations.npy").astype(np.float32),
        load_lemmas(folder / "lemmas.tsv"),
    )


def _open_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Between two windows Python decodes: threads that spin meanwhile took its core, and two were a third slower than one.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as reason:  # onnxruntime raises many kinds, none of them public
        raise BadModel(f"{path}: can't be loaded ({reason}). Reinstall demarche.") from reason


def is_intact(folder: Path = WEIGHTS) -> bool:
    """Are the weights the ones that the card was written for?"""
    card = json.loads((folder / "labels.json").read_text("utf-8"))
    return bool(hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest() == card["sha256"])
