"""Tesseract 5, where its program is installed: several times faster, and weaker on small print and tables."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from docvalidate.domain.page import Word

if TYPE_CHECKING:
    from docvalidate.reading.ocr.engines import Image

NAME = "tesseract"

SECONDS = 120
_SPARSE_TEXT = "11"
"""Page segmentation mode: finds text wherever it stands; loses fewer numbers in tables than the automatic mode."""


def why_not() -> str | None:
    """Why it cannot be used, or None."""
    return None if shutil.which("tesseract") else "the program tesseract is not on the PATH"


class Engine:
    """Runs the program once an image, on one thread."""

    def read(self, image: Image) -> list[Word]:
        table = self._run(image, "--psm", _SPARSE_TEXT, "-c", "tessedit_create_tsv=1")
        words = []
        for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
            text = (row["text"] or "").strip()
            if row["level"] != "5" or not text:
                continue
            left, top = float(row["left"]), float(row["top"])
            words.append(
                Word(
                    text,
                    left,
                    top,
                    left + float(row["width"]),
                    top + float(row["height"]),
                    confidence=max(0.0, float(row["conf"])) / 100,
                )
            )
        return words

    def upside_down(self, image: Image) -> bool:
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
