"""How much of a file is read: papers come from strangers, and one of them must not stop the others."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class ReadingLimits(BaseModel):
    """The largest file, page, sheet and archive that is read; beyond it the file is answered with a `ReadingError`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_bytes: int = Field(default=100_000_000, gt=0, description="bytes of one file")
    max_pages: int = Field(default=300, gt=0, description="pages of one file, sheets of one workbook")
    max_characters: int = Field(default=200_000, gt=0, description="characters of text on one page")
    max_drawings: int = Field(default=100_000, gt=0, description="drawn objects looked at on one page")
    max_cells: int = Field(default=500_000, gt=0, description="cells of one workbook")
    max_pixels: int = Field(default=80_000_000, gt=0, description="pixels of one scanned page")
    max_unpacked_bytes: int = Field(
        default=500_000_000, gt=0, description="bytes of all that one archive or mail holds"
    )
    max_unpacked_files: int = Field(default=500, gt=0, description="files that one archive or mail holds")
    max_depth: int = Field(default=4, gt=0, description="archives and mails within one another")
    max_ocr_seconds: float = Field(
        default=240.0, gt=0, description="seconds after which no further page of a file is read by OCR"
    )
    ocr_engine: Literal["auto", "rapidocr", "tesseract", "none"] = Field(
        default="auto", description="auto, rapidocr, tesseract or none"
    )
