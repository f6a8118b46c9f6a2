"""A page made ready for reading: lines drawn with characters as rules, box numbers off, sideways words upright."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

from docvalidate.domain.page import Page, Rule, Word
from docvalidate.extraction.phrases import PHRASE_GAP, rows_of

MAX_WORD = 300
"""Characters of a word that are read."""


def prepared(page: Page) -> Page:
    """The page whose words and rules are what a reader sees."""
    return _upright(_typed_rules(_free_bars(_without_box_numbers(_cut_words(page)))))


_UPRIGHT = ("|", "│", "¦", "!")
"""Signs that stand for upright rules where several stand in a row."""
_TYPED_RULE = re.compile(r"^(?:[=_*~.-]{4,}|[+|][-=+|]{3,}|[-=]{3,})$")


def _typed_rules(page: Page) -> Page:
    """Lines drawn with characters (=====, |) as the ruling lines they are."""
    bars: dict[int, list[Word]] = {}
    for word in page.words:
        if word.text in _UPRIGHT and word.cell is None:
            bars.setdefault(round(word.middle), []).append(word)
    upright: dict[int, list[Word]] = {}
    ends = {id(word) for row in rows_of(page.words) for word in (row[0], row[-1])} if bars else set()
    for word in (w for row in bars.values() for w in row if id(w) in ends):
        upright.setdefault(round(word.centre / 3), []).append(word)
    frames = {round(w.middle) for words in upright.values() if len(words) >= _FRAME for w in words}
    drawn = [w for w in page.words if _TYPED_RULE.match(w.text) and w.text not in _UPRIGHT]
    # fewer in a row are signs between words, unless they stand under one another at its ends
    drawn += [w for y, row in bars.items() if len(row) >= 3 or y in frames for w in row]
    stray = [w for row in bars.values() for w in row] if page.source == "ocr" and any(map(_worn, page.words)) else []
    if not drawn and not stray:
        return page
    gone = set(map(id, [*drawn, *stray]))
    rules = [
        Rule(w.centre, w.top - 0.6 * w.height, w.centre, w.bottom + 0.6 * w.height)
        if w.text in _UPRIGHT
        else Rule(w.x0, w.middle, w.x1, w.middle)
        for w in drawn
    ]
    return replace(page, words=[w for w in page.words if id(w) not in gone], rules=[*page.rules, *rules])


_WORN, _LEFT = 8, 0.5
"""Characters of a line drawn with characters on a scan, and the share of them that is still read as such."""


def _worn(word: Word) -> bool:
    """Whether a word of a scan is a line drawn with characters of which some are misread: ====3====2===. Where there is
    one, lone bars are pieces of such lines as well."""
    return len(word.text) >= _WORN and sum(sign in "=-_*~+" for sign in word.text) >= _LEFT * len(word.text)


_BOX_NUMBER = re.compile(r"^\(?(\d{1,2})[.)]$")


def _without_box_numbers(page: Page) -> Page:
    """A page without the numbers that a form sets before the heads of a row: `13. Description | 14. Quantity`.

    Heads that only such a number parts are moved apart, so that each stays a phrase of its own.
    """
    gone: set[int] = set()
    moved: dict[int, Word] = {}
    for row in rows_of([word for word in page.words if word.cell is None]):
        numbered = [
            (word, int(match[1]))
            for word, following in pairwise(row)
            if (match := _BOX_NUMBER.match(word.text)) and following.text[:1].isalpha()
        ]
        steps = {b[1] - a[1] for a, b in pairwise(numbered)}
        if len(numbered) >= 3 and steps == {1}:
            gone.update(id(word) for word, _ in numbered)
            for before, word, following in zip([None, *row], row, row[1:], strict=False):
                if id(word) in gone:  # cells below are flush with the number
                    x0 = max(word.x0, before.x1 + PHRASE_GAP * word.height + 0.1 if before is not None else 0.0)
                    moved[id(following)] = replace(following, x0=min(x0, following.x0))
    return replace(page, words=[moved.get(id(w), w) for w in page.words if id(w) not in gone]) if gone else page


_BARS = 6
"""Words with a bar in them, at least: fewer are signs between words."""
_FRAME = 4
"""Bars under one another that are a frame, at least."""


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
