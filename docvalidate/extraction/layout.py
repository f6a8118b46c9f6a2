"""The geometry of a page: rows of words, phrases within rows, and the ruled cells they stand in. Pure functions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from docvalidate.domain.page import Box, Page, Rule, Word
from docvalidate.extraction.lexicon import Hit, canonical, labels
from docvalidate.extraction.span import Piece, Span
from docvalidate.extraction.text import is_cjk, tokenise

PHRASE_GAP = 0.78
"""A gap wider than this share of the words' height parts two phrases: one blank of a typewriter does not, two do."""
ROW_OVERLAP = 0.55
"""Words of a row overlap in height by at least this share of the smaller one."""
MAX_WORD = 300
"""Characters of a word that are read."""
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


@dataclass(slots=True)
class Layout:
    """A page with its rows and phrases."""

    page: Page
    grid: Grid
    rows: list[list[Phrase]]
    phrases: list[Phrase]

    @property
    def line_height(self) -> float:
        """The usual height of a word."""
        return median([word.height for word in self.page.words]) if self.page.words else 10.0


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


def _phrases(row: list[Word], index: int, grid: Grid) -> list[Phrase]:
    groups: list[list[Word]] = []
    for word in row:
        if groups and not _parted(groups[-1][-1], word, grid):
            groups[-1].append(word)
        else:
            groups.append([word])
    phrases = [_phrase(group, index, grid) for group in groups]
    return [part for phrase in phrases for part in _without_next_label(phrase, grid)]


def _without_next_label(phrase: Phrase, grid: Grid) -> list[Phrase]:
    """A value set close to the label of the next value, in Chinese, parted from it: `Shanghai 目的地 TO` | `Oakland`."""
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


_TYPED_RULE = re.compile(r"^(?:[=_*~.-]{4,}|[+|][-=+|]{3,}|[-=]{3,})$")


def _typed_rules(page: Page) -> Page:
    """Lines drawn with characters (=====, |) as the ruling lines they are."""
    bars: dict[int, list[Word]] = {}
    for word in page.words:
        if word.text in ("|", "│") and word.cell is None:
            bars.setdefault(round(word.middle), []).append(word)
    upright: dict[int, list[Word]] = {}
    ends = {id(word) for row in rows_of(page.words) for word in (row[0], row[-1])} if bars else set()
    for word in (w for row in bars.values() for w in row if id(w) in ends):
        upright.setdefault(round(word.centre / 3), []).append(word)
    frames = {round(w.middle) for words in upright.values() if len(words) >= _BARS for w in words}
    drawn = [w for w in page.words if _TYPED_RULE.match(w.text) and w.text not in ("|", "│")]
    # fewer in a row are signs between words, unless they stand under one another at its ends
    drawn += [w for y, row in bars.items() if len(row) >= 3 or y in frames for w in row]
    if not drawn:
        return page
    gone = set(map(id, drawn))
    rules = [
        Rule(w.centre, w.top - 0.6 * w.height, w.centre, w.bottom + 0.6 * w.height)
        if w.text in "|│"
        else Rule(w.x0, w.middle, w.x1, w.middle)
        for w in drawn
    ]
    return replace(page, words=[w for w in page.words if id(w) not in gone], rules=[*page.rules, *rules])


_BOX_NUMBER = re.compile(r"^\(?(\d{1,2})[.)]$")


def _without_box_numbers(page: Page) -> Page:
    """A page without the numbers that a form sets before the heads of a row: `13. Description | 14. Quantity`.

    Heads that only such a number parts are moved apart, so that each stays a phrase of its own.
    """
    gone: set[int] = set()
    for row in rows_of([word for word in page.words if word.cell is None]):
        numbered = [
            (word, int(match[1]))
            for word, following in pairwise(row)
            if (match := _BOX_NUMBER.match(word.text)) and following.text[:1].isalpha()
        ]
        steps = {b[1] - a[1] for a, b in pairwise(numbered)}
        if len(numbered) >= 3 and steps == {1}:
            gone.update(id(word) for word, _ in numbered)
    return replace(page, words=[word for word in page.words if id(word) not in gone]) if gone else page


_BARS = 6
"""Words with a bar in them, at least: fewer are signs between words."""


def _free_bars(page: Page) -> Page:
    """Bars that are set close to words (1|GLOVES|) as words of their own, where a page draws its rules with bars."""
    glued = [word for word in page.words if "|" in word.text and word.text != "|" and word.cell is None]
    if len(glued) < _BARS:
        return page
    found: list[Word] = []
    for word in page.words:
        if "|" not in word.text or word.text == "|" or word.cell is not None:
            found.append(word)
            continue
        width = (word.x1 - word.x0) / len(word.text)
        for match in re.finditer(r"\||[^|]+", word.text):
            x0, x1 = word.x0 + width * match.start(), word.x0 + width * match.end()
            found.append(replace(word, text=match.group(), x0=x0, x1=x1))
    return replace(page, words=found)


def _bands(columns: list[list[Word]]) -> list[tuple[float, float, list[list[Word]]]]:
    """Sideways texts that stand side by side, as the heads of one table do: top, bottom and texts of each band."""
    bands: list[tuple[float, float, list[list[Word]]]] = []
    for group in sorted(columns, key=lambda g: min(w.top for w in g)):
        top, bottom = min(w.top for w in group), max(w.bottom for w in group)
        if bands and top < bands[-1][1]:
            first, last, groups = bands[-1]
            bands[-1] = (first, max(last, bottom), [*groups, group])
        else:
            bands.append((top, bottom, [group]))
    return bands


def _row_beside(page: Page, top: float, bottom: float, groups: list[list[Word]]) -> float | None:
    """The top of the fullest row beside sideways heads, or a little above them where it leaves their columns free."""
    spans = [(min(w.x0 for w in group), max(w.x1 for w in group)) for group in groups]
    rows: dict[float, list[Word]] = {}
    for word in page.words:
        if top - 0.5 * (bottom - top) <= word.top and word.bottom <= bottom + 3:
            rows.setdefault(round(word.top, 1), []).append(word)
    free = {
        y: len(row)
        for y, row in rows.items()
        if y >= top - 3 or (len(row) > 2 and not any(w.x0 < x1 and w.x1 > x0 for w in row for x0, x1 in spans))
    }
    return max(free, key=lambda y: free[y]) if free else None


def _upright(page: Page) -> Page:
    """Words set sideways, such as heads of narrow columns, put into the row that stands beside them."""
    if not page.sideways:
        return page
    columns: list[list[Word]] = []
    for word in sorted(page.sideways, key=lambda w: (w.x0, -w.bottom)):
        last = columns[-1][-1] if columns else None
        if last is not None and abs(word.centre - last.centre) < 3 and last.top - word.bottom < 12:
            columns[-1].append(word)
        else:
            columns.append([word])
    height = median([w.height for w in page.words]) if page.words else 8.0
    stood: list[Word] = []
    for top, bottom, groups in _bands(columns):
        row = _row_beside(page, top, bottom, groups)
        if row is None:
            row = bottom - height
        for group in groups:
            text = " ".join(w.text for w in group)
            stood.append(Word(text, min(w.x0 for w in group), row, max(w.x1 for w in group), row + height))
    return replace(page, words=[*page.words, *stood])


def _cut_words(page: Page) -> Page:
    """Words no longer than any that a paper prints: some patterns take the square of a word's length."""
    if all(len(word.text) <= MAX_WORD for word in page.words):
        return page
    return replace(page, words=[replace(word, text=word.text[:MAX_WORD]) for word in page.words])


_SMALLER = 0.9
"""A caption is set in at most this share of the size of what it captions."""
_BOX = 0.4
"""A cell higher than this share of the page is the frame of the page, not a box of a form."""


def mark_captions(rows: Sequence[Sequence[Phrase]], height: float) -> None:
    """Marks the phrases that caption what stands under them, by their place in a box and by their size.

    Words of a caption that no lexicon knows (`Domestic consignor`) then belong to the label and not to its value.
    """
    boxes: dict[Box, list[Phrase]] = {}
    for phrase in (phrase for row in rows for phrase in row):
        if phrase.cell is not None and phrase.words[0].cell is None and phrase.cell[3] - phrase.cell[1] < _BOX * height:
            boxes.setdefault(phrase.cell, []).append(phrase)
    for phrases in boxes.values():
        first = phrases[0]
        under = [p for p in phrases if p.row > first.row]
        level = [p for p in phrases if p.row == first.row]
        if under and len(level) == 1 and _may_caption(first):
            smaller = first.height < _SMALLER * median([p.height for p in under])
            first.caption = _known(first) >= (0.3 if smaller else 0.5)
    for upper, lower in pairwise(rows):
        for phrase in upper:
            if phrase.cell is None and phrase.words[0].cell is None and _may_caption(phrase):
                under = [p for p in lower if abs(p.x0 - phrase.x0) < 3 and p.top - phrase.bottom < phrase.height]
                if under and phrase.height < _SMALLER * under[0].height:
                    phrase.caption = _known(phrase) >= 0.5


def _may_caption(phrase: Phrase) -> bool:
    text = phrase.text
    return bool(phrase.hits) and not any(c.isdigit() or c in ":：" for c in text) and len(text) <= 70


def _known(phrase: Phrase) -> float:
    """The share of a phrase's words that are words of labels."""
    return sum(hit.end - hit.start for hit in phrase.hits) / max(1, len(phrase.tokens))


def lay_out(page: Page) -> Layout:
    """Rows, phrases and cells of a page."""
    page = _cut_words(page)
    page = _upright(_typed_rules(_free_bars(_without_box_numbers(page))))
    grid = Grid(page)
    rows = [_phrases(row, index, grid) for index, row in enumerate(rows_of(page.words))]
    mark_captions(rows, page.height)
    return Layout(page, grid, rows, [phrase for row in rows for phrase in row])


__all__ = ["PHRASE_GAP", "Grid", "Layout", "Phrase", "PhraseToken", "Piece", "lay_out", "rows_of"]
