"""Words of a page as rows, as phrases within rows, and the ruled cells they stand in. Pure functions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from docvalidate.domain.page import Box, Page, Rule, Word
from docvalidate.extraction.lexicon import Hit, canonical, labels
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import is_cjk, tokenise

PHRASE_GAP = 0.78
"""A gap wider than this share of the words' height parts two phrases: one blank of a typewriter does not, two do."""
ROW_OVERLAP = 0.55
"""Words of a row overlap in height by at least this share of the smaller one."""
RULE_SLACK = 1.5
"""Points by which a word may reach over a rule."""


@dataclass(slots=True)
class PhraseToken:
    """A folded token of a phrase and where it stands in the phrase's text."""

    text: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Phrase:
    """Words that belong together: no wide gap, no vertical rule and no cell border between them."""

    words: list[Word]
    row: int
    cell: Box | None = None
    """The ruled cell that holds it, None where the page draws none around it."""
    tokens: list[PhraseToken] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    caption: bool = False
    """Whether it captions what stands under it: the first line of a box, or set smaller than the line below."""
    twin: Phrase | None = None
    """The line over or under it that says the same label in another script: 付款 over Payment by."""

    @property
    def span(self) -> Span:
        return Span.of(self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    def between(self, start: int, end: int) -> Span:
        """The span of tokens[start:end]."""
        if start >= end:
            return Span([])
        return self.span.cut(self.tokens[start].start, self.tokens[end - 1].end)

    def after(self, end: int, until: int | None = None) -> Span:
        """What stands after token `end - 1`, up to token `until`."""
        text = self.text
        first = self.tokens[end - 1].end if end else 0
        last = self.tokens[until].start if until is not None and until < len(self.tokens) else len(text)
        return self.span.cut(first, last)


class Grid:
    """The ruling lines of a page, asked for the cell around a point."""

    def __init__(self, page: Page) -> None:
        self._vertical = sorted((r for r in page.rules if not r.horizontal), key=lambda r: r.x0)
        self._horizontal = sorted((r for r in page.rules if r.horizontal), key=lambda r: r.top)
        self._xs = [r.x0 for r in self._vertical]
        self._ys = [r.top for r in self._horizontal]
        self._page: Box = (0.0, 0.0, page.width, page.height)

    @property
    def empty(self) -> bool:
        return not self._vertical and not self._horizontal

    def verticals(self, top: float, bottom: float) -> list[float]:
        """The x of vertical rules that cross the middle of the band top…bottom."""
        middle = (top + bottom) / 2
        return [r.x0 for r in self._vertical if r.top - RULE_SLACK <= middle <= r.bottom + RULE_SLACK]

    def horizontals(self, x0: float, x1: float, share: float = 0.5) -> list[float]:
        """The y of horizontal rules that cover at least `share` of x0…x1 (joined pieces counted together)."""
        covered: dict[float, float] = {}
        for rule in self._horizontal:
            overlap = min(rule.x1, x1) - max(rule.x0, x0)
            if overlap > 0:
                key = next((y for y in covered if abs(y - rule.top) < 1.0), rule.top)
                covered[key] = covered.get(key, 0.0) + overlap
        return sorted(y for y, length in covered.items() if length >= share * (x1 - x0))

    def parted(self, left: Word, right: Word) -> bool:
        """Whether a vertical rule stands between two words of a row."""
        start = bisect_left(self._xs, min(left.x1, right.x0) - RULE_SLACK)
        middle = (max(left.top, right.top) + min(left.bottom, right.bottom)) / 2
        for rule in self._vertical[start:]:
            if rule.x0 > right.x0 + RULE_SLACK:
                return False
            if rule.top <= middle <= rule.bottom and left.centre < rule.x0 < right.centre:
                return True
        return False

    def cell(self, x: float, y: float) -> Box | None:
        """The nearest rules on all four sides of a point; None where one side is open."""
        left = self._nearest(self._vertical, bisect_right(self._xs, x) - 1, -1, y)
        right = self._nearest(self._vertical, bisect_left(self._xs, x), 1, y)
        top = self._nearest(self._horizontal, bisect_right(self._ys, y) - 1, -1, x)
        bottom = self._nearest(self._horizontal, bisect_left(self._ys, y), 1, x)
        if left is None or right is None or top is None or bottom is None:
            return None
        return (left.x0, top.top, right.x0, bottom.top)

    def _nearest(self, rules: list[Rule], index: int, step: int, at: float) -> Rule | None:
        while 0 <= index < len(rules):
            rule = rules[index]
            low, high = (rule.x0, rule.x1) if rule.horizontal else (rule.top, rule.bottom)
            if low - RULE_SLACK <= at <= high + RULE_SLACK:
                return rule
            index += step
        return None


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words in rows from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    bands: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.x0)):
        placed = False
        for index in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            top, bottom = bands[index]
            overlap = min(bottom, word.bottom) - max(top, word.top)
            smaller = min(bottom - top, word.height)
            if (
                smaller > 0
                and overlap >= ROW_OVERLAP * smaller
                and abs(word.middle - (top + bottom) / 2) < 0.5 * smaller
            ):
                rows[index].append(word)
                placed = True
                break
        if not placed:
            rows.append([word])
            bands.append((word.top, word.bottom))
    ordered = sorted(zip(bands, rows, strict=True), key=lambda item: item[0][0] + item[0][1])
    return [sorted(row, key=lambda w: w.x0) for _, row in ordered]


def phrases_of(row: list[Word], index: int, grid: Grid) -> list[Phrase]:
    groups: list[list[Word]] = []
    for word in row:
        if groups and not _parted(groups[-1][-1], word, grid):
            groups[-1].append(word)
        else:
            groups.append([word])
    phrases = [_phrase(group, index, grid) for group in groups]
    return [part for phrase in phrases for part in _without_next_label(phrase, grid)]


def _without_next_label(phrase: Phrase, grid: Grid) -> list[Phrase]:
    """A value set close to the next value's label, in Chinese, parted from it: `Shanghai 目的地 TO` | `Oakland`."""
    foreign = [is_cjk(word.text) for word in phrase.words]
    if not any(foreign) or foreign[0] or (phrase.hits and phrase.hits[0].start == 0):
        return [phrase]
    begins = foreign.index(True)
    place = sum(len(word.text) + 1 for word in phrase.words[:begins])
    behind = phrase.words[begins:]
    labelled = any(phrase.tokens[hit.start].start >= place for hit in phrase.hits[:2])
    told = re.split(r"[:：]", " ".join(word.text for word in behind))[0]
    if not labelled or any(c.isdigit() for c in told):
        return [phrase]
    return [_phrase(phrase.words[:begins], phrase.row, grid), _phrase(behind, phrase.row, grid)]


def _parted(left: Word, right: Word, grid: Grid) -> bool:
    if left.cell != right.cell:
        return True
    if left.cell is not None:
        return False
    gap = right.x0 - left.x1
    return gap > PHRASE_GAP * min(left.height, right.height) or (gap > -RULE_SLACK and grid.parted(left, right))


def _phrase(words: list[Word], row: int, grid: Grid) -> Phrase:
    phrase = Phrase(words, row)
    middle = (phrase.x0 + phrase.x1) / 2
    phrase.cell = None if grid.empty else grid.cell(middle, phrase.middle)
    phrase.tokens = [PhraseToken(t.text, t.start, t.end) for t in tokenise(phrase.text)]
    phrase.hits = labels().scan(canonical(tokenise(phrase.text)))
    return phrase
