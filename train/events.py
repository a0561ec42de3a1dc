"""The head of events: what type of PLOVER event a word names, learnt on top of the encoder's fourth layer.

`python train/events.py --eval DIR --out WEIGHTS [--minutes N]` trains a layer (begun as a copy of the encoder's fifth) and writes
`events.onnx` (int8) into the folder of weights that it reads. It learns from
- the example sentences of frames.tsv and lightverbs.tsv: the word and its type are known;
- news articles (PolNeAR's training part, TimeBank less its held-out documents), in which the frames of the lexicon mark words: silver;
- PLV, the half that `held_out_half` leaves: a sentence has a type, the word that names it is not known (multiple-instance learning: some word of the
  sentence must have an accepted type);
- the rows of cameo_penta in the same half, by quad; rows of quad 0 must have no type of quad 1, 2 or 4.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from demarche.facts.arguments import arguments
from demarche.facts.events.frames import find_frame, frames_of
from demarche.language.analyse import analyse
from demarche.language.document import Document
from demarche.language.model import LanguageModel, load_model
from demarche.language.windows import read_windows
from demarche.lexicon.load import load_table
from demarche.record import EventType
from demarche.text import Span
from network import Layer, Network, read_config
from restart import load_exported
from scoring import held_out_half, rows

TYPES = tuple(EventType)
NONE = len(TYPES)
MISSING = -100
QUADS = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 2: ("COOPERATE", "AID", "RETREAT"), 3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}  # fmt: skip
YIELD = ("RETREAT", "CONCEDE")  # PLV folds these two
CANDIDATES = frozenset(("VERB", "NOUN", "ADJ"))


@dataclass
class Example:
    """One window: the encoder's states, and what is known of its words."""

    states: np.ndarray  # float16 [L, 384]
    firsts: np.ndarray  # [N]
    labels: np.ndarray  # [N]: index into TYPES, NONE, MISSING where nobody knows
    weights: np.ndarray  # [N]
    bag: tuple[np.ndarray, tuple[int, ...]] | None = None  # words one of which has one of these types
    without: tuple[np.ndarray, tuple[int, ...]] | None = None  # words none of which has any of these types


# --- examples --------------------------------------------------------------------------------------------------------------------------


def readings(document: Document, model: LanguageModel) -> Iterator[tuple[int, int, np.ndarray, np.ndarray]]:
    """(first word, last word + 1, states, firsts) of each window, as at run time."""
    tokens = document.tokens
    strings = [t.text for t in tokens]
    begins = np.zeros(len(tokens), dtype=bool)
    begins[[a for a, _ in document.paragraphs]] = True
    gaps = [3 if begins[i] else 1 if tokens[i - 1].span.end == tokens[i].span.start else 2 for i in range(len(tokens))]
    for r in read_windows(strings, gaps, begins.tolist(), model, [a for a, _ in document.sentences]):
        yield r.start, r.end, r.outputs.states.astype(np.float16), r.outputs.firsts[1 : r.end - r.start + 1]


def read_text(text: str, model: LanguageModel) -> Document:
    return analyse(text, [Span(a, a + len(p)) for a, p in _paragraphs(text)], model)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def lexicon_examples(model: LanguageModel) -> Iterator[Example]:
    """The example sentences of the frames."""
    for row in load_table("frames"):
        document = read_text(row["example"], model)
        hits = [i for i, t in enumerate(document.tokens) if t.lemma.lower() == row["lemma"] and ("NOUN" if t.upos == "PROPN" else t.upos) == row["pos"]]
        if not hits:
            continue
        for a, b, states, firsts in readings(document, model):
            labels, weights = silver(document, a, b)
            for i in hits:
                labels[i - a], weights[i - a] = TYPES.index(EventType(row["type"])), 1.0
            yield Example(states, firsts, labels, weights)


def silver(document: Document, start: int, end: int) -> tuple[np.ndarray, np.ndarray]:
    """What the frames say of the words `[start, end)`. A word that frames know, none of which holds, stays open: it is what the head is for."""
    labels = np.full(end - start, NONE)
    weights = np.full(end - start, 0.3)  # a word that no frame knows mostly names no event, now and then one that the lexicon lacks
    for i in range(start, end):
        token = document.tokens[i]
        if token.upos not in CANDIDATES and token.upos != "PROPN":
            weights[i - start] = 0.1
            continue
        frame = find_frame(document, i, arguments(document, i))
        if frame and (token.upos == "VERB" or token.event != "O"):
            labels[i - start], weights[i - start] = TYPES.index(frame.type), 0.6
        elif frames_of(token):
            labels[i - start] = MISSING
    return labels, weights


def article_examples(texts: list[str], model: LanguageModel) -> Iterator[Example]:
    for text in texts:
        document = read_text(text, model)
        for a, b, states, firsts in readings(document, model):
            labels, weights = silver(document, a, b)
            if (labels < NONE).any():
                yield Example(states, firsts, labels, weights)


def bag_examples(folder: Path, model: LanguageModel, names: Sequence[str]) -> Iterator[Example]:
    """The training halves of PLV and cameo_penta."""
    for name in names:
        for row in rows(folder / f"events/{name}.jsonl.gz"):
            if held_out_half(row["id"]):
                continue
            document = read_text(row["text"], model)
            windows = list(readings(document, model))
            if len(windows) == 1:
                a, b, states, firsts = windows[0]
                words = np.array(
                    [i for i in range(a, b) if document.tokens[i].upos == "VERB" or (document.tokens[i].upos in CANDIDATES and document.tokens[i].event != "O")]
                )
                if len(words):
                    yield _bag(row, name, words, states, firsts, silver(document, a, b))


def _bag(row: dict, name: str, words: np.ndarray, states: np.ndarray, firsts: np.ndarray, marked: tuple[np.ndarray, np.ndarray]) -> Example:
    """The example of one row. Where the lexicon marks a word with an accepted type, that word is it: else the head would give its type to any word."""
    open_ = np.full(len(firsts), MISSING), np.zeros(len(firsts))
    index = lambda types: tuple(TYPES.index(EventType(t)) for t in types)  # noqa: E731
    if name == "plv":
        accepted = index(row["events"][0]["accept"] if row["events"][0]["type"] != "YIELD" else YIELD)
        if np.isin(marked[0], accepted).any():
            return Example(states, firsts, *marked)
        return Example(states, firsts, *open_, bag=(words, accepted))
    if row["quad"] == 0:
        return Example(states, firsts, *open_, without=(words, index(t for q in (1, 2, 4) for t in QUADS[q])))
    return Example(states, firsts, *open_, bag=(words, index(QUADS[row["quad"]])))


# --- network ---------------------------------------------------------------------------------------------------------------------------


class EventHead(nn.Module):
    """States of the encoder's fourth layer → [N, 17] logits: one more layer, then a hidden layer on each word's first subword.

    A second layer would cost 1.8 MB, and the weights are to stay under 30.
    """

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(width, heads, inner, 0.1) for _ in range(1))
        self.hidden, self.out = nn.Linear(2 * width, width), nn.Linear(width, NONE + 1)
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor, firsts: Tensor, mask: Tensor | None = None) -> Tensor:
        attention = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :]
        x = states
        for layer in self.layers:
            x = layer(x, attention)
        at = firsts[..., None].expand(-1, -1, states.shape[-1])
        # The word beside its context: what the fourth layer still has of the word itself, the sixth has forgotten.
        words = torch.cat([x.gather(1, at), states.gather(1, at)], -1)
        return self.out(self.dropout(F.gelu(self.hidden(self.dropout(words)))))


class OneWindow(nn.Module):
    def __init__(self, head: EventHead) -> None:
        super().__init__()
        self.head = head

    def forward(self, states: Tensor, firsts: Tensor) -> Tensor:
        return self.head(states[None], firsts[None])[0]


def start_head(weights: Path, model: LanguageModel) -> EventHead:
    """A head whose layer is a copy of the encoder's fifth, from exported weights."""
    settings = tomllib.loads((Path(__file__).parent / "settings.toml").read_text("utf-8"))
    folder = Path(importlib.util.find_spec(settings["encoder"]["package"]).submodule_search_locations[0]) / "model"
    config = read_config(folder)
    network = Network(config, {k: len(v) for k, v in model.labels.items()}, settings["network"])
    load_exported(network, weights, config)
    head = EventHead(config["hidden_size"], config["num_attention_heads"], config["intermediate_size"])
    for mine, theirs in zip(head.layers, network.encoder.layers[4:5], strict=True):
        mine.load_state_dict(theirs.state_dict())
    return head


# --- training --------------------------------------------------------------------------------------------------------------------------


def collate(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    length, words = max(len(e.states) for e in batch), max(len(e.firsts) for e in batch)
    states = torch.zeros(len(batch), length, batch[0].states.shape[1])
    firsts = torch.zeros(len(batch), words, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    labels = torch.full((len(batch), words), MISSING)
    weights = torch.zeros(len(batch), words)
    for i, e in enumerate(batch):
        states[i, : len(e.states)] = torch.from_numpy(e.states.astype(np.float32))
        mask[i, : len(e.states)] = True
        n = len(e.firsts)
        firsts[i, :n], labels[i, :n], weights[i, :n] = torch.from_numpy(e.firsts), torch.from_numpy(e.labels), torch.from_numpy(e.weights).float()
    return states, firsts, mask, labels, weights


def loss_of(head: EventHead, batch: list[Example]) -> Tensor:
    states, firsts, mask, labels, weights = collate(batch)
    with torch.autocast("cpu", torch.bfloat16):
        logits = head(states, firsts, mask)
    logits = logits.float()
    losses = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=MISSING, reduction="none")
    loss = (losses * weights.flatten()).sum() / max(weights.sum().item(), 1.0)
    bags = []
    for i, e in enumerate(batch):
        if e.bag or e.without:
            logs = logits[i].log_softmax(-1)
            if e.bag:
                words, types = e.bag
                fits = logs[words][:, list(types)].logsumexp(-1)
                # A soft choice of the word, so that not only the luckiest one learns.
                bags.append(-(fits + F.log_softmax(2 * fits, 0).detach()).logsumexp(0))
            if e.without:
                words, types = e.without
                bags.append(0.3 * -torch.log1p(-logs[words][:, list(types)].logsumexp(-1).exp().clamp(max=0.999)).sum())
    return loss + (0.3 * torch.stack(bags).mean() if bags else 0.0)


def train(head: EventHead, examples: list[Example], minutes: float, seed: int = 20220207) -> None:
    rng = random.Random(seed)
    torch.manual_seed(seed)
    groups = [
        {"params": head.layers.parameters(), "lr": 2e-4},
        {"params": [*head.hidden.parameters(), *head.out.parameters()], "lr": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.02)
    start, step = time.time(), 0
    rates = [g["lr"] for g in optimizer.param_groups]
    bags = [e for e in examples if e.bag or e.without]
    rest = [e for e in examples if not (e.bag or e.without)]
    while (share := (time.time() - start) / (60 * minutes)) < 1:
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1.0, 20 * share + 0.02) * (1 - share)
        # Apart, so that the short ones are not padded to the length of the long ones.
        loss = loss_of(head, _batch(rest, rng, 1600)) + (loss_of(head, _batch(bags, rng, 400)) if bags else 0.0)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimizer.step()
        step += 1
        if step % 100 == 0:
            print(f"step {step}, {time.time() - start:.0f} s, loss {loss.item():.3f}", flush=True)


def _batch(examples: list[Example], rng: random.Random, subwords: int) -> list[Example]:
    """Examples of like length, `subwords` in all."""
    pool = sorted(rng.sample(examples, min(300, len(examples))), key=lambda e: len(e.states))
    at = rng.randrange(len(pool))
    chosen: list[Example] = []
    while at < len(pool) and sum(len(e.states) for e in chosen) < subwords:
        chosen.append(pool[at])
        at += 1
    return chosen


def write_head(head: EventHead, out: Path) -> None:
    """`events.onnx`, int8 with scales by the window."""
    plain = out / "events.fp32.onnx"
    example = torch.zeros(40, head.out.in_features), torch.zeros(30, dtype=torch.long)
    torch.onnx.export(
        OneWindow(head.eval()), example, str(plain), opset_version=17, dynamo=False, input_names=["states", "firsts"], output_names=["types"],
        dynamic_axes={"states": {0: "subwords"}, "firsts": {0: "words"}},
    )  # fmt: skip
    quantize_dynamic(str(plain), str(out / "events.onnx"), per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"],
                     extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT})  # fmt: skip
    plain.unlink()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--eval", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True, help="the folder of weights, which holds the encoder")
    arguments.add_argument("--minutes", type=float, default=12)
    arguments.add_argument("--articles", type=int, default=1000)
    arguments.add_argument("--without", nargs="*", default=[], help="sets to leave out: quotes, plv, cameo_penta")
    options = arguments.parse_args()
    torch.set_num_threads(2)
    model = load_model(options.out, threads=2)
    quotes = rows(options.eval / "quotes/train.jsonl.gz") if "quotes" not in options.without else []
    articles = [r["text"] for r in quotes if r.get("primary", True)][: options.articles]
    sets = [n for n in ("plv", "cameo_penta") if n not in options.without]
    head = start_head(options.out, model)
    examples = [*lexicon_examples(model), *article_examples(articles, model), *bag_examples(options.eval, model, sets)]
    print(f"{len(examples)} windows", flush=True)
    train(head, examples, options.minutes)
    write_head(head, options.out)


if __name__ == "__main__":
    main()
