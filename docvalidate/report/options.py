"""What a report may be told: where the papers lie, how wide a terminal is, how large a file may grow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Locate = Callable[[str, str], "Path | None"]
"""From a shipment's name and a file named in its documents to the file, or None where it cannot be shown."""


def nowhere(shipment: str, file: str) -> Path | None:
    """Knows no folder: reports come without page pictures."""
    return None


def in_folders(folders: Mapping[str, Path]) -> Locate:
    """Looks for a file in its shipment's folder, and never outside it, whatever `..` or links a name holds."""

    def locate(shipment: str, file: str) -> Path | None:
        folder = folders.get(shipment) or folders.get(shipment.partition("#")[0])
        if folder is None:
            return None
        root = folder.resolve()
        path = (root / file).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None

    return locate


@dataclass(frozen=True)
class ReportOptions:
    """Options that any format may use or leave aside.

    locate: where the papers are, for page pictures; `in_folders({shipment: folder})` fits a run over folders.
    width: columns of the text report; None takes the terminal's, 100 where there is none.
    colour: True or False forces it; None colours only a terminal, and heeds NO_COLOR.
    details: the text report also lists what was not assessed and every field that was read.
    fail_on: from which severity a JUnit test case fails.
    pictures_mb: page pictures in one HTML report, in MiB; findings come first, what does not fit is said in the page.
    seconds_per_page: how long the drawing of one page may take before the report goes on without it.
    """

    locate: Locate = nowhere
    width: int | None = None
    colour: bool | None = None
    details: bool = False
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    pictures_mb: float = 24.0
    seconds_per_page: float = 10.0
