"""RapidOCR: PaddleOCR's models on ONNX Runtime. They travel in the wheel: nothing is downloaded."""

from __future__ import annotations

import importlib.util
import itertools
import threading
from typing import TYPE_CHECKING, Any

from docvalidate.domain.page import Word

if TYPE_CHECKING:
    from docvalidate.reading.ocr.engines import Image

NAME = "rapidocr"

LONGEST_SIDE = 1600
"""Pixels of the longer side at which lines are looked for: more costs time and finds no more (measured)."""
WIDE_GAP = 1.6
"""A gap between two characters of so many mean character widths parts words where the model saw no space."""
RELIABILITY = ((0.0, 0.1), (0.3, 0.4), (0.5, 0.75), (0.7, 0.86), (0.9, 0.95), (1.0, 0.997))
"""(the model's probability of a word's least sure character, the share of such words that were right): measured by
`benchmarks.reading.ocr --reliability` on drawn pages, scanned, faxed and faint."""
LINES_ASKED = 12
"""How many of the longest lines vote on whether the page is upside down."""


def why_not() -> str | None:
    """Why it cannot be used, or None."""
    for module in ("rapidocr", "onnxruntime"):
        if importlib.util.find_spec(module) is None:
            return f"{module} is not installed (pip install 'docvalidate[ocr]')"
    return None


class Engine:
    """One loaded pipeline of text detection and recognition, on one thread: the papers run side by side, not it."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._lock = threading.Lock()
        self._pipeline: Any = RapidOCR(
            params={
                "Global.log_level": "error",
                "Global.max_side_len": LONGEST_SIDE,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                # Each line by itself at its own width: in batches short words are padded to the widest, which takes
                # twice the time.
                "Rec.rec_img_shape": [3, 48, 48],
                "Rec.rec_batch_num": 1,
            }
        )

    def read(self, image: Image, dpi: float) -> list[list[Word]]:
        with self._lock:
            result = self._pipeline(
                image,
                use_det=True,
                use_cls=False,
                use_rec=True,
                return_word_box=True,
                return_single_char_box=True,
                text_score=0.3,
            )
        if result.txts is None or result.word_results is None:
            return []
        return [
            _words(text, [(sign, float(score), _box(quad)) for sign, score, quad in letters])
            for text, letters in zip(result.txts, result.word_results, strict=True)
        ]

    def upside_down(self, image: Image) -> bool:
        import cv2
        import numpy as np

        with self._lock:
            found = self._pipeline(image, use_det=True, use_cls=False, use_rec=False)
            if found.boxes is None:
                return False
            boxes = sorted((_box(quad) for quad in found.boxes), key=lambda box: box[0] - box[2])
            votes = 0.0
            for x0, top, x1, bottom in boxes[:LINES_ASKED]:
                line = image[max(0, int(top)) : int(bottom) + 1, max(0, int(x0)) : int(x1) + 1]
                line = np.ascontiguousarray(line[:, : line.shape[0] * 8])  # the classifier sees 48 x 192 pixels
                if line.size == 0:
                    continue
                answer = self._pipeline(
                    cv2.cvtColor(line, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=True, use_rec=False
                )
                label, score = answer.cls_res[0]
                votes += float(score) if label == "180" else -float(score)
        return votes > 0


def _box(quad: Any) -> tuple[float, float, float, float]:
    xs, ys = [float(point[0]) for point in quad], [float(point[1]) for point in quad]
    return (min(xs), min(ys), max(xs), max(ys))


def _words(text: str, letters: list[tuple[str, float, tuple[float, float, float, float]]]) -> list[Word]:
    """The words of one line: parted where the text has a space or the characters a wide gap."""
    if not letters:
        return []
    usual = sorted(box[2] - box[0] for _, _, box in letters)[len(letters) // 2] or 1.0
    words: list[Word] = []
    spaced = True
    rest = iter(letters)
    last: Word | None = None
    for sign in text:
        if sign.isspace():
            spaced = True
            continue
        letter = next(rest, None)
        if letter is None:
            break
        character, score, (x0, top, x1, bottom) = letter
        if last is None or spaced or x0 - last.x1 > WIDE_GAP * usual:
            last = Word(character, x0, top, x1, bottom, confidence=score)
            words.append(last)
        else:
            last.text += character
            last.x0, last.top = min(last.x0, x0), min(last.top, top)
            last.x1, last.bottom = max(last.x1, x1), max(last.bottom, bottom)
            last.confidence = min(last.confidence, score)
        spaced = False
    for word in words:
        word.confidence = _reliability(word.confidence)
    return words


def _reliability(probability: float) -> float:
    for (low, low_share), (high, high_share) in itertools.pairwise(RELIABILITY):
        if probability <= high:
            return low_share + (high_share - low_share) * (probability - low) / (high - low)
    return RELIABILITY[-1][1]
