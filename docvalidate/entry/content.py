"""A file's content, read once and offered to every form: bytes, text, and pages where it is a paper."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. A batch of ten thousand AE entries has about 30 MB; anything larger is refused rather than loaded."""


class Content:
    """What the readers look at. Nothing is read before it is asked for, and nothing twice."""

    def __init__(
        self, path: Path, *, pages: list[Page] | None = None, mapping: Mapping[str, Any] | None = None
    ) -> None:
        self.path = path
        self.file = path.name
        self.mapping = mapping
        self._pages = pages

    @property
    def available(self) -> bool:
        """Whether the file can be read and is not too large."""
        return self._problem is None

    def require(self) -> None:
        """Raises ReadingError where the file cannot be read."""
        if self._problem is not None:
            raise ReadingError(self.file, *self._problem)

    @cached_property
    def _problem(self) -> tuple[str, str] | None:
        try:
            size = self.path.stat().st_size
        except OSError:
            return "does not exist or cannot be opened", "check the path and the permission to read it"
        if not self.path.is_file():
            return "is no file", "give the entry's file, not its folder"
        if size > LARGEST_FILE:
            limit = LARGEST_FILE // (1024 * 1024)
            return f"has {size / (1024 * 1024):.0f} MB, the limit is {limit} MB", "split the batch"
        return None

    @cached_property
    def data(self) -> bytes:
        """The bytes; empty where the file cannot be read."""
        if self._problem is not None:
            return b""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise ReadingError(self.file, f"cannot be opened ({error.strerror})", "check its permissions") from error

    @cached_property
    def head(self) -> bytes:
        """The first bytes, after a byte order mark and white space."""
        return self.data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()

    @cached_property
    def text(self) -> str | None:
        """The whole as text, or None where it is neither UTF-8 nor UTF-16."""
        try:
            if self.data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                return self.data.decode("utf-16")
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None

    @property
    def is_pdf(self) -> bool:
        return b"%PDF-" in self.data[:1024]

    @property
    def is_zip(self) -> bool:
        """A zip container, as XLSX workbooks are."""
        return self.data[:4] == b"PK\x03\x04"

    @property
    def pages(self) -> list[Page]:
        """The pages of words: those the caller gave, else read here. Empty where it is no paper."""
        if self._pages is None:
            from docvalidate.reading import read_pages

            try:
                self._pages = list(read_pages(self.path))
            except ReadingError:
                self._pages = []
        return self._pages
