"""What stands beside and below a label."""

from __future__ import annotations

from docvalidate.extraction.label import Label, is_label
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.text import is_cjk


def columnar(layout: Layout, label: Label) -> bool:
    """Whether labels stand in a row over a row of values, flush left: then the value is below, not beside."""
    if any(p.text[:1] in ":：" for p in layout.rows[label.phrase.row] if p.x0 >= label.phrase.x1):
        return False
    lower = below(layout, label)
    if not lower or abs(lower[0].x0 - label.phrase.x0) > 4 or label.phrase.words[0].cell is not None:
        return False
    beside = [p for p in layout.rows[label.phrase.row] if p.x0 > label.phrase.x1]
    if not beside or (
        any(c.isdigit() for c in beside[0].text) or (beside[0].text.isupper() and len(beside[0].text) <= 3)
    ):
        return False
    return bool(beside) and any(abs(p.x0 - beside[0].x0) < 4 for p in layout.rows[lower[0].row])


def right_of(layout: Layout, label: Label) -> Phrase | None:
    """The phrase beside a label, where no other label stands between."""
    if not label.alone:
        return None
    lines = [phrase for phrase in (label.phrase, label.phrase.twin, label.tail) if phrase is not None]
    sources = sorted(lines, key=lambda phrase: phrase.row)
    best: Phrase | None = None
    for source in sources:
        for phrase in (p for row in layout.rows[max(0, source.row - 2) : source.row + 3] for p in row):
            overlap = min(phrase.bottom, source.bottom) - max(phrase.top, source.top)
            near = phrase.x0 >= source.x1 - 1 and overlap > 0.3 * min(phrase.height, source.height)
            near = near and any(c.isalnum() for c in phrase.text) and not _translates(layout, phrase)
            if label.tail is not None and not near:
                middle = (label.phrase.top + label.tail.bottom) / 2
                near = phrase.x0 >= source.x1 - 1 and phrase.top <= middle <= phrase.bottom
            if near and (best is None or phrase.x0 < best.x0):
                best = phrase
        if best is not None:
            break
    far = 0.75 if len(layout.rows[label.phrase.row]) == 2 else 0.45
    if best is None or is_label(best) or best.x0 - label.phrase.x1 > far * layout.page.width:
        return None
    return best


def _translates(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase stands between a label and a colon, and says the label in Chinese: SHIPMENT BY 船/機 : …"""
    row = layout.rows[phrase.row]
    behind = any(p.x0 >= phrase.x1 and p.text[:1] in ":：" for p in row)
    return behind and is_cjk(phrase.text) and not any(c.isascii() and c.isalnum() for c in phrase.text)


def below(layout: Layout, label: Label, *, lines: int = 1) -> list[Phrase]:
    """The phrases under a label, within its column or ruled cell, nearest first; none beyond another label."""
    source = label.tail or label.phrase
    limit = _right_limit(layout, label)
    cell = label.phrase.cell
    left = min(label.phrase.x0, source.x0)
    found: list[Phrase] = []
    bottom, reach = source.bottom, max(label.phrase.x1, source.x1)
    for row in layout.rows[source.row + 1 :] if source.row + 1 < len(layout.rows) else []:
        for phrase in row:
            if phrase.x1 <= left - 1 or phrase.x0 >= limit - 1 or phrase.top < source.bottom - 0.4 * source.height:
                continue
            if phrase.x0 > reach + 12 and cell is None:
                continue
            if cell is not None and phrase.cell is not None and phrase.cell != cell and _bounded(layout, cell):
                if not found and label.alone and _cell_below(cell, phrase.cell):
                    return [] if is_label(phrase) else [phrase]
                return found
            if phrase.x0 < left - 25 and cell is None:
                return found
            gap = phrase.top - bottom
            if gap > (2.2 if not found else 1.4) * max(phrase.height, source.height) and not (
                cell is not None and not found
            ):
                return found
            if is_label(phrase):
                return found
            found.append(phrase)
            bottom = max(bottom, phrase.bottom)
            reach = max(reach, phrase.x1)
        if len({p.row for p in found}) >= lines:
            break
    return found


def _bounded(layout: Layout, cell: tuple[float, float, float, float]) -> bool:
    """Whether a cell is a box of a form and not the frame of the page."""
    return (cell[3] - cell[1]) < 0.4 * layout.page.height


def _cell_below(upper: tuple[float, float, float, float], lower: tuple[float, float, float, float]) -> bool:
    return abs(upper[3] - lower[1]) < 3 and abs(upper[0] - lower[0]) < 4 and abs(upper[2] - lower[2]) < 4


def _right_limit(layout: Layout, label: Label) -> float:
    """Where the column of a label ends: at the next phrase of its row, at its cell's right edge, at the page's end."""
    phrase = label.phrase
    limit = layout.page.width
    if phrase.cell is not None and phrase.cell[2] - phrase.cell[0] < 0.95 * layout.page.width:
        limit = min(limit, phrase.cell[2])
    for other in layout.rows[phrase.row]:
        if other.x0 > phrase.x1 and other.x0 < limit:
            limit = other.x0
    return limit
