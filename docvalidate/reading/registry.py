"""The formats that can be read, each a module of its own that registers one `Reader`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.reading.limits import ReadingLimits

HEAD_BYTES = 4096
"""How much of a file's beginning decides its format."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how it is known, and how its pages are read."""

    name: str
    suffixes: tuple[str, ...]
    knows: Callable[[bytes, str], bool]
    """(the file's first bytes, its suffix in lower case) -> is it this format?"""
    read: Callable[[Path, ReadingLimits], list[Page]]


# The order matters: the formats known by a signature come before those known by their characters alone.
_MODULES = ("pdf",)


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader, in the order in which they are asked."""
    return tuple(
        reader for name in _MODULES for reader in importlib.import_module(f"docvalidate.reading.{name}").READERS
    )


def reader_for(path: Path) -> Reader | None:
    """The reader that knows this file by its content, or None. An unreadable file raises `ReadingError`."""
    head = first_bytes(path)
    suffix = path.suffix.lower()
    return next((reader for reader in readers() if reader.knows(head, suffix)), None)


def first_bytes(path: Path) -> bytes:
    """The first `HEAD_BYTES` of a file."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ReadingError(path.name, f"cannot be opened ({reason})", "check the path and the permissions") from error
