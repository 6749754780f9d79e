"""Writes a trained tagger as int8 ONNX with its tokenizer, where the reading room loads it from."""

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from pipelines.training.network import TaggerNetwork, load_encoder


def export(state: Path, out: Path) -> None:
    """`state` is a state dict saved by training; `out` gets tagger.onnx and tokenizer.json."""
    encoder, folder = load_encoder(attention="eager")
    network = TaggerNetwork(encoder, encoder.config.hidden_size)
    network.load_state_dict(torch.load(state, map_location="cpu", weights_only=True))
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(folder) / "tokenizer.json", out / "tokenizer.json")
    ids = torch.ones((2, 9), dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["labels", "source", "cue"],
            dynamic_axes={name: {0: "chunks", 1: "pieces"} for name in ("ids", "mask", "labels")}
            | {name: {0: "chunks", 1: "pieces", 2: "pieces"} for name in ("source", "cue")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            out / "tagger.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True},
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path)
    parser.add_argument("--out", type=Path, default=Path("pipelines/reading/weights"))
    options = parser.parse_args()
    export(options.state, options.out)
