"""Pages typed in letters of one width, by a typewriter or a line printer: every letter stands in a cell of a grid.

Ink alone would show half a blank more between `Savannah,` and `GA` than the printer left, and letters that are small
for their cell (Courier's capitals) would make the print seem smaller than it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docvalidate.reading.ocr.recogniser import Letter

SHORTEST = 8
"""Letters of a line, spaces included, before it can be said to stand on a grid."""
OFF_GRID = 0.45
"""Cells that a typed letter may lie off its place: the model sees places in strips of that size."""
ALIKE = 0.03
"""Share of a cell by which cells of one page differ in width."""
TYPED = 0.3
"""A page is typed where this share of its letters stands on one grid (counted: 0.6 and more where it is,
0.2 and less where it is not)."""
CELL = 0.6
"""Width of a cell in font sizes, in Courier and nearly all its kind."""


def cell_width(lines: Sequence[tuple[Sequence[Letter], float]]) -> float | None:
    """The width of the page's cells in pixels, from the letters and the width of each line; None where the page is not
    typed."""
    long = [(letters, width) for letters, width in lines if len(letters) >= SHORTEST]
    found = [(pitch, len(letters)) for letters, width in long if (pitch := _pitch(letters, width)) is not None]
    if not found:
        return None
    usual = median([pitch for pitch, count in found for _ in range(count)])
    alike = sum(count for pitch, count in found if abs(pitch - usual) < ALIKE * usual)
    return usual if alike >= TYPED * sum(len(letters) for letters, _ in long) else None


def cells(letters: Sequence[Letter], width: float, usual: float) -> list[tuple[float, float]]:
    """The room of each letter of a line on a typed page, spaces left out: cells of one grid."""
    import numpy as np

    own = _pitch(letters, width) if len(letters) >= SHORTEST else None
    pitch = own if own is not None and abs(own - usual) < 0.5 * usual else usual
    places = np.array([letter.at * width for letter in letters if not letter.sign.isspace()])
    turns = places * (2 * np.pi / pitch)  # once around for each cell: letters in the middle of theirs point one way
    first = float(np.arctan2(np.sin(turns).mean(), np.cos(turns).mean())) * pitch / (2 * np.pi)
    middles = first + pitch * np.round((places - first) / pitch)
    return [(middle - pitch / 2, middle + pitch / 2) for middle in middles.tolist()]


def _pitch(letters: Sequence[Letter], width: float) -> float | None:
    """The step from letter to letter, where all stand on a grid of such steps."""
    import numpy as np

    places = np.array([letter.at * width for letter in letters])
    index = np.arange(len(letters))
    pitch, start = (float(value) for value in np.polyfit(index, places, 1))
    return pitch if float(np.abs(places - start - pitch * index).max()) < OFF_GRID * pitch else None
