"""The network: a BERT encoder of six layers, read once, and a head a task on each word's first subword."""

from __future__ import annotations

import json
from pathlib import Path
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from corpora import MISSING
from demarche.language.subwords import GAPS, SHAPES

# What is told word by word, and which mixture of the encoder's layers tells it.
SYNTAX = ("upos", "xpos", "feats", "lemma", "sentence")
NAMING = ("name", "entity", "gum_name")
DISCOURSE = ("source", "cue", "content", "time", "event", "axis", "certainty", "polarity", "future")
SCORES = ("uw", "meantime", "uds")


class Dropout(nn.Module):
    """Dropout whose masks are cut from one large bank of random bits, drawn anew now and then.

    On processors the drawing of fresh bits took a tenth of a training step.
    """

    BANK = 6_000_000
    bank: ClassVar[dict[float, Tensor]] = {}
    uses = 0

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        if x.is_cuda:
            return F.dropout(x, self.share)
        if self.share not in Dropout.bank or Dropout.uses % 20_000 == 0:
            kept = torch.rand(self.BANK) >= self.share
            Dropout.bank[self.share] = kept.to(torch.bfloat16) / (1 - self.share)
        Dropout.uses += 1
        at = int(torch.randint(self.BANK - x.numel(), (1,)))
        return x * Dropout.bank[self.share][at : at + x.numel()].view(x.shape)


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.drop = heads, Dropout(dropout)
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, w = x.shape
        q, k, v = (f(x).view(b, n, self.heads, w // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value))
        # Written out: on processors the fused attention's backward pass took a quarter of a training step.
        scores = (q * (w // self.heads) ** -0.5) @ k.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask
        attended = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, n, w)
        x = self.norm1(x + self.drop(self.output(attended)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, config: dict, dropout: float) -> None:
        super().__init__()
        width = config["hidden_size"]
        # Sparse gradients: a step touches a few hundred of the 30,522 rows.
        self.words = nn.Embedding(config["vocab_size"], width, sparse=True)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.shapes, self.gaps = nn.Embedding(len(SHAPES), width), nn.Embedding(len(GAPS), width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout) for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor | None) -> list[Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.shapes(shapes) + self.gaps(gaps))
        x = self.dropout(x)
        states = []
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        return states


class Mixture(nn.Module):
    """A learnt weighted mean of the layers (Peters et al. 2018), at first nearly the last one."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([0.0] * (layers - 1) + [3.0]))

    def forward(self, states: list[Tensor]) -> Tensor:
        weights = self.weights.softmax(0)
        return sum(w * s for w, s in zip(weights, states, strict=True))


class Biaffine(nn.Module):
    """Scores of word pairs (Dozat and Manning 2017): `[from, to]`, one score a pair."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.source, self.target = nn.Linear(width, inner), nn.Linear(width, inner)
        self.pairs = nn.Parameter(torch.zeros(inner, inner))
        self.bias = nn.Linear(inner, 1, bias=False)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        s, t = (self.dropout(F.gelu(f(x))) for f in (self.source, self.target))
        return (s @ self.pairs) @ t.transpose(1, 2) + self.bias(t).transpose(1, 2)


class Network(nn.Module):
    def __init__(self, config: dict, sizes: dict[str, int], settings: dict) -> None:
        super().__init__()
        width, dropout = config["hidden_size"], settings["head_dropout"]
        self.sizes = sizes
        self.encoder = Encoder(config, settings["encoder_dropout"])
        layers = config["num_hidden_layers"]
        self.syntax_mix, self.discourse_mix = Mixture(layers), Mixture(layers)
        # Both mixtures take mostly the last layer: a layer of its own lets syntax and names have what discourse does not need.
        self.syntax_layer = Layer(width, config["num_attention_heads"], config["intermediate_size"], settings["encoder_dropout"])
        self.syntax_gate = nn.Parameter(torch.tensor(0.2))
        self.syntax = nn.Linear(width, sum(sizes[t] for t in SYNTAX))
        self.naming_hidden = nn.Linear(width, width)
        self.naming = nn.Linear(width, sum(sizes[t] for t in NAMING))
        self.discourse_hidden = nn.Linear(width, width)
        self.discourse = nn.Linear(width, sum(sizes[t] for t in DISCOURSE))
        self.scores = nn.Linear(width, len(SCORES))
        self.arcs = Biaffine(width, settings["arc_width"], dropout)
        self.content_link, self.cue_link = Biaffine(width, settings["link_width"], dropout), Biaffine(width, settings["link_width"], dropout)
        inner = settings["relation_width"]
        self.dependent, self.governor = nn.Linear(width, inner), nn.Linear(width, inner)
        self.relations = nn.Parameter(torch.randn(sizes["relation"], inner + 1, inner + 1) * 0.01)
        self.dropout = Dropout(dropout)
        self.word_dropout = settings["word_dropout"]

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, firsts: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        if self.training and self.word_dropout:
            ids = torch.where(torch.rand_like(ids, dtype=torch.float) < self.word_dropout, torch.full_like(ids, 103), ids)  # 103 = [MASK]
        attention = None if mask is None else torch.where(mask, 0.0, -1e4)[:, None, None, :]
        states = self.encoder(ids, shapes, gaps, attention)
        at = firsts[..., None].expand(-1, -1, states[0].shape[-1])
        grammar = self.syntax_mix(states)
        grammar = grammar + self.syntax_gate * self.syntax_layer(grammar, attention)
        grammar = self.dropout(grammar.gather(1, at))
        naming = grammar + self.dropout(F.gelu(self.naming_hidden(grammar)))
        meaning = self.dropout(self.discourse_mix(states).gather(1, at))
        meaning = meaning + self.dropout(F.gelu(self.discourse_hidden(meaning)))
        return {
            "syntax": self.syntax(grammar), "naming": self.naming(naming), "arcs": self.arcs(grammar),
            "dependent": F.gelu(self.dependent(grammar)), "governor": F.gelu(self.governor(grammar)),
            "discourse": self.discourse(meaning), "scores": self.scores(meaning),
            "content_link": self.content_link(meaning), "cue_link": self.cue_link(meaning),
        }  # fmt: skip

    def split(self, out: dict[str, Tensor]) -> dict[str, Tensor]:
        """The word-by-word outputs by task."""
        groups = (("syntax", SYNTAX), ("naming", NAMING), ("discourse", DISCOURSE))
        return {t: x for name, tasks in groups for t, x in zip(tasks, out[name].split([self.sizes[t] for t in tasks], -1), strict=True)}

    def relation_scores(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """`[batch, words, relations]` for one head a word."""
        one = lambda x: torch.cat([x, torch.ones_like(x[..., :1])], -1)  # noqa: E731
        d, g = one(self.dropout(out["dependent"])), one(self.dropout(out["governor"]))
        g = g.gather(1, heads[..., None].expand(-1, -1, g.shape[-1]))
        left = (d @ self.relations.permute(1, 0, 2).reshape(d.shape[-1], -1)).view(*d.shape[:2], -1, g.shape[-1])
        return torch.einsum("bnrj,bnj->bnr", left, g)

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """One mean loss a task that the batch has labels for."""
        out = self(batch["ids"], batch["shapes"], batch["gaps"], batch["firsts"], batch["mask"])
        out = {k: v.float() for k, v in out.items()}
        losses = {}
        for task, logits in self.split(out).items():
            if task in batch and (batch[task] >= 0).any():
                losses[task] = F.cross_entropy(logits.flatten(0, 1), batch[task].flatten(), ignore_index=MISSING)
        if "head" in batch and (batch["head"] >= 0).any():
            losses |= self._tree_losses(out, batch)
        for link in ("content_link", "cue_link"):
            if link in batch and (batch[link] >= 0).any():
                scores = out[link].masked_fill(batch["word_mask"][:, None, :] == 0, -1e4)
                losses[link] = F.cross_entropy(scores.flatten(0, 1), batch[link].flatten(), ignore_index=MISSING)
        for i, task in enumerate(SCORES):
            if task in batch and (~batch[task].isnan()).any():
                losses[task] = _score_loss(out["scores"][..., i], batch[task])
        return losses

    def _tree_losses(self, out: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
        ids, words = batch["sentence_id"], batch["word_mask"]
        same = (ids[:, :, None] == ids[:, None, :]) & (words[:, None, :] == 1)
        same[:, :, 0] = True
        arcs = out["arcs"].masked_fill(~same, -1e4)
        heads = batch["head"]
        relations = self.relation_scores(out, heads.clamp(min=0))
        return {
            "arc": F.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=MISSING),
            "relation": F.cross_entropy(relations.flatten(0, 1), batch["relation"].flatten(), ignore_index=MISSING),
        }


def _score_loss(predicted: Tensor, gold: Tensor) -> Tensor:
    """Smooth L1. Nine scores in ten say "it happened": the rare others weigh more, else the network pulls them up."""
    known = ~gold.isnan()
    gold, predicted = gold[known], predicted[known]
    weight = torch.where(gold < -1.0, 3.5, torch.where(gold < 0.5, 2.5, torch.where(gold < 2.5, 1.3, 1.0)))
    return (weight * F.smooth_l1_loss(predicted * 3.0, gold, beta=0.5, reduction="none")).sum() / weight.sum()


def load_encoder(network: Network, folder: Path) -> None:
    """Fills the encoder with pre-trained BERT weights (safetensors, the usual names)."""
    from safetensors.torch import load_file

    weights = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    e = network.encoder
    with torch.no_grad():
        e.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        e.places.weight.copy_(weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0])
        parts = [(e.norm, "embeddings.LayerNorm")]
        for i, layer in enumerate(e.layers):
            at = f"encoder.layer.{i}."
            parts += [(layer.query, at + "attention.self.query"), (layer.key, at + "attention.self.key"), (layer.value, at + "attention.self.value")]
            parts += [(layer.output, at + "attention.output.dense"), (layer.norm1, at + "attention.output.LayerNorm")]
            parts += [(layer.up, at + "intermediate.dense"), (layer.down, at + "output.dense"), (layer.norm2, at + "output.LayerNorm")]
        for module, name in parts:
            module.weight.copy_(weights[name + ".weight"])
            module.bias.copy_(weights[name + ".bias"])


def read_config(folder: Path) -> dict:
    return json.loads((folder / "config.json").read_text())


def start_syntax_layer(network: Network) -> None:
    """The layer of syntax begins as a copy of the encoder's last one."""
    network.syntax_layer.load_state_dict(network.encoder.layers[-1].state_dict())
