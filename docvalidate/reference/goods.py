"""How likely two descriptions are the same goods, differently worded: a small sentence encoder, calibrated.

The figure means: of pairs that look like this, where as many are the same goods as are not, so many are the same. None
where it cannot tell: no model, ONNX Runtime not installed, or a text that holds hardly any Latin letters.
"""

from __future__ import annotations

import importlib.util
import json
import math
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

LONGEST = 64
"""Pieces of a description that are read."""
FEWEST_LETTERS = 3
Vector = NDArray[np.float32]


class SameGoods(Protocol):
    """Whoever tells how likely two descriptions are the same goods."""

    def __call__(self, one: str, other: str) -> float | None:
        """The share of such pairs that are the same goods, None where nothing can be said."""
        ...


class Goods:
    """The encoder in a folder: model.onnx, tokenizer.json and config.json with what its figures mean."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.vector = lru_cache(maxsize=8192)(self._vector)

    def __call__(self, one: str, other: str) -> float | None:
        """How likely the two are the same goods."""
        if not (readable(one) and readable(other)) or not self._usable:
            return None
        return self.share(self.cosine(one, other))

    def cosine(self, one: str, other: str) -> float:
        """How near the two are in meaning, before it is calibrated."""
        return float(self.vector(one) @ self.vector(other))

    def nearest(self, text: str, others: Sequence[str]) -> float | None:
        """How near the text comes to the nearest of the others in meaning; None where it cannot tell."""
        if not readable(text) or not self._usable:
            return None
        return max((self.cosine(text, other) for other in others if readable(other)), default=None)

    def share(self, cosine: float) -> float:
        """What a cosine means."""
        weights = self._config["calibration"]
        return 1.0 / (1.0 + math.exp(-(weights["cosine"] * cosine + weights["constant"])))

    @cached_property
    def _usable(self) -> bool:
        installed = all(importlib.util.find_spec(name) is not None for name in ("onnxruntime", "tokenizers"))
        return installed and (self.folder / "model.onnx").is_file()

    @cached_property
    def _config(self) -> dict[str, Any]:
        config: dict[str, Any] = json.loads((self.folder / "config.json").read_text(encoding="utf-8"))
        return config

    @cached_property
    def _parts(self) -> tuple[Any, Any]:
        """The tokeniser, and a session on one thread: shipments are checked by several workers already."""
        import onnxruntime
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = str(self.folder / "model.onnx")
        return tokenizer, onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def _vector(self, text: str) -> Vector:
        tokenizer, session = self._parts
        pieces = np.array([tokenizer.encode(text.lower()).ids], dtype=np.int64)
        vector: Vector = session.run(None, {"input_ids": pieces, "attention_mask": np.ones_like(pieces)})[0][0]
        return vector


def readable(text: str) -> bool:
    """Whether a text has enough Latin letters for the encoder, which learned English."""
    letters = [c for c in text if c.isalpha()]
    latin = sum(c.isascii() for c in letters)
    return latin >= FEWEST_LETTERS and latin >= 0.7 * len(letters)


@lru_cache(maxsize=2)
def goods(folder: Path) -> Goods:
    """The encoder of a folder, loaded when it is first asked."""
    return Goods(folder)
