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

Affine = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = a x + c y + e, y' = b x + d y + f."""

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
    unread: str | None = None
    """Why the page could not be read, in words that complete 'page 2 …' ('is an image, and …; install …'); None when it
    was. Such a page makes the shipment incomplete; it is never an empty page."""
    sideways: list[Word] = field(default_factory=list)
    """Words that run up, down or upside down on an otherwise upright page: margins, stamps, narrow column heads."""
    frame: Affine | None = None
    """Where the page was turned or straightened to be read: the way from the coordinates of `words` and `rules` back
    to those of the page as displayed. None: they are the same. Evidence goes through `displayed`."""
    column_edges: list[float] | None = None
    """For sheets: the left edge of each column from A on, and the right edge of the last."""
    notes: list[str] = field(default_factory=list)
    """What the reader noticed and a user should know, e.g. a hidden sheet, a text layer that was not believed."""

    def displayed(self, box: Box) -> Box:
        """The box as it lies on the page as displayed, from one in reading coordinates."""
        if self.frame is None:
            return box
        a, b, c, d, e, f = self.frame
        corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        return (min(xs), min(ys), max(xs), max(ys))
