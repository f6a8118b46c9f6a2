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


SURE = 0.9
"""A line with figures and a sign less sure than this is read again: of the words with digits that were misread on worn
scans, one in six is then read (counted on 9 pages)."""
SURE_WORDS = 0.7
"""The same for a line without figures: what is a little doubtful in words gains nothing by it."""
LEAST_CONTRAST = 20.0
"""Grey levels between ink and paper; with fewer there is none."""


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

    def letters(self, line: Image, *, once: bool = False) -> list[Letter]:
        """The letters of a grey picture of one line, from left to right, spaces among them.

        Where one of them is in doubt, and unless it is to be read `once`, the line is read once more in full contrast,
        and each strip is what both say, unless a sign is lost by it: of 0 and O neither may outweigh the paper between.
        """
        picture, width = _as_learned(line)
        strips = self._run(picture)[0]
        letters = self._letters(strips, picture.shape[3] / width)
        if once:
            return letters
        sure = SURE if any(letter.sign.isdigit() for letter in letters) else SURE_WORDS
        if all(letter.probability >= sure for letter in letters if not letter.sign.isspace()):
            return letters
        again, _ = _as_learned(_in_full_contrast(line))
        both = self._letters((strips + self._run(again)[0]) / 2, picture.shape[3] / width)
        return both if len(both) >= len(letters) else letters

    def _letters(self, strips: NDArray[np.float32], padded: float) -> list[Letter]:
        """The letters of a line from its strips, which together are `padded` times as wide as it."""
        import numpy as np

        best = strips.argmax(axis=1)
        share = padded / len(strips)
        edges = [0, *(np.flatnonzero(np.diff(best)) + 1).tolist(), len(best)]
        found: list[Letter] = []
        for start, end in itertools.pairwise(edges):
            if best[start] == BLANK:
                continue
            run = strips[start:end, best[start]]
            middle = float((np.arange(start, end) * run).sum() / run.sum()) + 0.5
            found.append(Letter(self._signs[int(best[start])], float(run.max()), min(1.0, middle * share)))
        return found


def _in_full_contrast(line: Image) -> Image:
    import numpy as np

    darkest, dark, middle, light, lightest = (float(value) for value in np.percentile(line, (1, 10, 50, 90, 99)))
    on_paper = 2 * middle > darkest + lightest  # not white on a bar
    low, high = (darkest, light) if on_paper else (dark, lightest)
    stretched = (line.astype(np.float32) - low) / max(LEAST_CONTRAST, high - low) * 255.0
    return np.asarray(np.clip(stretched, 0, 255), dtype=np.uint8)


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
