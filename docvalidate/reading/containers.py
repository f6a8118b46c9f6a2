"""Documents that are ZIP archives (.xlsx, .ods, .docx): not opened where they unpack to too much."""

from __future__ import annotations

import zipfile
from pathlib import Path

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError


def check_unpacked_size(path: Path, limits: ReadingLimits) -> None:
    """Raises `ReadingError` where the parts of a document add up to more than the limit."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return  # the format's reader will say what is wrong with it
    if size > limits.max_unpacked_bytes:
        raise ReadingError(
            path.name,
            f"unpacks to {size / 1e6:,.0f} MB, more than the {limits.max_unpacked_bytes / 1e6:,.0f} MB allowed",
            "save it again without empty rows and pictures, or raise reading.max_unpacked_bytes",
        )
