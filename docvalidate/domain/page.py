"""A page as every reader delivers it: words with boxes, ruling lines, and where they came from.

PDF text, OCR, spreadsheets and plain text all become this one form, so that extraction knows one geometry.
Coordinates are points from the top left of the page as displayed (rotation and crop applied); x grows to the right,
y (`top`, `bottom`) grows downwards. These are slotted classes, not models: a page holds hundreds of words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""

Source = Literal["text", "ocr", "sheet", "plain"]


@dataclass(slots=True)
class Word:
    """A run of characters without white space. In a spreadsheet several words share one `cell`."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False
    confidence: float = 1.0
    """How sure the reader is of the characters: 1.0 for a text layer, the engine's own for OCR."""
    cell: str | None = None
    """The sheet's cell, e.g. `B7`."""

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The vertical middle."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The horizontal centre."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class Rule:
    """A drawn straight line, horizontal (top == bottom) or vertical (x0 == x1), or an edge of a drawn or shaded box."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(slots=True)
class Page:
    """One page, or one sheet of a workbook."""

    number: int
    """From 1, within its file."""
    width: float
    height: float
    words: list[Word]
    rules: list[Rule] = field(default_factory=list)
    source: Source = "text"
    sheet: str | None = None
    """The name of the sheet, for workbooks."""
    image_dpi: float | None = None
    """For OCR pages: the resolution at which pixels were turned into points."""
