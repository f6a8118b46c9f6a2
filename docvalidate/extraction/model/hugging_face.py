"""A user's own token-classification model: a Hugging Face folder with config.json, tokenizer.json and an ONNX file.

Its labels are to be named as ours are (`invoice_number`, `line.quantity`, `label.buyer`), with or without B- and I-,
in any case. Models that want boxes (LayoutLM, LiLT, BROS) get them as they know them, from 0 to 1000.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docvalidate.domain.page import Page, Word
from docvalidate.extraction.model.classes import OTHER, classes
from docvalidate.extraction.model.features import in_order
from docvalidate.extraction.model.labelled_words import LabelledWords
from docvalidate.extraction.model.own import session, softmax


class HuggingFaceLabeller:
    """Words are cut into the model's own tokens; a word is what its first token is."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.name = folder.name
        self._columns = columns_of(config["id2label"])
        self._longest = min(512, int(config.get("max_position_embeddings", 512)) - 2)
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._session = session(onnx_file(folder))
        self._inputs = {i.name for i in self._session.get_inputs()}

    def label(self, page: Page) -> LabelledWords:
        """The words of a page with their classes; a page of many tokens is read in pieces."""
        words = [page.words[i] for i in in_order(page.words)]
        scores = np.zeros((len(words), len(classes())), dtype=np.float32)
        scores[:, 0] = 1.0
        for start, encoded in self._pieces(words):
            self._read(words, start, encoded, page, scores)
        return LabelledWords(words, scores, classes())

    def _pieces(self, words: list[Word]) -> list[tuple[int, Any]]:
        """Stretches of words that fit the model, each encoded."""
        out = []
        start = 0
        while start < len(words):
            end = min(len(words), start + self._longest // 2)
            encoded = self._encoded(words[start:end])
            while len(encoded.ids) > self._longest and end - start > 1:
                end = start + (end - start) // 2
                encoded = self._encoded(words[start:end])
            out.append((start, encoded))
            start = end
        return out

    def _encoded(self, words: list[Word]) -> Any:
        return self._tokenizer.encode([word.text[:60] for word in words], is_pretokenized=True)

    def _read(self, words: list[Word], start: int, encoded: Any, page: Page, scores: NDArray[np.float32]) -> None:
        owners = encoded.word_ids[: self._longest]
        boxes = [_box(words[start + w], page) if w is not None else [0, 0, 0, 0] for w in owners]
        given = {
            "input_ids": np.array([encoded.ids[: self._longest]], dtype=np.int64),
            "attention_mask": np.array([encoded.attention_mask[: self._longest]], dtype=np.int64),
            "token_type_ids": np.zeros((1, len(owners)), dtype=np.int64),
            "bbox": np.array([boxes], dtype=np.int64),
        }
        result = self._session.run(None, {name: value for name, value in given.items() if name in self._inputs})[0][0]
        soft = softmax(result)
        seen: set[int] = set()
        for row, owner in enumerate(owners):
            if owner is None or owner in seen:
                continue
            seen.add(owner)
            scores[start + owner] = 0.0
            for theirs, ours in enumerate(self._columns):
                scores[start + owner, ours] += soft[row, theirs]


def columns_of(labels: dict[str, str]) -> list[int]:
    """For each label of a model the number of our class; labels that we do not know are no field."""
    known = {name.casefold(): number for number, name in enumerate(classes())}
    out = []
    for number in range(len(labels)):
        name = labels[str(number)]
        bare = name[2:] if name[:2] in ("B-", "I-", "E-", "S-") else name
        out.append(known.get(bare.casefold(), known[OTHER.casefold()]))
    return out


def onnx_file(folder: Path) -> Path:
    """The ONNX file of a folder: model.onnx, there or in onnx/, or the only one."""
    for path in (folder / "model.onnx", folder / "onnx" / "model.onnx"):
        if path.is_file():
            return path
    found = sorted(folder.glob("**/*.onnx"))
    if len(found) != 1:
        raise FileNotFoundError(f"{folder} holds {len(found)} ONNX files and none is called model.onnx")
    return found[0]


def _box(word: Word, page: Page) -> list[int]:
    wide, high = max(1.0, page.width), max(1.0, page.height)
    edges = (word.x0 / wide, word.top / high, word.x1 / wide, word.bottom / high)
    return [max(0, min(1000, round(1000 * edge))) for edge in edges]
