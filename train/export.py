"""A checkpoint → the files of the package: `python train/export.py CHECKPOINT OUT`.

Writes `encoder.onnx` (int8, dynamic activation scales), `encoder.fp32.onnx` beside it for comparison (not shipped), `relations.npy`,
`labels.json` and `vocabulary.txt`. One window a call, without padding: what an article gives never depends on what is read beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer as fusion
from torch import Tensor, nn

from lighten import lighten_file
from network import DISCOURSE, NAMING, SCORES, SYNTAX, Network, read_config

STATES = "/network/encoder/layers.3/norm2/LayerNormalization_output_0"
WIDTH = 384
OUTPUTS = ("syntax", "naming", "arcs", "dependent", "governor", "discourse", "scores", "content_link", "cue_link")


class OneWindow(nn.Module):
    """The network on one window: [L] and [N] in, [N, …] out. Syntax and discourse outputs leave as they are, labels are cut apart later."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        out = self.network(ids[None], shapes[None], gaps[None], firsts[None])
        return tuple(out[k][0] for k in OUTPUTS)


def load_network(checkpoint: Path) -> tuple[Network, dict, Path]:
    state = torch.load(checkpoint, weights_only=False, map_location="cpu")
    settings = json.loads(state["settings"])
    folder = Path(importlib.util.find_spec(settings["encoder"]["package"]).submodule_search_locations[0]) / "model"
    network = Network(read_config(folder), {k: len(v) for k, v in state["lists"].items()}, settings["network"])
    network.load_state_dict(state["network"])
    return network.eval(), state, folder


def write_graph(network: Network, out: Path, config: dict) -> Path:
    """The network as an ONNX graph in fp32, its operations fused. Returns the file."""
    whole, fused = out / "whole.onnx", out / "encoder.fp32.onnx"
    example = tuple(torch.zeros(n, dtype=torch.long) for n in (40, 40, 40, 30))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            OneWindow(network.eval()), example, str(whole), opset_version=17, dynamo=False, input_names=["ids", "shapes", "gaps", "firsts"],
            output_names=list(OUTPUTS),
            dynamic_axes={k: {0: "subwords"} for k in ("ids", "shapes", "gaps")} | {"firsts": {0: "words"}},
        )  # fmt: skip
    options = fusion.FusionOptions("bert")
    options.enable_attention = options.enable_embed_layer_norm = False
    model = fusion.optimize_model(
        str(whole), "bert", num_heads=config["num_attention_heads"], hidden_size=config["hidden_size"], optimization_options=options, opt_level=0
    )
    model.save_model_to_file(str(fused))
    whole.unlink()
    return fused


def add_states(small: Path) -> None:
    """Gives the graph one more output, `states`: the subwords as the encoder's fourth layer has them, which the head of events reads (train/events.py).

    Added behind the quantisation: a graph that is traced with it numbers its matrices otherwise, and train/restart.py could not read older weights.
    """
    model = onnx.load(small)
    model.graph.node.append(onnx.helper.make_node("Squeeze", [STATES, "states_axis"], ["states"], name="states"))
    model.graph.initializer.append(onnx.helper.make_tensor("states_axis", onnx.TensorProto.INT64, [1], [0]))
    model.graph.output.append(onnx.helper.make_tensor_value_info("states", onnx.TensorProto.FLOAT, ["subwords", WIDTH]))
    onnx.save(model, small)


def export(checkpoint: Path, out: Path) -> None:
    network, state, folder = load_network(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    fused, small = write_graph(network, out, read_config(folder)), out / "encoder.onnx"
    quantize_dynamic(str(fused), str(small), per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"],
                     extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT})  # fmt: skip
    add_states(small)
    lighten_file(small)
    np.save(out / "relations.npy", network.relations.detach().numpy().astype(np.float16))
    shutil.copy(folder / "vocab.txt", out / "vocabulary.txt")
    lists = state["lists"]
    labels = {"format": 1, "syntax": list(SYNTAX), "naming": list(NAMING), "discourse": list(DISCOURSE), "scores": list(SCORES), "labels": lists,
              "sha256": hashlib.sha256(small.read_bytes()).hexdigest(), "steps": state["step"]}  # fmt: skip
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0))
    onnx.checker.check_model(str(small))
    print({p.name: p.stat().st_size for p in sorted(out.iterdir())})


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("checkpoint", type=Path)
    arguments.add_argument("out", type=Path)
    export(**vars(arguments.parse_args()))
