"""Pages drawn as text, so that a test shows the paper it speaks of.

A character is 6 points wide and a row 12 points high; words are 10 points high. Two blanks part phrases, one does not.
Box-drawing characters are ruling lines, not words: `─` lies in the middle of its row, `│` in the middle of its column
and as high as its row; both are joined with their neighbours.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from docvalidate.domain.document import Document, LineItem, Value
from docvalidate.domain.page import Page, Rule, Source, Word
from docvalidate.extraction import extract
from docvalidate.extraction.layout import Layout, lay_out
from docvalidate.extraction.span import Span

CHARACTER = 6.0
ROW = 12.0
INSET = 1.0
"""White above and below the letters of a row."""
_ACROSS = "─┼┬┴├┤┌┐└┘"
_DOWN = "│┼┬┴├┤┌┐└┘"
_WORD = re.compile(rf"[^\s{_ACROSS}{_DOWN}]+")


def words_of(lines: Sequence[str]) -> Iterator[Word]:
    """The words of a drawing, row by row."""
    for row, line in enumerate(lines):
        for match in _WORD.finditer(line):
            top = row * ROW + INSET
            yield Word(match.group(), match.start() * CHARACTER, top, match.end() * CHARACTER, top + ROW - 2 * INSET)


def _runs(cells: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for index, there in enumerate([*cells, False]):
        if there and start is None:
            start = index
        elif not there and start is not None:
            yield start, index
            start = None


def rules_of(lines: Sequence[str]) -> Iterator[Rule]:
    """The ruling lines of a drawing."""
    for row, line in enumerate(lines):
        y = (row + 0.5) * ROW
        for start, end in _runs([c in _ACROSS for c in line]):
            if end - start > 1:
                yield Rule((start + 0.5) * CHARACTER, y, (end - 0.5) * CHARACTER, y)
    for column in range(max((len(line) for line in lines), default=0)):
        x = (column + 0.5) * CHARACTER
        stroke = [column < len(line) and line[column] in _DOWN for line in lines]
        for start, end in _runs(stroke):
            if end - start > 1 or lines[start][column] == "│":
                yield Rule(x, (start + 0.5) * ROW if end - start > 1 else start * ROW, x, (end - 0.5) * ROW)


def drawn(text: str, *, number: int = 1, source: Source = "text", bold: Sequence[int] = ()) -> Page:
    """The page that a drawing shows; `bold` are rows (from 0) set in bold."""
    lines = textwrap.dedent(text).strip("\n").splitlines()
    words = list(words_of(lines))
    for word in words:
        word.bold = int(word.top // ROW) in bold
    width = max([100, *(len(line) for line in lines)]) * CHARACTER
    return Page(number, width, max(66, len(lines)) * ROW, words, list(rules_of(lines)), source)


def layout_of(text: str, **options: object) -> Layout:
    """The layout of a drawn page."""
    return lay_out(drawn(text, **options))  # type: ignore[arg-type]


def span_of(text: str) -> Span:
    """A line of text as a span; one blank stands between words."""
    return Span.of(words_of([text]))


def documents(*drawings: str, file: str = "paper.pdf") -> list[Document]:
    """The documents read from a file of drawn pages."""
    return extract([drawn(text, number=number) for number, text in enumerate(drawings, 1)], file)


def document(*drawings: str) -> Document:
    """The one document read from a file of drawn pages."""
    found = documents(*drawings)
    assert len(found) == 1, [(one.type, one.pages) for one in found]
    return found[0]


def shown(value: Value) -> str:
    """A value in a short form for tables of cases: numbers without trailing zeros."""
    number = value.number
    if number is None:
        return value.text
    return format(number.normalize(), "f") if number else "0"


def fields(paper: Document) -> dict[str, str]:
    """Every header value in its short form."""
    return {name: shown(value) for name, value in paper.fields.items()}


def item(line: LineItem) -> dict[str, str]:
    """Every value of a line item in its short form."""
    return {name: shown(value) for name, value in line.items()}


def column(paper: Document, name: str) -> list[str | None]:
    """One column of the line items, from top to bottom."""
    return [shown(line[name]) if name in line else None for line in paper.line_items]
