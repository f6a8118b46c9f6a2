"""Tesseract 5, where its program is installed: several times faster, and weaker on small print and tables."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from docvalidate.domain.page import Word
from docvalidate.reading.ocr.engines import Reading
from docvalidate.reading.ocr.ruling import without_rules

if TYPE_CHECKING:
    from docvalidate.reading.ocr.engines import Image

NAME = "tesseract"

BEST_DPI = 300.0
"""Resolution to which smaller images are enlarged."""
SECONDS = 120
DOUBTFUL = 0.85
"""Mean confidence of the characters under which a page may be standing on its head."""
_SPARSE_TEXT = "11"
"""Page segmentation mode: finds text wherever it stands; loses fewer words of tables than any other mode (measured)."""


def why_not() -> str | None:
    """Why it cannot be used, or None."""
    return None if shutil.which("tesseract") else "the program tesseract is not on the PATH"


class Engine:
    """Runs the program once an image, on one thread."""

    def read(self, image: Image, dpi: float) -> Reading:
        lines = self._lines(image, dpi)
        if _mean_confidence(lines) < DOUBTFUL and self._upside_down(image):
            again = self._lines(image[::-1, ::-1], dpi)
            if _mean_confidence(again) > _mean_confidence(lines):
                return Reading(again, turned=True)
        return Reading(lines)

    def _lines(self, image: Image, dpi: float) -> list[list[Word]]:
        import cv2
        import numpy as np

        image = without_rules(image, dpi)
        scale = max(1.0, BEST_DPI / dpi)
        image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
        table = self._run(image, "--psm", _SPARSE_TEXT, "-c", "tessedit_create_tsv=1")
        lines: dict[tuple[str, ...], list[Word]] = {}
        for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
            text = (row["text"] or "").strip()
            if row["level"] != "5" or not text:
                continue
            left, top, width, height = (float(row[name]) / scale for name in ("left", "top", "width", "height"))
            line = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
            lines.setdefault(line, []).append(
                Word(
                    text,
                    left,
                    top,
                    left + width,
                    top + height,
                    confidence=max(0.0, float(row["conf"])) / 100,
                )
            )
        return list(lines.values())

    def _upside_down(self, image: Image) -> bool:
        try:
            answer = self._run(image, "--psm", "0")
        except RuntimeError:
            return False  # too little text to tell
        return any(line.split(":")[1].strip() == "180" for line in answer.splitlines() if line.startswith("Rotate:"))

    @staticmethod
    def _run(image: Image, *options: str) -> str:
        import cv2

        _, encoded = cv2.imencode(".png", image)
        try:
            done = subprocess.run(
                ["tesseract", "stdin", "stdout", *options],
                input=encoded.tobytes(),
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise RuntimeError(f"tesseract took more than {SECONDS} s") from error
        if done.returncode:
            raise RuntimeError(f"tesseract failed: {done.stderr.decode(errors='replace').strip()[:200]}")
        return done.stdout.decode("utf-8", "replace")


def _mean_confidence(lines: list[list[Word]]) -> float:
    """Over all characters, so that specks count little."""
    words = [word for line in lines for word in line]
    return sum(len(word.text) * word.confidence for word in words) / max(1, sum(len(word.text) for word in words))
