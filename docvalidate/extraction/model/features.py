"""What a model is told of a page: for each word hashed pieces of its letters, a few measures, and its box.

Pieces instead of a vocabulary: a word never seen shares pieces with words that were. Figures are all alike (`0`).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docvalidate.domain.page import Word
from docvalidate.extraction import dates
from docvalidate.extraction.phrases import rows_of
from docvalidate.extraction.typed import INCOTERMS
from docvalidate.reference import countries, currencies, units
from docvalidate.reference.identifiers import container

BUCKETS = 12288
"""Hashed pieces fall into so many; 0 stands for none."""
PIECES = 16
"""Pieces of a word that are used."""
MEASURES = 20
_NUMBER = re.compile(r"^[^\w]{0,3}\d[\d.,' ]*[^\w]{0,2}$")
_PRICE = re.compile(r"\d[.,]\d{2,4}\W{0,2}$")
_SIGNS = " .,;:()[]/*#-"


@dataclass(slots=True)
class Features:
    """The arrays of one page; the words are in reading order."""

    pieces: NDArray[np.int64]
    """words x PIECES"""
    measures: NDArray[np.float32]
    """words x MEASURES"""
    boxes: NDArray[np.float32]
    """words x 4, in line heights of the page"""

    def part(self, start: int, end: int) -> Features:
        """The words start…end."""
        return Features(self.pieces[start:end], self.measures[start:end], self.boxes[start:end])


def _bucket(piece: str) -> int:
    return 1 + zlib.crc32(piece.encode()) % (BUCKETS - 1)


@lru_cache(maxsize=200_000)
def pieces_of(text: str) -> tuple[int, ...]:
    """The hashed pieces of a word: the whole, its outline, and its runs of two or three letters."""
    plain = re.sub(r"\d", "0", text.casefold())
    bare = plain.strip(_SIGNS)
    outline = re.sub(r"(.)\1+", r"\1", "".join(_kind(c) for c in text))
    exact = re.sub(r"[A-Z]", "A", re.sub(r"[^\W\d_]", _letter, re.sub(r"\d", "0", text)))[:14]
    found = [f"w{bare}", f"o{outline}", f"e{exact}"]
    marked = f"<{bare}>"
    size = 3 if marked.isascii() else 2
    runs = [marked[i : i + size] for i in range(max(1, len(marked) - size + 1))]
    room = PIECES - len(found)
    if len(runs) > room:  # the beginning and the end say most
        half = room // 2
        runs = [*runs[: room - half], *runs[-half:]]
    found += [f"{size}{run}" for run in runs]
    ids = [_bucket(piece) for piece in found]
    return tuple(ids + [0] * (PIECES - len(ids)))


def _letter(match: re.Match[str]) -> str:
    return "A" if match.group().isupper() else "a"


def _kind(letter: str) -> str:
    if letter.isdigit():
        return "0"
    if letter.isalpha():
        return "A" if letter.isupper() else ("a" if letter.islower() else "字")
    return letter


@lru_cache(maxsize=200_000)
def _known(text: str) -> tuple[float, ...]:
    """What the reference tables and patterns say of a word by itself."""
    bare = text.strip(_SIGNS)
    length = max(1, len(text))
    return (
        min(length, 24) / 12,
        sum(c.isdigit() for c in text) / length,
        sum(c.isalpha() for c in text) / length,
        sum(c.isupper() for c in text) / length,
        float(bool(_NUMBER.match(text))),
        float(bool(_PRICE.search(text))),
        float(text.endswith((":", "："))),
        float(len(bare) > 1 and countries.find(bare) is not None),
        float(len(bare) == 3 and currencies.find(bare) is not None),
        float(bool(bare) and not bare.isdigit() and units.code(bare) is not None),
        float(bare in INCOTERMS),
        float(len(bare) >= 6 and bool(dates.find(bare))),
        float(len(bare) == 11 and container.is_valid(bare)),
    )


def in_order(words: Sequence[Word]) -> list[int]:
    """The indices of the words in reading order: row by row."""
    places = {id(word): index for index, word in enumerate(words)}
    return [places[id(word)] for row in rows_of(words) for word in row]


def features(words: Sequence[Word], width: float, height: float) -> Features:
    """The features of words that are in reading order, on a page of this size."""
    if not words:
        empty = np.zeros((0, MEASURES), dtype=np.float32)
        return Features(np.zeros((0, PIECES), dtype=np.int64), empty, np.zeros((0, 4), dtype=np.float32))
    line = max(1.0, median([word.height for word in words]))
    boxes = np.array([word.box for word in words], dtype=np.float32).reshape(-1, 4)
    own = np.array([_known(word.text[:60]) for word in words], dtype=np.float32)
    wide, high = max(1.0, width), max(1.0, height)
    gaps = _gaps(boxes, line)
    place = np.stack(
        [
            boxes[:, 0] / wide,
            boxes[:, 2] / wide,
            (boxes[:, 1] + boxes[:, 3]) / 2 / high,
            np.clip((boxes[:, 3] - boxes[:, 1]) / line, 0, 4),
            np.clip((boxes[:, 2] - boxes[:, 0]) / line / 8, 0, 4),
            gaps[0],
            gaps[1],
        ],
        axis=1,
    )
    measures = np.concatenate([own, place], axis=1).astype(np.float32)
    pieces = np.array([pieces_of(word.text[:60]) for word in words], dtype=np.int64).reshape(-1, PIECES)
    return Features(pieces, measures, (boxes / line).astype(np.float32))


def _gaps(boxes: NDArray[np.float32], line: float) -> tuple[NDArray[Any], NDArray[Any]]:
    """The blank before and after each word of a row, in line heights; 3 where the row begins or ends."""
    count = len(boxes)
    before, after = np.full(count, 3.0), np.full(count, 3.0)
    if count > 1:
        gap = (boxes[1:, 0] - boxes[:-1, 2]) / line
        same = np.abs(boxes[1:, 3] - boxes[:-1, 3]) < 0.7 * line
        gap = np.where(same & (gap > -1), np.clip(gap, 0, 3), 3.0)
        before[1:], after[:-1] = gap, gap
    return before, after
