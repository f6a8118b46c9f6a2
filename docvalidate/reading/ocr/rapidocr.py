"""RapidOCR: PaddleOCR's models on ONNX Runtime. They travel in the wheel: nothing is downloaded."""

from __future__ import annotations

import importlib.util
import itertools
import threading
from typing import TYPE_CHECKING, Any

from docvalidate.domain.page import Word
from docvalidate.reading.ocr.cutting import cut_out, turned_over, with_room, words_of
from docvalidate.reading.ocr.engines import Reading
from docvalidate.reading.ocr.overlooked import is_slanted, overlooked
from docvalidate.reading.ocr.recogniser import Letter, Recogniser
from docvalidate.reading.ocr.typed import cell_width

if TYPE_CHECKING:
    from docvalidate.reading.ocr.cutting import Line, Quad
    from docvalidate.reading.ocr.engines import Image

NAME = "rapidocr"

FINDING_DPI = 165.0
"""Resolution at which lines are looked for: at 137 cells of small print were overlooked, more finds no more (measured).
They are read at the full resolution."""
LONGEST_SIDE = 2400
"""Pixels of the longer side at which lines are looked for, on sheets of any size."""
LEAST_SURE = 0.3
"""Mean probability of its signs under which a line is a picture."""
RELIABILITY = ((0.0, 0.0), (0.35, 0.2), (0.5, 0.5), (0.7, 0.66), (0.8, 0.78), (0.9, 0.88), (0.95, 0.95), (1.0, 0.997))
"""(the model's probability of a word's least sure character, the share of such words that were right): counted on
19,000 words of drawn papers as a good and a worn scanner gives them (`fixtures.generator --scans --words`)."""
SECOND_LOOK, ROOM = 0.7, 0.12
"""A line with a sign less sure than this is read once more, with room around it of so many of its heights: often the
edge of a letter was cut off."""
SURE_SIGNS = 0.8
"""Probability of every sign with which ink that no line held is read."""
LINES_ASKED = 8
"""How many of the longest lines tell whether the page stands on its head."""
DOUBTFUL = 0.9
"""Mean probability of their signs under which they are tried the other way up."""
_STROKES = frozenset("17lIJ|!-_.,'`/")
"""What dirt and pieces of ruling are read as."""


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
                "Global.max_side_len": 100_000,  # pages are sized here: lines are found small and read large
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
        self._recogniser: Recogniser | None = None

    def read(self, image: Image, dpi: float) -> Reading:
        with self._lock:
            lines = self._find(image, dpi)
            usual = sorted(_height(line) for line in lines)[len(lines) // 2] if lines else 0.0
            known: dict[int, list[Letter]] = {}
            turned = self._on_its_head(image, lines, usual, known)
            if turned:
                image, lines = turned_over(image, lines)
                known = {}
            read = [self._read_line(image, line, usual, known.get(at)) for at, line in enumerate(lines)]
            there = [line for line in read if line is not None]
            signs = (self._read_line(image, corners, usual, None) for corners in overlooked(image, lines, usual))
            there += [sure for sign in signs if sign is not None and (sure := _as_sign(*sign)) is not None]
            cell = cell_width([(letters, line.picture.shape[1]) for line, letters in there])
            return Reading([_words(line, letters, cell) for line, letters in there], turned, cell)

    def _on_its_head(self, image: Image, lines: list[Quad], usual: float, known: dict[int, list[Letter]]) -> bool:
        """Whether some of the longest lines are read with less doubt when they are turned by 180 degrees; what was read
        of them as they stand is put into `known` by their place."""
        import numpy as np

        asked = sorted(range(len(lines)), key=lambda at: -_width(lines[at]))[:LINES_ASKED]
        pictures = {at: line.picture for at in asked if (line := cut_out(image, lines[at], usual))}
        known.update({at: self._letters(picture) for at, picture in pictures.items()})
        sure = [_sureness(letters) for letters in known.values()]
        if not sure or sum(sure) / len(sure) >= DOUBTFUL:
            return False
        over = (self._letters(np.ascontiguousarray(picture[::-1, ::-1])) for picture in pictures.values())
        return sum(_sureness(letters) for letters in over) > sum(sure)

    def _find(self, image: Image, dpi: float) -> list[Quad]:
        """The corners of each line of text."""
        import cv2
        import numpy as np

        scale = min(1.0, FINDING_DPI / dpi, LONGEST_SIDE / max(image.shape))
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
        found = self._pipeline(small, use_det=True, use_cls=False, use_rec=False)
        return [] if found.boxes is None else [np.asarray(box, dtype=np.float32) / scale for box in found.boxes]

    def _read_line(
        self, image: Image, corners: Quad, usual: float, letters: list[Letter] | None
    ) -> tuple[Line, list[Letter]] | None:
        """The picture of a line and its letters; None where it is no line of text."""
        line = cut_out(image, corners, usual)
        if letters is None:
            letters = self._letters(line.picture) if line is not None else []
        if line is not None and letters and _least(letters) < SECOND_LOOK:
            roomier = cut_out(image, with_room(corners, ROOM), usual)
            again = self._letters(roomier.picture, once=True) if roomier is not None else []
            if roomier is not None and len(again) >= len(letters) and _sureness(again) > _sureness(letters):
                line, letters = roomier, again
        real = [letter.probability for letter in letters if not letter.sign.isspace()]
        if line is None or not real or sum(real) / len(real) < LEAST_SURE:
            return None
        return line, letters

    def _letters(self, line: Image, *, once: bool = False) -> list[Letter]:
        if self._recogniser is None:
            import numpy as np

            self._pipeline.recognize_txt([np.full((48, 48, 3), 255, dtype=np.uint8)])  # loads the model
            model = self._pipeline.text_rec
            self._recogniser = Recogniser(model.session, model.postprocess_op.character)
        return self._recogniser.letters(line, once=once)


def _words(line: Line, letters: list[Letter], cell: float | None) -> list[Word]:
    words = words_of(letters, line, cell)
    for word in words:
        word.confidence = _reliability(word.confidence)
    return words


def _sureness(letters: list[Letter]) -> float:
    return sum(letter.probability for letter in letters) / max(1, len(letters))


def _as_sign(line: Line, letters: list[Letter]) -> tuple[Line, list[Letter]] | None:
    """Ink that no line held, if it is a sign: no piece of a ruling line, and no dirt."""
    signs = [letter for letter in letters if not letter.sign.isspace()]
    if len(signs) == 1 and signs[0].sign in _STROKES:
        return (line, [Letter("/", SURE_SIGNS, signs[0].at)]) if is_slanted(line.picture) else None
    return (line, letters) if _least(letters) >= SURE_SIGNS and not {s.sign for s in signs} <= _STROKES else None


def _least(letters: list[Letter]) -> float:
    return min((letter.probability for letter in letters if not letter.sign.isspace()), default=1.0)


def _box(quad: Any) -> tuple[float, float, float, float]:
    xs, ys = [float(point[0]) for point in quad], [float(point[1]) for point in quad]
    return (min(xs), min(ys), max(xs), max(ys))


def _width(corners: Quad) -> float:
    left, _, right, _ = _box(corners)
    return right - left


def _height(corners: Quad) -> float:
    _, top, _, bottom = _box(corners)
    return bottom - top


def _reliability(probability: float) -> float:
    for (low, low_share), (high, high_share) in itertools.pairwise(RELIABILITY):
        if probability <= high:
            return low_share + (high_share - low_share) * (probability - low) / (high - low)
    return RELIABILITY[-1][1]
