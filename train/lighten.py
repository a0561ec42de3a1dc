"""Rewrites an exported encoder so that the runtime spends its time in matrices: `python train/lighten.py WEIGHTS_FOLDER`.

onnxruntime's fused SkipLayerNormalization and BiasGelu take three times as long on one core as an addition followed by
LayerNormalization or Gelu (37 % of a window against 20 %). The weights and the mathematics stay; the last bits of the sums differ. Queries, keys and
values come out of one product (train/attention.py). (Its MultiHeadAttention would save 2 % more, and moved the figures of quality down by as much as
these moved them up.)
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import onnx
from onnx import GraphProto, NodeProto, helper

from attention import merge_projections

CONTRIBUTED = "com.microsoft"
HEADS = 12  # of every layer's attention, as in the network's config


def lighten(graph: GraphProto) -> None:
    """Puts the cheaper nodes in place of the fused ones."""
    nodes = [new for node in graph.node for new in _cheaper(node)]
    del graph.node[:]
    graph.node.extend(nodes)


def _cheaper(node: NodeProto) -> Iterator[NodeProto]:
    out = node.output[0] if node.output else ""
    if node.op_type == "SkipLayerNormalization":
        summed, residual, scale, shift, *bias = node.input
        if bias:
            yield helper.make_node("Add", [summed, bias[0]], [f"{out}_biased"], name=f"{out}_bias")
            summed = f"{out}_biased"
        yield helper.make_node("Add", [summed, residual], [f"{out}_sum"], name=f"{out}_skip")
        epsilon = next(a.f for a in node.attribute if a.name == "epsilon")
        yield helper.make_node("LayerNormalization", [f"{out}_sum", scale, shift], [out], name=f"{out}_norm", axis=-1, epsilon=epsilon)
    elif node.op_type == "BiasGelu":
        yield helper.make_node("Add", node.input, [f"{out}_biased"], name=f"{out}_bias")
        yield helper.make_node("Gelu", [f"{out}_biased"], [out], name=f"{out}_gelu", domain=CONTRIBUTED)
    else:
        yield node


def lighten_file(path: Path, heads: int = HEADS) -> None:
    model = onnx.load(path)
    lighten(model.graph)
    merge_projections(model.graph, heads)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def lighten_folder(folder: Path) -> None:
    """The same for a folder of exported weights, whose card then names the new file's digest."""
    path, card = folder / "encoder.onnx", folder / "labels.json"
    lighten_file(path)
    labels = json.loads(card.read_text("utf-8"))
    labels["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    card.write_text(json.dumps(labels, ensure_ascii=False, indent=0), "utf-8")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    lighten_folder(arguments.parse_args().folder)
