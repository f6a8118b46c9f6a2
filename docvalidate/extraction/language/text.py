"""A page as text in reading order, with the way back from its characters to the words that stand there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from docvalidate.domain.page import Word
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span

RUNNING = 6
"""Words of a line from which it is running text rather than a label with its value."""
WRAP_GAP = 1.6
"""A line goes on with the one above it within so many line heights."""
FLUSH = 4.0
SENTENCES = 20
"""Words of a paragraph that is more than a description."""
_STOP = re.compile(r"\w\. +[A-ZÀ-Þ]")


@dataclass(frozen=True)
class ReadingText:
    """`starts[i]` is where word i begins in the text.

    Phrases of a row are parted by a tab, rows by a line feed, and the lines of one paragraph by a blank.
    """

    text: str
    words: Sequence[Word]
    phrases: Sequence[Phrase]
    starts: Sequence[int]
    prose: Sequence[tuple[int, int]]
    """Where running text stands: (start, end) of each paragraph."""

    @cached_property
    def rows(self) -> dict[int, list[Word]]:
        """The words of each row."""
        found: dict[int, list[Word]] = {}
        for word, phrase in zip(self.words, self.phrases, strict=True):
            found.setdefault(phrase.row, []).append(word)
        return found

    def inside(self, start: int, end: int) -> range:
        """The words that have a character in start…end."""
        first = bisect_left(self.starts, start)
        if first and self.starts[first - 1] + len(self.words[first - 1].text) > start:
            first -= 1
        return range(first, bisect_left(self.starts, end))

    def lines(self, start: int, end: int) -> list[Span]:
        """The characters as spans, one for each row."""
        by_row: dict[int, list[int]] = {}
        for index in self.inside(start, end):
            by_row.setdefault(self.phrases[index].row, []).append(index)
        spans = []
        for indices in by_row.values():
            span = Span.of([self.words[i] for i in indices])
            first, last = indices[0], indices[-1]
            cut = max(0, start - self.starts[first])
            over = max(0, self.starts[last] + len(self.words[last].text) - end)
            spans.append(span.cut(cut, len(span.text) - over))
        return [span for span in spans if span]

    def in_sentences(self, start: int) -> bool:
        """Whether a character stands in a paragraph of whole sentences: no row of a table, though one took it."""
        return any(
            first <= start < last
            and len(self.inside(first, last)) >= SENTENCES
            and _STOP.search(self.text, first, last)
            for first, last in self.prose
        )


def reading_text(layout: Layout) -> ReadingText:
    """The text of a page in reading order."""
    text = ""
    words: list[Word] = []
    phrases: list[Phrase] = []
    starts: list[int] = []
    prose: list[tuple[int, int]] = []
    begun: int | None = None
    """Where the paragraph of running text begins that is still open."""
    for number, row in enumerate(layout.rows):
        for place, phrase in enumerate(row):
            text += "\t" if place else ""
            if len(row) == 1 and begun is None and is_running(phrase):
                begun = len(text)
            for index, word in enumerate(phrase.words):
                text += " " if index else ""
                words.append(word)
                phrases.append(phrase)
                starts.append(len(text))
                text += word.text
        after = layout.rows[number + 1] if number + 1 < len(layout.rows) else []
        on = begun is not None and _goes_on(row, after)
        if begun is not None and not on:
            prose.append((begun, len(text)))
            begun = None
        text += " " if on else "\n"
    return ReadingText(text, words, phrases, starts, prose)


def is_running(phrase: Phrase) -> bool:
    """Whether a line is running text: several words, most of which begin small."""
    words = [word.text for word in phrase.words if word.text[:1].isalpha()]
    small = sum(word[0].islower() for word in words)
    return len(phrase.words) >= RUNNING and small >= 0.4 * len(words)


def _goes_on(row: Sequence[Phrase], after: Sequence[Phrase]) -> bool:
    """Whether the next row is the next line of the same paragraph."""
    if len(row) != 1 or len(after) != 1:
        return False
    upper, lower = row[0], after[0]
    near = lower.top - upper.bottom < WRAP_GAP * upper.height
    return near and abs(lower.x0 - upper.x0) < FLUSH and upper.words[-1].cell == lower.words[0].cell
