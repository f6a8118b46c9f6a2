"""The cell a label heads: bounded by the form's ruling lines where it has them, else by its neighbour labels."""

from __future__ import annotations

from dataclasses import dataclass

from docvalidate.domain.page import Page, Word
from docvalidate.entry.form7501.labels import Label

SLACK = 1.5
"""Points by which a word may overlap a line."""
ROW_TOLERANCE = 4.0


@dataclass(frozen=True)
class Cell:
    """A box of the page with the words of its value, in reading order, line by line."""

    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> str:
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line]


def cell_of(page: Page, label: Label, labels: list[Label]) -> Cell:
    """The cell under (and beside) a label, without the words of any label."""
    x0, x1 = column_range(page, label, labels)
    bottom = _below(page, label, labels, x0, x1)
    used = {index for other in labels for index in other.words}
    words = [
        word
        for index, word in enumerate(page.words)
        if index not in used
        and x0 - SLACK <= word.centre <= x1 + SLACK
        and label.top - SLACK <= word.top
        and word.middle < bottom
        and not _continues(word, label)
    ]
    return Cell(x0, label.top, x1, bottom, tuple(text_lines(words)))


def _continues(word: Word, label: Label) -> bool:
    """Words on the label's own line that belong to it but to no known label: '(for Block 39)'."""
    return word.top < label.bottom - 0.3 * word.height and word.x0 < label.x0


def column_range(page: Page, label: Label, labels: list[Label]) -> tuple[float, float]:
    """From which x to which x the label's cell reaches."""
    middle = (label.top + label.bottom) / 2
    edges = [rule.x0 for rule in page.rules if not rule.horizontal and rule.top - 1 <= middle <= rule.bottom + 1]
    left = max((x for x in edges if x <= label.x0 + SLACK), default=None)
    right = min((x for x in edges if x >= label.x1 - SLACK), default=None)
    beside = [other for other in labels if abs(other.top - label.top) <= ROW_TOLERANCE and other is not label]
    if left is None:
        left = label.x0 - 8
    if right is None:
        following = [other.x0 - 3 for other in beside if other.x0 > label.x1]
        right = min(following, default=page.width)
    return left, right


def _below(page: Page, label: Label, labels: list[Label], x0: float, x1: float) -> float:
    """The y at which the cell ends: the next line across it, or the next label under it."""
    across = [
        rule.top
        for rule in page.rules
        if rule.horizontal and rule.top > label.bottom and rule.x0 <= x0 + 6 and rule.x1 >= min(x1, rule.x0 + 1e9) - 6
    ]
    under = [
        other.top - 1
        for other in labels
        if other.top > label.bottom + 2 and other.x0 < x1 - SLACK and other.x1 > x0 + SLACK
    ]
    return min([*across, *under], default=page.height)


def text_lines(words: list[Word]) -> list[tuple[Word, ...]]:
    """The words as lines, each from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        if lines and abs(word.middle - _middle(lines[-1])) < 0.6 * word.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [tuple(sorted(line, key=lambda word: word.x0)) for line in lines]


def _middle(line: list[Word]) -> float:
    return sum(word.middle for word in line) / len(line)
