"""Writes a trained net as the file that is shipped: weights as whole numbers of eight bits, run by onnxruntime.

usage: python -m train.export --net FILE --version N [--out DIR]
"""

import argparse
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from clew.predict.tagger import MODEL
from train.net import Net


class Words(nn.Module):
    """What is asked of the net when it runs: one window in, all heads side by side out, a row for each word."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net
        self.heads = nn.Linear(net.words.embedding_dim, sum(head.out_features for head in net.heads.values()))
        self.heads.weight.data = torch.cat([head.weight.data for head in net.heads.values()])
        self.heads.bias.data = torch.cat([head.bias.data for head in net.heads.values()])

    def forward(self, pieces: Tensor, shapes: Tensor, starts: Tensor) -> Tensor:
        """pieces, shapes: (1, pieces). starts: (words,), the first piece of each."""
        told: Tensor = self.heads(self.net.encode(pieces, shapes)[0].index_select(0, starts))
        return told


def main() -> None:
    """Write tagger.onnx and tagger.json."""
    asked = _asked()
    net = Net()
    net.load_state_dict(torch.load(asked.net))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        export(net.eval(), whole)
        quantize(whole, asked.out / "tagger.onnx")
    told = {"by": f"tagger/{asked.version}", "distances": [round(d, 4) for d in net.distances.tolist()]}
    (asked.out / "tagger.json").write_text(json.dumps(told) + "\n", encoding="utf-8")


def export(net: Net, path: Path) -> None:
    """Write `net` as an ONNX graph of floating-point numbers."""
    pieces, shapes, starts = torch.ones(1, 9, dtype=torch.long), torch.ones(1, 9, dtype=torch.long), torch.arange(1, 8)
    length, count = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("words", min=1, max=512)
    shapes_of = {"pieces": {1: length}, "shapes": {1: length}, "starts": {0: count}}
    torch.onnx.export(
        Words(net).eval(),
        (pieces, shapes, starts),
        str(path),
        input_names=list(shapes_of),
        output_names=["words"],
        dynamic_shapes=shapes_of,
        dynamo=True,
        external_data=False,
    )


def quantize(whole: Path, path: Path) -> None:
    """Write the graph with its maps and tables as eight bits; the heads stay as they are.

    Weights use seven of the eight bits: on processors without VNNI two products of eight overflow, and the result would
    depend on the machine. What goes in is scaled for each window by itself.
    """
    import onnx

    graph = onnx.load(whole).graph
    last = [node.name for node in graph.node if node.op_type in ("MatMul", "Gemm")][-1:]
    quantize_dynamic(whole, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=last)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m train.export", description="Write a trained net as the shipped file.")
    parser.add_argument("--net", type=Path, required=True)
    parser.add_argument("--version", type=int, required=True)
    parser.add_argument("--out", type=Path, default=MODEL)
    return parser.parse_args()


if __name__ == "__main__":
    main()
