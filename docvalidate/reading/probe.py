"""What a file shows of itself before it is opened: its first bytes, its suffix, the names inside a container."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from docvalidate.domain.errors import ReadingError

HEAD_BYTES = 4096
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of old Office files (.xls, .doc), of Outlook mail (.msg) and of encrypted new ones."""
_OLE_SCAN_BYTES = 64_000_000
_TEXT_CONTROLS = set(b"\t\n\r\f\x1a\x1b")


@dataclass(slots=False)
class Probe:
    """A file as the formats look at it to know their own."""

    path: Path
    head: bytes = field(repr=False)

    @classmethod
    def of(cls, path: Path) -> Probe:
        """Raises `ReadingError` where the file cannot be opened."""
        try:
            with path.open("rb") as file:
                return cls(path, file.read(HEAD_BYTES))
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise ReadingError(
                path.name, f"cannot be opened ({reason})", "check the path and the permissions"
            ) from error

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower()

    @cached_property
    def members(self) -> frozenset[str]:
        """The names inside, where the file is a ZIP archive; else none."""
        if not self.head.startswith(b"PK"):
            return frozenset()
        try:
            with zipfile.ZipFile(self.path) as archive:
                return frozenset(archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return frozenset()

    def has_stream(self, *names: str) -> bool:
        """Whether the file is an OLE container with a stream of one of these names."""
        if not self.head.startswith(OLE_SIGNATURE):
            return False
        with self.path.open("rb") as file:
            content = file.read(_OLE_SCAN_BYTES)
        return any(name.encode("utf-16-le") in content for name in names)

    @property
    def textual(self) -> bool:
        """Whether the beginning is text: in UTF-16, or without control characters."""
        if self.head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return True
        if not self.head:
            return False
        odd = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in self.head)
        return odd == 0 or self.utf16 is not None

    @property
    def utf16(self) -> str | None:
        """`utf-16-le` or `utf-16-be` where every other byte of a file without a mark is zero."""
        even, odd = self.head[0::2], self.head[1::2]
        if len(odd) < 4:
            return None
        if odd.count(0) > 0.4 * len(odd) and even.count(0) == 0:
            return "utf-16-le"
        if even.count(0) > 0.4 * len(even) and odd.count(0) == 0:
            return "utf-16-be"
        return None
