"""The OCR engines: each says itself whether it is available, and why not.

`auto` takes the first available in the order of `ORDER`, which is the order of their word recall on scans of trade
papers (docs/performance.md).
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from docvalidate.domain.errors import UsageError
from docvalidate.domain.page import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]
    """Grey, rows by columns, 0 black."""

log = logging.getLogger(__name__)

ORDER = ("rapidocr", "tesseract")


@dataclass(slots=True)
class Reading:
    """What an engine read, line by line, with its confidence in each word. Boxes are in pixels of the image, or, where
    it stood on its head (`turned`), of the image turned by 180 degrees."""

    lines: list[list[Word]]
    turned: bool = False
    cell: float | None = None
    """The width of a letter's cell where the page is typed in letters of one width."""


class Engine(Protocol):
    """Reads one straight, level grey image."""

    def read(self, image: Image, dpi: float) -> Reading:
        """The words of the image, whichever of its two level sides is up."""


def why_not(name: str) -> str | None:
    """Why an engine cannot be used here, or None where it can."""
    if importlib.util.find_spec("cv2") is None:
        return "OpenCV is not installed (pip install 'docvalidate[ocr]')"
    reason: str | None = importlib.import_module(f"docvalidate.reading.ocr.{name}").why_not()
    return reason


def available() -> dict[str, str | None]:
    """Each engine, and why it is not available (None: it is)."""
    return {name: why_not(name) for name in ORDER}


_LOADING = threading.Lock()


def find_engine(choice: str = "auto") -> Engine | None:
    """The engine chosen, loaded once a process; None where the choice is `none`, or nothing is available.

    Raises `UsageError` for an engine that is not known, or that was asked for by name and is not available.
    """
    if choice == "none":
        return None
    if choice == "auto":
        return next((engine for name in ORDER if why_not(name) is None and (engine := _try(name))), None)
    if choice not in ORDER:
        raise UsageError(f"'{choice}' is no OCR engine; known are auto, none, {', '.join(ORDER)}")
    reason = why_not(choice)
    if reason:
        raise UsageError(f"the OCR engine {choice} cannot be used: {reason}")
    return _load(choice)


def _try(name: str) -> Engine | None:
    try:
        return _load(name)
    except Exception as error:  # a half-installed engine is one that is not there
        log.warning("the OCR engine %s cannot be loaded: %s", name, error)
        return None


def _load(name: str) -> Engine:
    with _LOADING:
        return _load_once(name)


@cache
def _load_once(name: str) -> Engine:
    engine: Engine = importlib.import_module(f"docvalidate.reading.ocr.{name}").Engine()
    return engine
