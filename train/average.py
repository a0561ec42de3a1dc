"""A checkpoint and the weights that it went on from → their mean, as a checkpoint: `python train/average.py CHECKPOINT WEIGHTS OUT --share 0.6`.

The mean of weights of one lineage is often better than either (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from export import load_network
from network import read_config
from restart import load_exported


def average(checkpoint: Path, weights: Path, out: Path, share: float) -> None:
    """Writes the checkpoint of `share` of the new weights and the rest of the old ones."""
    new, state, folder = load_network(checkpoint)
    mean = {k: v.clone() for k, v in new.state_dict().items()}
    if missing := load_exported(new, weights, read_config(folder)):
        raise SystemExit(f"{weights}: no weights for {', '.join(missing)}.")
    old = new.state_dict()
    state["network"] = {k: share * v + (1 - share) * old[k] if v.is_floating_point() else v for k, v in mean.items()}
    torch.save(state, out)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("checkpoint", type=Path)
    arguments.add_argument("weights", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--share", type=float, default=0.6)
    average(**vars(arguments.parse_args()))
