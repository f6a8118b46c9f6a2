"""The project's own kind of model: hashed pieces, measures and boxes in, classes out, on ONNX Runtime."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docvalidate.domain.page import Page
from docvalidate.extraction.model.features import Features, features, in_order
from docvalidate.extraction.model.labelled_words import LabelledWords

KIND = "docvalidate-layout"
"""`model_type` in config.json."""


def session(path: Path) -> Any:
    """An ONNX Runtime session on one thread: papers are read by several workers already."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def softmax(logits: NDArray[Any]) -> NDArray[np.float32]:
    """Scores that add up to one, by row."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    total: NDArray[np.float32] = (shifted / shifted.sum(axis=-1, keepdims=True)).astype(np.float32)
    return total


class OwnLabeller:
    """A model folder with config.json (`model_type` docvalidate-layout) and model.onnx."""

    def __init__(self, folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        names = config["id2label"]
        self.name = f"{folder.name} {config.get('version', '')}".strip()
        self._names = tuple(names[str(number)] for number in range(len(names)))
        self._longest = int(config["longest"])
        self._temperature = float(config.get("temperature", 1.0))
        self._session = session(folder / "model.onnx")

    def label(self, page: Page) -> LabelledWords:
        """The words of a page with their classes; a long page is read in stretches that overlap."""
        words = [page.words[i] for i in in_order(page.words)]
        scores = np.zeros((len(words), len(self._names)), dtype=np.float32)
        if words:
            known = features(words, page.width, page.height)
            for start, end, first, last in stretches(len(words), self._longest):
                scores[first:last] = self._scores(known.part(start, end))[first - start : last - start]
        return LabelledWords(words, scores, self._names)

    def _scores(self, part: Features) -> NDArray[np.float32]:
        count = len(part.pieces)
        inputs = {
            "pieces": part.pieces[None],
            "measures": part.measures[None],
            "boxes": part.boxes[None],
            "mask": np.ones((1, count), dtype=np.float32),
        }
        return softmax(self._session.run(None, inputs)[0][0] / self._temperature)


def stretches(count: int, longest: int) -> list[tuple[int, int, int, int]]:
    """(start, end, first, last): each stretch start…end is read, and first…last of it is kept.

    >>> stretches(5, 10), stretches(25, 10)
    ([(0, 5, 0, 5)], [(0, 10, 0, 7), (5, 15, 7, 12), (10, 20, 12, 17), (15, 25, 17, 25)])
    """
    if count <= longest:
        return [(0, count, 0, count)]
    step = longest // 2
    starts = [*range(0, count - longest, step), count - longest]
    out = []
    first = 0
    for number, start in enumerate(starts):
        last = count if number == len(starts) - 1 else (starts[number + 1] + start + longest) // 2
        out.append((start, start + longest, first, last))
        first = last
    return out
