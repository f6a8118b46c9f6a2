"""The formats that can be read, each a module of its own that registers one `Reader`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.page import Page
from docvalidate.reading.probe import Probe


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how it is known, and how its pages are read."""

    name: str
    suffixes: tuple[str, ...]
    knows: Callable[[Probe], bool]
    """Is the file of this format?"""
    read: Callable[[Path, ReadingLimits], list[Page]]


# The order matters: formats with a signature come before those known by their characters or suffix alone.
_MODULES = ("pdf", "ocr.images", "sheet", "sheet.delimited", "letter", "plain")


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader, in the order in which they are asked."""
    return tuple(
        reader for name in _MODULES for reader in importlib.import_module(f"docvalidate.reading.{name}").READERS
    )


def reader_for(path: Path) -> Reader | None:
    """The reader that knows this file by its content, or None. An unreadable file raises `ReadingError`."""
    probe = Probe.of(path)
    return next((reader for reader in readers() if reader.knows(probe)), None)
