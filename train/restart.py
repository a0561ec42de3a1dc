"""Exported weights → a network to go on from: `make model FROM=src/demarche/language/weights`.

A graph that was exported names its matrices by number only. An export of a fresh network of the same build has the same numbers, and there
each matrix is known by its values: so each stretch of weights finds its parameter. Int8 weights lose about 0.2 LAS, which training makes up.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from export import write_graph
from network import Network


def load_exported(network: Network, folder: Path, config: dict) -> list[str]:
    """Fills the network, whatever it held, with the weights of `folder`. Returns the names of the parameters that the folder has nothing for."""
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.normal_()  # parameters that begin alike (zeros, a copied layer) could not be told apart
    with tempfile.TemporaryDirectory() as scratch:
        names = _names_in_graph(network, write_graph(network, Path(scratch), config))
    model = onnx.load(folder / "encoder.onnx")
    stored = _stored(model)
    parameters = dict(network.named_parameters())
    missing = []
    with torch.no_grad():
        for parameter, (name, turned) in names.items():
            value = stored.get(name)
            if value is None or value.size != parameters[parameter].numel():
                missing.append(parameter)
                continue
            parameters[parameter].copy_(torch.from_numpy((value.T if turned else value).copy()).view_as(parameters[parameter]))
        for mixture, split in ((network.syntax_mix, "syntax_mix"), (network.discourse_mix, "discourse_mix")):
            mixture.weights.copy_(torch.from_numpy(np.log(_mixture(model, stored, split))))
        network.relations.copy_(torch.from_numpy(np.load(folder / "relations.npy").astype(np.float32)))
    return missing + [p for p in parameters if p not in names and p != "relations" and not p.endswith("mix.weights")]


def _mixture(model: onnx.ModelProto, stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """The shares of a mixture of layers: the exporter folds their softmax into one constant."""
    split = next(n for n in model.graph.node if n.op_type == "Split" and name in n.name)
    return stored[split.input[0]]


def _names_in_graph(network: Network, graph: Path) -> dict[str, tuple[str, bool]]:
    """Parameter → the graph's name for it, and whether it lies there transposed."""
    by_content = {}
    for initializer in onnx.load(graph).graph.initializer:
        value = numpy_helper.to_array(initializer)
        by_content[value.shape, value.tobytes()] = initializer.name
    found = {}
    for name, parameter in network.named_parameters():
        value = parameter.detach().cpu().numpy()
        for candidate, turned in ((value, False), (np.ascontiguousarray(value.T), True)):
            if (candidate.shape, candidate.tobytes()) in by_content:
                found[name] = (by_content[candidate.shape, candidate.tobytes()], turned)
                break
    return found


def _stored(model: onnx.ModelProto) -> dict[str, np.ndarray]:
    """The graph's weights in fp32 by name, quantised ones multiplied out."""
    raw = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    out = {}
    for name, value in raw.items():
        if name.endswith("_quantized"):
            plain = name.removesuffix("_quantized")
            scale, zero = raw[plain + "_scale"].astype(np.float32), raw[plain + "_zero_point"].astype(np.float32)
            # Per channel: one scale a column; a table of embeddings has one for all.
            out[plain] = (value.astype(np.float32) - zero) * scale
        elif value.dtype == np.float32:
            out[name] = value
    return out
