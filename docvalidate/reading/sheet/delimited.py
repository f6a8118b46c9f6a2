"""Delimited text: .csv and .tsv with any of the usual delimiters and encodings."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.reading.encoding import decode
from docvalidate.reading.probe import Probe
from docvalidate.reading.registry import Reader
from docvalidate.reading.sheet.layout import Cell, Grid, lay_out

DELIMITERS = ",;\t|"
SAMPLE_LINES = 60
_LARGEST_FIELD = 1_000_000


def read_delimited(path: Path, limits: ReadingLimits) -> list[Page]:
    """The one page of a delimited file."""
    text, _ = decode(path.read_bytes())
    text = text.replace("\x00", "")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest
    else:
        delimiter = "\t" if path.suffix.lower() == ".tsv" else find_delimiter(text)
    csv.field_size_limit(_LARGEST_FIELD)
    grid: Grid = []
    cells = 0
    try:
        for values in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            row = {
                column: Cell([line for line in value.splitlines() if line.strip()])
                for column, value in enumerate(values)
                if value.strip()
            }
            cells += len(row)
            if cells > limits.max_cells:
                raise ReadingError(
                    path.name,
                    f"has more than the {limits.max_cells:,} cells allowed",
                    "remove what is not the paper, or raise reading.max_cells",
                )
            grid.append(row)
    except csv.Error as error:
        raise ReadingError(
            path.name, f"is no delimited text ({error})", "save it again as CSV", f"row {len(grid) + 1}"
        ) from error
    while grid and not grid[-1]:
        grid.pop()
    return [lay_out(1, None, grid)]


def find_delimiter(text: str) -> str:
    """The delimiter that splits most rows into the same number of cells, counted outside quotes."""
    sample = "\n".join(text.splitlines()[:SAMPLE_LINES])
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        try:
            rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if any(row)]
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        # Rows of one width speak for a table; of the rest (titles, addresses) each cell still counts a little.
        score = sum(widths.values()) + max(width * count for width, count in widths.items())
        if score > most:
            best, most = delimiter, score
    return best


def _knows(probe: Probe) -> bool:
    return probe.textual and probe.suffix in (".csv", ".tsv", ".tab")


READERS = (Reader("delimited text", (".csv", ".tsv", ".tab"), _knows, read_delimited),)
