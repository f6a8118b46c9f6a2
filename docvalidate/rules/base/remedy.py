"""An entry line with a chapter 99 number added."""

from __future__ import annotations

from docvalidate.domain.entry import EntryLine


def with_remedy(line: EntryLine, number: str) -> EntryLine:
    """The line with the chapter 99 number before its other numbers."""
    return line.model_copy(update={"hts_numbers": [number, *line.hts_numbers]})
