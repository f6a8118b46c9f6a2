"""PDF: text pages by their characters, scanned pages by OCR."""

from __future__ import annotations

from pathlib import Path

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.page import Page
from docvalidate.reading.probe import Probe
from docvalidate.reading.registry import Reader

SIGNATURE_WITHIN = 1024
"""Readers accept a PDF header anywhere in the first kilobyte (mail gateways put lines before it)."""


def _knows(probe: Probe) -> bool:
    return b"%PDF-" in probe.head[:SIGNATURE_WITHIN]


def _read(path: Path, limits: ReadingLimits) -> list[Page]:
    from docvalidate.reading.pdf.document import read_document

    return read_document(path, limits)


READERS = (Reader("pdf", (".pdf",), _knows, _read),)
