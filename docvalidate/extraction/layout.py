"""The geometry of a page: its rows, the phrases within them, and its ruling lines."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from docvalidate.domain.page import Page
from docvalidate.extraction.captions import mark_captions, mark_keys, mark_twins
from docvalidate.extraction.phrases import Grid, Phrase, phrases_of, rows_of
from docvalidate.extraction.prepared import prepared


@dataclass(slots=True)
class Layout:
    """A page with its rows and phrases."""

    page: Page
    grid: Grid
    rows: list[list[Phrase]]
    phrases: list[Phrase]

    @property
    def line_height(self) -> float:
        """The usual height of a word, which is never nothing."""
        return max(_LEAST, median([word.height for word in self.page.words])) if self.page.words else 10.0


_LEAST = 0.1
"""Points of the lowest line: hostile papers set words of no height."""


def lay_out(page: Page) -> Layout:
    """Rows, phrases and cells of a page."""
    page = prepared(page)
    grid = Grid(page)
    rows = [phrases_of(row, index, grid) for index, row in enumerate(rows_of(page.words))]
    mark_captions(rows, page.height)
    mark_keys(rows)
    mark_twins(rows)
    return Layout(page, grid, rows, [phrase for row in rows for phrase in row])
