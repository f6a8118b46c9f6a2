"""Papers become pages of words: one reader a format, one form for all.

A page that was there but could not be read is a `Page` with `unread` set, so that nobody takes it for an empty one; a
file that could not be read at all raises `ReadingError`.
"""

from __future__ import annotations

from pathlib import Path

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.reading.foreign import describe
from docvalidate.reading.probe import Probe
from docvalidate.reading.registry import reader_for, readers

__all__ = ["ReadingLimits", "formats", "is_paper", "read_pages"]


def read_pages(path: Path, limits: ReadingLimits | None = None) -> list[Page]:
    """The pages (or sheets) of a paper, in order, numbered from 1.

    Raises `ReadingError`, one sentence, where the file cannot be read: missing, empty, damaged, encrypted, over a
    limit, or of no known format.
    """
    limits = limits or ReadingLimits()
    reader = reader_for(path)
    try:
        size = path.stat().st_size
    except OSError as error:  # pragma: no cover - gone between two calls
        raise ReadingError(path.name, "is gone", "check the path") from error
    if size == 0:
        raise ReadingError(path.name, "is empty (0 bytes)", "ask the sender for it again")
    if size > limits.max_bytes:
        raise ReadingError(
            path.name,
            f"has {size / 1e6:,.0f} MB, more than the {limits.max_bytes / 1e6:,.0f} MB allowed",
            "split the file, or raise reading.max_bytes",
        )
    if reader is None:
        raise ReadingError(path.name, *describe(Probe.of(path)))
    return reader.read(path, limits)


def is_paper(path: Path) -> bool:
    """Whether a reader knows this file, by its content where it has a signature, else by its suffix.

    An empty or unreadable file counts by its suffix: it is a paper that will fail, not one to pass over.
    """
    try:
        if reader_for(path) is not None:
            return True
    except ReadingError:
        pass
    return path.suffix.lower() in formats()


def formats() -> tuple[str, ...]:
    """The suffixes that can be read, e.g. `.pdf`."""
    return tuple(suffix for reader in readers() for suffix in reader.suffixes)
