"""Reads the picture of one line: letters, where they stand, and how sure each is.

The model (PaddleOCR's, out of RapidOCR's wheel) gives for each narrow strip of the line the probability of every sign.
Neighbouring strips of one sign are one letter. RapidOCR would keep the first strip of each alone; a letter's middle and
its surest strip are what parts words rightly and says how sure the letter is.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from docvalidate.reading.ocr.engines import Image

HEIGHT = 48
"""Pixels: the height of a line as the model learned it."""
NARROWEST = 48
BLANK = 0
"""The class of a strip that holds no sign of its own."""


@dataclass(slots=True)
class Letter:
    """A sign in a line; `at` is its middle as a share of the line's width."""

    sign: str
    probability: float
    at: float


class Recogniser:
    """The model of one process. `run` takes a batch of pictures and gives a row of probabilities for each strip."""

    def __init__(self, run: Callable[[NDArray[np.float32]], NDArray[np.float32]], signs: Sequence[str]) -> None:
        self._run, self._signs = run, signs

    def letters(self, line: Image) -> list[Letter]:
        """The letters of a grey picture of one line, from left to right, spaces among them."""
        import numpy as np

        picture, width = _as_learned(line)
        strips = np.asarray(self._run(picture)[0])
        best = strips.argmax(axis=1)
        share = picture.shape[3] / (len(strips) * width)  # padding is no part of the line
        edges = [0, *(np.flatnonzero(np.diff(best)) + 1).tolist(), len(best)]
        found: list[Letter] = []
        for start, end in itertools.pairwise(edges):
            if best[start] == BLANK:
                continue
            run = strips[start:end, best[start]]
            middle = float((np.arange(start, end) * run).sum() / run.sum()) + 0.5
            found.append(Letter(self._signs[int(best[start])], float(run.max()), min(1.0, middle * share)))
        return found


def _as_learned(line: Image) -> tuple[NDArray[np.float32], int]:
    """The picture as the model takes it, and how many of its columns the line fills."""
    import cv2
    import numpy as np

    height, columns = line.shape
    width = max(1, round(columns * HEIGHT / height))
    way = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    sized = cv2.resize(line, (width, HEIGHT), interpolation=way).astype(np.float32)
    picture = np.zeros((1, 3, HEIGHT, max(NARROWEST, width)), dtype=np.float32)
    picture[0, :, :, :width] = sized / 127.5 - 1.0
    return picture, width
