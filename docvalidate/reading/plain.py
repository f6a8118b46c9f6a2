"""Plain text, as line printers and mainframe programs write it: a grid of characters.

A character is 6 points wide and a line 12 points high; a form feed begins a new page; tabs go to every eighth column.
"""

from __future__ import annotations

import re
from pathlib import Path

from docvalidate.config.reading import ReadingLimits
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page, Word
from docvalidate.reading.encoding import decode
from docvalidate.reading.probe import Probe
from docvalidate.reading.registry import Reader

CHARACTER_WIDTH = 6.0
LINE_HEIGHT = 12.0
MARGIN = 36.0
TAB = 8
_WORD = re.compile(r"\S+")
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z]|[@-Z\\^_]|E|.)")
"""Printer and terminal control sequences (ESC/P, ANSI): they print nothing."""


def read_plain(path: Path, limits: ReadingLimits) -> list[Page]:
    """The pages of a text file."""
    text, encoding = decode(path.read_bytes())
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a\x00"))
    sheets = text.split("\f")
    while len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    while len(sheets) > 1 and not sheets[0].strip():
        sheets.pop(0)
    if len(sheets) > limits.max_pages:
        raise ReadingError(
            path.name,
            f"has {len(sheets):,} pages, more than the {limits.max_pages:,} allowed",
            "split the file, or raise reading.max_pages",
        )
    pages = [_page(number, sheet, path, limits) for number, sheet in enumerate(sheets, 1)]
    if encoding == "cp1252" and "\ufffd" in text:
        pages[0].notes.append("some characters of the file are of no known encoding")
    return pages


def _page(number: int, text: str, path: Path, limits: ReadingLimits) -> Page:
    if len(text) > limits.max_characters:
        raise ReadingError(
            path.name,
            f"holds {len(text):,} characters on one page, more than the {limits.max_characters:,} allowed",
            "split the file, or raise reading.max_characters",
            f"page {number}",
        )
    lines = [line.expandtabs(TAB) for line in text.strip("\n").split("\n")]
    words = [word for row, line in enumerate(lines) for word in line_words(line, MARGIN, MARGIN + row * LINE_HEIGHT)]
    width = 2 * MARGIN + CHARACTER_WIDTH * max((columns(line) for line in lines), default=0)
    return Page(number, width, 2 * MARGIN + LINE_HEIGHT * len(lines), words, source="plain")


def line_words(line: str, left: float, top: float, cell: str | None = None, bold: bool = False) -> list[Word]:
    """The words of one line of text on a grid of characters that begins at `left`, `top`."""
    words = []
    for match in _WORD.finditer(line):
        x0 = left + CHARACTER_WIDTH * columns(line[: match.start()])
        x1 = x0 + CHARACTER_WIDTH * columns(match.group())
        words.append(Word(match.group(), x0, top + 1, x1, top + LINE_HEIGHT - 1, bold, cell=cell))
    return words


def columns(text: str) -> int:
    """How many columns a text takes: full-width characters take two, as printers and terminals have it."""
    return len(text) if text.isascii() else sum(2 if _is_wide(character) else 1 for character in text)


def _is_wide(character: str) -> bool:
    code = ord(character)
    return (
        0x1100 <= code <= 0x115F
        or 0x2E80 <= code <= 0xA4CF
        or 0xAC00 <= code <= 0xD7A3
        or 0xF900 <= code <= 0xFAFF
        or 0xFF01 <= code <= 0xFF60
    )


def _knows(probe: Probe) -> bool:
    return probe.textual and probe.suffix in (".txt", ".text", ".prn", ".asc")


READERS = (Reader("plain text", (".txt", ".text", ".prn", ".asc"), _knows, read_plain),)
