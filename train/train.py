"""Trains the language model: `python train/train.py --data DIR --eval DIR --out DIR [--without SET …]`.

Seeded; writes a checkpoint every few minutes and goes on from it when called again. The schedule is fixed by wall clock
(`minutes` in settings.toml): the first steps are timed, and the number of steps is set from them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
import tomllib
from pathlib import Path

import torch

import corpora
from corpora import Text, held_out, make_inventory, number
from demarche.language.subwords import Subwords
from network import Network, load_encoder, read_config, start_syntax_layer
from renaming import known_names, rename
from restart import load_exported
from windows import collate, cut_windows, make_batches

CHECKPOINT_S = 240
TIMED_STEPS = 60


def read_sets(data: Path, eval_: Path) -> dict[str, list[Text]]:
    """The training part of every set that is there, by name. Documents of `held_out` are left for measuring."""
    quotes, times, actors, factuality = (eval_ / k for k in ("quotes", "times", "actors", "factuality"))
    readers = {
        "ewt": lambda: corpora.read_treebank(data / "ewt-train.conllu.gz"),
        "gum": lambda: corpora.read_treebank(data / "gum-train.conllu.gz"),
        "quotes": lambda: corpora.read_quotes(quotes / "train.jsonl.gz"),
        "timebank": lambda: kept(corpora.read_times(times / "timebank_aquaint.jsonl.gz")),
        "meantime_times": lambda: kept(corpora.read_times(times / "meantime.jsonl.gz")),
        "meantime_names": lambda: kept(corpora.read_meantime_names(actors / "meantime.jsonl.gz")),
        "uw": lambda: corpora.join(corpora.read_factuality(factuality / "uw_train.jsonl.gz", "uw")),
        "meantime": lambda: corpora.join(corpora.read_factuality(factuality / "meantime_train.jsonl.gz", "meantime")),
        "uds": lambda: corpora.join(corpora.read_factuality(factuality / "uds_ih2_train.jsonl.gz", "uds")),
        "axes": lambda: corpora.join(kept(corpora.read_axes(factuality / "matres_axis_dev.jsonl.gz"))),
        "status": lambda: corpora.join(kept(corpora.read_status(factuality / "meantime_status_dev.jsonl.gz"))),
    }
    sets = {}
    for name, read in readers.items():
        try:
            sets[name] = list(read())
        except FileNotFoundError as missing:
            print(f"left out: {name} ({missing.filename} is not there)")
    return sets


def kept(texts):
    return (t for t in texts if not held_out(t.id))


def one_reading(sets: dict[str, list[Text]], shares: dict[str, float], names: dict[str, list[str]], subwords: Subwords, limit: int, rng: random.Random) -> list:
    """The windows of one pass: each set as often as its share says (0.3: three documents in ten, drawn anew each time)."""
    windows = []
    for name, texts in sets.items():
        share = shares[name]
        while share > 0:
            drawn = texts if share >= 1 else rng.sample(texts, round(len(texts) * share))
            windows += [w for t in drawn for w in cut_windows(t, subwords, limit, rng)]
            share -= 1
    # Not GUM: its names take titles in ("US President Joe Biden"), and would teach that.
    named = [t for name in ("ewt", "meantime_names") for t in sets.get(name, [])]
    renamed = (rename(t, names, rng) for t in rng.sample(named, round(len(named) * shares["renamed"])))
    return windows + [w for t in renamed if t for w in cut_windows(t, subwords, limit, rng)]


def make_optimizer(network: Network, settings: dict) -> torch.optim.AdamW:
    encoder = {id(p) for p in network.encoder.parameters()}
    table = network.encoder.words.weight
    groups = []
    for inside, rate in ((True, settings["encoder_rate"]), (False, settings["head_rate"])):
        for decay in (True, False):
            chosen = [p for p in network.parameters() if p is not table and (id(p) in encoder) == inside and (p.dim() > 1) == decay]
            groups.append({"params": chosen, "lr": rate, "rate": rate, "weight_decay": settings["weight_decay"] if decay else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def make_table_optimizer(network: Network, settings: dict) -> torch.optim.SparseAdam:
    """For the table of subwords alone: only the rows that a step has seen are moved."""
    group = {"params": [network.encoder.words.weight], "lr": settings["encoder_rate"], "rate": settings["encoder_rate"]}
    return torch.optim.SparseAdam([group], betas=(0.9, 0.98))


def rate_at(step: int, steps: int, warm_up: float) -> float:
    rising = max(1, int(steps * warm_up))
    return step / rising if step < rising else max(0.0, (steps - step) / (steps - rising))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--eval", type=Path, required=True, dest="eval_")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--without", nargs="*", default=[])
    arguments.add_argument("--start", type=Path, help="exported weights to go on from, with [second_round] of settings.toml")
    arguments.add_argument("--steps", type=int, help="a fixed number of steps instead of settings.toml's minutes")
    options = arguments.parse_args()
    settings = tomllib.loads((Path(__file__).parent / "settings.toml").read_text())
    if options.start:
        settings["training"] |= settings["second_round"]
    Trainer(settings, options).run()


class Trainer:
    """What lives on from step to step: network, optimizer, the random states, the count of steps."""

    def __init__(self, settings: dict, options: argparse.Namespace) -> None:
        self.settings, self.options, self.t = settings, options, settings["training"]
        torch.manual_seed(self.t["seed"])
        self.rng = random.Random(self.t["seed"])
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.set_num_threads(self.t["threads"])
        package = importlib.util.find_spec(settings["encoder"]["package"])
        self.folder = Path(package.submodule_search_locations[0]) / "model"
        self.subwords = Subwords.load(self.folder / "vocab.txt")
        self.sets = {k: v for k, v in read_sets(options.data, options.eval_).items() if k not in options.without}
        self.lists = make_inventory(self.sets.get("ewt", []) + self.sets.get("gum", []))
        for texts in self.sets.values():
            for text in texts:
                number(text, self.lists)
        self.network = Network(read_config(self.folder), {k: len(v) for k, v in self.lists.items()}, settings["network"])
        load_encoder(self.network, self.folder)
        start_syntax_layer(self.network)
        if options.start and (missing := load_exported(self.network, options.start, read_config(self.folder))):
            raise SystemExit(f"{options.start}: no weights for {', '.join(missing)}. Was it made by another version?")
        self.names = known_names()
        self.network.to(self.device)
        self.optimizers = [make_optimizer(self.network, self.t), make_table_optimizer(self.network, self.t)]
        self.step, self.steps, self.spent_s = 0, options.steps or 0, 0.0
        options.out.mkdir(parents=True, exist_ok=True)
        self.path = options.out / "checkpoint.pt"
        if self.path.exists():
            self._resume()

    def run(self) -> None:
        started = saved = time.monotonic()
        running: dict[str, float] = {}
        while not self.steps or self.step < self.steps:
            windows = one_reading(self.sets, self._shares(), self.names, self.subwords, self.t["window"], self.rng)
            for batch in make_batches(windows, self.t["batch"], self.rng):
                for task, loss in self._train_on(batch).items():
                    running[task] = 0.98 * running.get(task, loss) + 0.02 * loss
                self.step += 1
                elapsed = time.monotonic() - started
                if self.step == TIMED_STEPS and not self.options.steps:
                    self.steps = int(self.t["minutes"] * 60 * self.step / elapsed)
                if self.step % 100 == 0:
                    shown = " ".join(f"{k}={v:.3f}" for k, v in sorted(running.items()))
                    print(f"{self.step}/{self.steps} {elapsed:.0f}s {shown}", flush=True)
                if time.monotonic() - saved > CHECKPOINT_S:
                    self.save()
                    saved = time.monotonic()
                if self.steps and self.step >= self.steps:
                    break
        self.save()
        (self.options.out / "done").write_text(f"{self.step} steps, {self.spent_s + time.monotonic() - started:.0f} s\n")

    def _shares(self) -> dict[str, float]:
        """How often each set is read: as in [share], in the second stage as [share_late] has it."""
        late = self.steps and self.step > self.t["early"] * self.steps
        return self.settings["share"] | (self.settings["share_late"] if late else {})

    def _train_on(self, windows: list) -> dict[str, float]:
        scale = rate_at(self.step + 1, self.steps or 10_000, self.t["warm_up"])
        for group in (g for o in self.optimizers for g in o.param_groups):
            group["lr"] = group["rate"] * scale
        self.network.train()
        batch = {k: v.to(self.device) for k, v in collate(windows, self.subwords, self.rng).items()}
        with torch.autocast(self.device, dtype=torch.bfloat16):
            losses = self.network.losses(batch)
        weights = self.settings["weight"]
        total = sum(weights[task] * loss for task, loss in losses.items())
        for optimizer in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
        total.backward()
        dense = [p for p in self.network.parameters() if p is not self.network.encoder.words.weight]
        torch.nn.utils.clip_grad_norm_(dense, self.t["clip"])
        for optimizer in self.optimizers:
            optimizer.step()
        return {k: float(v.detach()) for k, v in losses.items()}

    def save(self) -> None:
        """Written whole, then renamed: a run that is killed while saving loses nothing."""
        state = {"network": self.network.state_dict(), "optimizers": [o.state_dict() for o in self.optimizers], "step": self.step, "steps": self.steps,
                 "lists": self.lists, "rng": self.rng.getstate(), "torch": torch.get_rng_state(), "settings": json.dumps(self.settings)}  # fmt: skip
        torch.save(state, self.path.with_suffix(".new"))
        self.path.with_suffix(".new").rename(self.path)

    def _resume(self) -> None:
        state = torch.load(self.path, weights_only=False, map_location=self.device)
        if state["lists"] != self.lists:
            raise SystemExit(f"{self.path} was trained on other sets or labels: remove it, or name another --out.")
        self.network.load_state_dict(state["network"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        self.step, self.steps = state["step"], state["steps"]
        self.rng.setstate(state["rng"])
        torch.set_rng_state(state["torch"].cpu())
        print(f"going on at step {self.step} of {self.steps}")


if __name__ == "__main__":
    main()
