"""The trained network as a folder of models/: ONNX, int8 where that costs nothing, config.json, and the card."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch import nn

from docvalidate.domain.page import Page, Word
from docvalidate.extraction.model.classes import OTHER, classes
from docvalidate.extraction.model.features import BUCKETS, MEASURES, PIECES
from docvalidate.extraction.model.own import KIND, OwnLabeller
from tools.training import card
from tools.training.data import Packed
from tools.training.network import Labeller
from tools.training.recipe import Recipe

COST = 0.003
"""Loss of F1 over words that int8 may cost."""
INPUTS = ["pieces", "measures", "boxes", "mask"]


def to_onnx(network: nn.Module, path: Path) -> None:
    """Writes the network with any number of words."""
    network.eval()
    count = 23
    example = (
        torch.ones(1, count, PIECES, dtype=torch.long),
        torch.rand(1, count, MEASURES),
        torch.rand(1, count, 4) * 40,
        torch.ones(1, count),
    )
    axes = {name: {0: "pages", 1: "words"} for name in [*INPUTS, "scores"]}
    torch.onnx.export(
        network, example, str(path), input_names=INPUTS, output_names=["scores"], dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip


def to_int8(source: Path, target: Path) -> None:
    """The linear maps with weights of eight bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"], per_channel=True
    )


def word_scores(model: OwnLabeller, pages: Sequence[Packed]) -> tuple[dict[str, float], float]:
    """F1 by class over words, as the exported model gives it; and the processor's milliseconds a page (median)."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    times = []
    names = classes()
    for packed in pages:
        page = packed.page
        words = [Word(text, *box) for text, box, _ in page.words]
        due = {id(word): [names[n] for n in numbers] for word, (_, _, numbers) in zip(words, page.words, strict=True)}
        began = time.process_time()  # others may use the machine as well
        read = model.label(Page(1, page.width, page.height, words))
        times.append(1000 * (time.process_time() - began))
        for word, guess in zip(read.words, read.best, strict=True):
            wanted = due[id(word)]
            right = guess in wanted
            name = guess if right else wanted[0]
            for key in _keys(name):
                counts[key][0 if right else 1] += 1
            if not right:
                for key in _keys(guess):
                    counts[key][2] += 1
    scores = {
        name: round(2 * good / max(1, 2 * good + missed + wrong), 4) for name, (good, missed, wrong) in counts.items()
    }
    return scores, median(times)


def _keys(name: str) -> list[str]:
    """The figures that a class counts in: its own, and `all` where it is a value."""
    if name == OTHER:
        return []
    return [name] if name.startswith("label.") else [name, "all"]


def temperature(model: OwnLabeller, pages: Sequence[Packed]) -> float:
    """What the scores are divided by so that they mean shares: the least cross entropy over some held pages."""
    names = {name: n for n, name in enumerate(classes())}
    logs: list[np.ndarray] = []
    dues: list[np.ndarray] = []
    for packed in pages:
        page = packed.page
        words = [Word(text, *box) for text, box, _ in page.words]
        due = {id(word): numbers[0] for word, (_, _, numbers) in zip(words, page.words, strict=True)}
        read = model.label(Page(1, page.width, page.height, words))
        logs.append(np.log(np.maximum(read.scores, 1e-9)))
        dues.append(np.array([due[id(word)] for word in read.words]))
    scores, wanted = np.concatenate(logs), np.concatenate(dues)
    assert scores.shape[1] == len(names)

    def loss(by: float) -> float:
        logits = scores / by
        top = logits.max(axis=1, keepdims=True)
        whole = np.log(np.exp(logits - top).sum(axis=1)) + top[:, 0]
        return float((whole - logits[np.arange(len(wanted)), wanted]).mean())

    return round(min(np.arange(0.6, 3.01, 0.1), key=loss), 2)


def _config(recipe: Recipe, by: float) -> dict[str, object]:
    return {
        "model_type": KIND,
        "version": date.today().isoformat(),
        "longest": recipe.training.longest_page,
        "temperature": by,
        "buckets": BUCKETS,
        "pieces": PIECES,
        "measures": MEASURES,
        "id2label": {str(number): name for number, name in enumerate(classes())},
    }


def export(
    recipe: Recipe,
    network: Labeller,
    held: Sequence[Packed],
    test: Sequence[Packed],
    out: Path,
    source: Path,
    pages: int,
) -> None:
    """Writes the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        folders = {kind: Path(scratch) / kind for kind in ("float", "int8")}
        for folder in folders.values():
            folder.mkdir()
            (folder / "config.json").write_text(json.dumps(_config(recipe, 1.0)))
        to_onnx(network, folders["float"] / "model.onnx")
        to_int8(folders["float"] / "model.onnx", folders["int8"] / "model.onnx")
        figures = {kind: word_scores(OwnLabeller(folder), held) for kind, folder in folders.items()}
        kind = "int8" if figures["int8"][0]["all"] >= figures["float"][0]["all"] - COST else "float"
        shutil.copy(folders[kind] / "model.onnx", out / "model.onnx")
    (out / "config.json").write_text(json.dumps(_config(recipe, 1.0), indent=1) + "\n")
    by = temperature(OwnLabeller(out), held)
    (out / "config.json").write_text(json.dumps(_config(recipe, by), indent=1) + "\n")
    shutil.copy(source, out / "recipe.toml")
    model = OwnLabeller(out)
    on_test, milliseconds = word_scores(model, test)
    on_held, _ = word_scores(model, held)
    scores = {
        "sha256": hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest(),
        "parameters": sum(p.numel() for p in network.parameters()),
        "bytes": (out / "model.onnx").stat().st_size,
        "kind": kind,
        "pages": pages,
        "epochs": recipe.training.epochs,
        "float_validation": figures["float"][0]["all"],
        "int8_validation": figures["int8"][0]["all"],
        "milliseconds_a_page": round(milliseconds, 1),
        "validation": dict(sorted(on_held.items())),
        "test": dict(sorted(on_test.items())),
        "test_by_design": {
            design: word_scores(model, [page for page in test if page.layout == design])[0].get("all", 0.0)
            for design in sorted({page.layout for page in test})
        },
    }
    (out / "scores.json").write_text(json.dumps(scores, indent=1) + "\n")
    card.write(out, source)
    print(json.dumps({k: v for k, v in scores.items() if not isinstance(v, dict)}, indent=1))
