"""Rebuild the shipped network from the published musicnn checkpoint.

    python scripts/build_model.py [--wheel musicnn-0.1.0-py3-none-any.whl] [--out MSD_musicnn_pruned.onnx]

musicnn (Pons & Serra 2019, ISC licence) hears with 561 filters, but weight decay has driven the kernels of 497 of them
to zero: whatever the music, each of these says the same. Here they are replaced by what they say, which changes
nothing but the cost. Of the 753 dimensions that are averaged over time, the 212 that vary are the embedding.

The graph has one input, `mel` (batch, 187, 96), and the outputs `emb` (batch, 212), `penultimate` (batch, 200) and
`tags` (batch, 50). The same wheel gives the same bytes.
"""

import argparse
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from tf_checkpoint import read_checkpoint

PACKAGE = "musicnn==0.1.0"
CHECKPOINT = "musicnn/MSD_musicnn/"
FRAMES, BANDS, HIDDEN, TAGS = 187, 96, 200, 50
DEAD = 1e-3  # norms are either above 0.05 or below 1e-15
FRONT_ENDS, TEMPORAL = 5, 2  # front ends 0 and 1 hear timbre and are padded by 3 frames, the others hear rhythm


@dataclass
class Graph:
    """Nodes and constants, named as they come."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, values: np.ndarray) -> str:
        name = f"c{len(self.constants)}"
        values = values if values.dtype == np.int64 else values.astype(np.float32)
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, *inputs: str | np.ndarray, output: str = "", **attributes: object) -> str:
        names = [i if isinstance(i, str) else self.constant(i) for i in inputs]
        output = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, names, [output], **attributes))
        return output


@dataclass
class Weights:
    """The checkpoint's tensors in double precision, and batch normalisation as a factor and an offset."""

    tensors: dict[str, np.ndarray]

    def __getitem__(self, name: str) -> np.ndarray:
        return self.tensors[name].astype(np.float64)

    def layer(self, kind: str, number: int, part: str) -> np.ndarray:
        return self[f"{kind}_{number}/{part}" if number else f"{kind}/{part}"]

    def norm(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        def part(name: str) -> np.ndarray:
            return self.layer("batch_normalization", number, name)

        factor = part("gamma") / np.sqrt(part("moving_variance") + 1e-3)
        return factor, part("beta") - part("moving_mean") * factor


def build(weights: Weights) -> onnx.ModelProto:
    """The whole network."""
    graph = Graph()
    factor, offset = weights.norm(0)
    image = graph.add("Unsqueeze", "mel", np.array([1]))
    image = graph.add("Add", graph.add("Mul", image, factor), offset)
    fronts = [front_end(graph, weights, number, image) for number in range(FRONT_ENDS)]
    live = np.concatenate([alive for _, alive, _ in fronts])
    silent = np.concatenate([constant for _, _, constant in fronts])
    heard = graph.add("Concat", *[name for name, _, _ in fronts], axis=1)
    layers, varying = middle(graph, weights, heard, live, silent)
    everything = graph.add("Concat", heard, *layers, axis=1)
    means = graph.add("ReduceMean", everything, axes=[2], keepdims=0)
    peaks = graph.add("ReduceMax", everything, axes=[2], keepdims=0)
    back_end(graph, weights, means, peaks, live, silent)
    count = int(live.sum())
    graph.add("Gather", means, np.concatenate([np.arange(count), count + varying]), output="emb", axis=1)
    return model(graph, count + len(varying))


def front_end(graph: Graph, weights: Weights, number: int, image: str) -> tuple[str, np.ndarray, np.ndarray]:
    """Filters over time and frequency, their maximum over frequency; which are alive, what the others always say.

    The largest of s · max(c, 0), with s the sign that normalisation gives it, is s · max(s · m, 0) with m the largest
    of s · c: so the sign goes into the kernel, and all else is done after the maximum, on a fraction of the data.
    """
    kernel, bias = weights.layer("conv2d", number, "kernel"), weights.layer("conv2d", number, "bias")
    factor, offset = weights.norm(number + 1)
    alive = np.linalg.norm(kernel.reshape(-1, kernel.shape[3]), axis=0) > DEAD
    sign = np.sign(factor[alive])
    height, width = kernel.shape[:2]
    before = 3 if number < TEMPORAL else (height - 1) // 2
    after = 3 if number < TEMPORAL else height - 1 - before
    filters = kernel.transpose(3, 2, 0, 1)[alive] * sign[:, None, None, None]
    strength = graph.add("Conv", image, filters, bias[alive] * sign, pads=[before, 0, after, 0])
    peak = graph.add("MaxPool", strength, kernel_shape=[1, BANDS - width + 1])
    peak = graph.add("Squeeze", peak, np.array([3]))
    peak = graph.add("Relu", graph.add("Mul", peak, sign[:, None]))
    said = graph.add("Add", graph.add("Mul", peak, factor[alive][:, None]), offset[alive][:, None])
    return said, alive, np.maximum(bias, 0) * factor + offset


def middle(
    graph: Graph, weights: Weights, heard: str, live: np.ndarray, silent: np.ndarray
) -> tuple[list[str], np.ndarray]:
    """Three layers over time, the last two added to what they were given; which of their channels vary at all."""
    kernels = [weights.layer("conv2d", number, "kernel")[:, :, 0, :].transpose(2, 1, 0) for number in (5, 6, 7)]
    bias = weights.layer("conv2d", 5, "bias")[:, None] + edges(kernels[0][:, ~live], silent[~live])
    first = graph.add("Add", graph.add("Conv", heard, kernels[0][:, live], pads=[3, 3]), bias)
    layers = [normalised(graph, weights, 6, first)]
    for number in (6, 7):
        bias = weights.layer("conv2d", number, "bias")
        deeper = graph.add("Conv", layers[-1], kernels[number - 5], bias, pads=[3, 3])
        layers.append(graph.add("Add", normalised(graph, weights, number + 1, deeper), layers[-1]))
    varies = np.linalg.norm(kernels[0].reshape(len(kernels[0]), -1), axis=1) > DEAD
    width = len(varies)
    return layers, np.concatenate([np.flatnonzero(varies), np.arange(width, 3 * width)])


def edges(kernel: np.ndarray, constants: np.ndarray) -> np.ndarray:
    """What a convolution over time makes of constant channels, zeros beyond both ends: (outputs, frames)."""
    taps = np.einsum("oct,c->ot", kernel, constants)
    inside = np.pad(np.ones(FRAMES), 3)
    return np.array([np.correlate(inside, tap, mode="valid") for tap in taps])


def normalised(graph: Graph, weights: Weights, number: int, name: str) -> str:
    factor, offset = weights.norm(number)
    return graph.add("Add", graph.add("Mul", graph.add("Relu", name), factor[:, None]), offset[:, None])


def back_end(graph: Graph, weights: Weights, means: str, peaks: str, live: np.ndarray, silent: np.ndarray) -> None:
    """Two dense layers; what constant inputs add to the first is its bias. Its rows take turns: peak, mean, peak."""
    factor, offset = weights.norm(9)
    dense = weights["dense/kernel"]
    rest = len(dense) // 2 - len(live)
    kept = np.concatenate([live, np.ones(rest, dtype=bool)])
    constants = np.repeat(np.where(kept, 0.0, np.concatenate([silent, np.zeros(rest)])), 2)
    bias = weights["dense/bias"] + (constants * factor + offset) @ dense
    scaled = dense * factor[:, None]
    hidden = graph.add("Gemm", peaks, scaled[0::2][kept], bias)
    hidden = graph.add("Relu", graph.add("Add", hidden, graph.add("MatMul", means, scaled[1::2][kept])))
    factor, offset = weights.norm(10)
    hidden = graph.add("Add", graph.add("Mul", hidden, factor), offset, output="penultimate")
    logits = graph.add("Gemm", hidden, weights["dense_1/kernel"], weights["dense_1/bias"])
    graph.add("Sigmoid", logits, output="tags")


def model(graph: Graph, dimensions: int) -> onnx.ModelProto:
    """The graph with its inputs and outputs, checked."""

    def value(name: str, *shape: int) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", *shape])

    outputs = [value("emb", dimensions), value("penultimate", HIDDEN), value("tags", TAGS)]
    whole = helper.make_graph(graph.nodes, "musicnn", [value("mel", FRAMES, BANDS)], outputs, graph.constants)
    built = helper.make_model(whole, opset_imports=[helper.make_opsetid("", 17)], producer_name="musicsim")
    built.ir_version = 8
    onnx.checker.check_model(built, full_check=True)
    return built


def fetched(folder: str) -> Path:
    """The published wheel, by pip."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest", folder, PACKAGE]
    subprocess.run(command, check=True)
    return next(Path(folder).glob("musicnn-*.whl"))


def weights_of(wheel: Path) -> Weights:
    with zipfile.ZipFile(wheel) as archive:
        index = archive.read(CHECKPOINT + ".index")
        data = archive.read(CHECKPOINT + ".data-00000-of-00001")
    return Weights(read_checkpoint(index, data))


def main() -> None:
    parser = argparse.ArgumentParser(description="Rebuild the shipped network from the published checkpoint.")
    parser.add_argument("--wheel", type=Path, help="the musicnn 0.1.0 wheel; fetched by pip when left out")
    parser.add_argument("--out", type=Path, default=Path("MSD_musicnn_pruned.onnx"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        weights = weights_of(arguments.wheel or fetched(folder))
    arguments.out.write_bytes(build(weights).SerializeToString(deterministic=True))
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
