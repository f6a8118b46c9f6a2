"""Workbooks: .xlsx, .xlsm, .xlsb, .xls, .ods."""

from __future__ import annotations

from pathlib import Path

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.page import Page
from docvalidate.reading.probe import Probe
from docvalidate.reading.registry import Reader

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def _knows(probe: Probe) -> bool:
    if probe.members:
        return bool(probe.members & {"xl/workbook.xml", "xl/workbook.bin"}) or (
            probe.suffix == ".ods" and "content.xml" in probe.members
        )
    return probe.has_stream("Workbook", "Book") and not probe.has_stream("WordDocument", "__properties_version1.0")


def _read(path: Path, limits: ReadingLimits) -> list[Page]:
    from docvalidate.reading.sheet.workbook import read_workbook

    return read_workbook(path, limits)


READERS = (Reader("workbook", SUFFIXES, _knows, _read),)
