"""The words of a table's head by column: by vertical rules, a sheet's cells, or the columns of white between them."""

from __future__ import annotations

import itertools

from docvalidate.domain.page import Word
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, columns
from docvalidate.extraction.phrases import Grid, rows_of
from docvalidate.extraction.table.columns import (
    HeadCell,
    ambiguous,
)
from docvalidate.extraction.text import tokenise
from docvalidate.reference import currencies


def head_cells(words: list[Word], layout: Layout, first: int, last: int) -> list[HeadCell]:
    """The words of a head by column: by vertical rules, else by the columns of white between them."""
    if words[0].cell is not None:
        return _sheet_cells(layout, first, last)
    bottom_row = layout.rows[last]
    rules = _dividers(layout.grid, words, min(p.top for p in bottom_row), max(p.bottom for p in bottom_row))
    if len(rules) >= 3:
        return _ruled_cells(layout, first, last, words, rules)
    groups: list[list[Word]] = [[] for _ in range(len(rules) + 1)]
    for word in words:
        groups[sum(1 for x in rules if x < word.centre)].append(word)
    return [cell for group in groups if group for cell in _by_overlap(group)]


def _sheet_cells(layout: Layout, first: int, last: int) -> list[HeadCell]:
    by_x: dict[float, HeadCell] = {}
    for index in range(first, last + 1):
        for phrase in layout.rows[index]:
            cell = by_x.get(round(phrase.x0))
            if cell is None:
                by_x[round(phrase.x0)] = HeadCell(list(phrase.words))
            else:
                cell.words.extend(phrase.words)
    return [by_x[x] for x in sorted(by_x)]


def _ruled_cells(layout: Layout, first: int, last: int, words: list[Word], rules: list[float]) -> list[HeadCell]:
    """Leaf columns between the rules of the lowest row; a head above several of them helps each to its name."""
    edges = [min(w.x0 for w in words) - 1.0, *rules, max(w.x1 for w in words) + 1.0]
    own: list[list[Word]] = [[] for _ in edges[1:]]
    over: list[list[Word]] = [[] for _ in edges[1:]]
    for index in range(first, last + 1):
        for phrase in layout.rows[index]:
            around = sorted(layout.grid.verticals(phrase.top, phrase.bottom))
            left = max((x for x in around if x <= phrase.x0 + 1.5), default=edges[0])
            right = min((x for x in around if x >= phrase.x1 - 1.5), default=edges[-1])
            leaves = [i for i, (a, b) in enumerate(itertools.pairwise(edges)) if left - 2 < (a + b) / 2 < right + 2]
            if len(leaves) > 1 and index < last:
                for leaf in leaves:
                    over[leaf].extend(phrase.words)
            else:
                for word in phrase.words:
                    own[max(0, min(len(own) - 1, sum(1 for x in rules if x < word.centre)))].append(word)
    cells: list[HeadCell] = []
    for mine, above in zip(own, over, strict=True):
        if mine:
            parts = _split_by_labels(mine) if len(rows_of(mine)) == 1 else [mine]
            cells.extend(HeadCell(part, list(above), cut=part is not parts[0]) for part in parts)
    return cells


def _dividers(grid: Grid, words: list[Word], top: float, bottom: float) -> list[float]:
    x0, x1 = min(w.x0 for w in words), max(w.x1 for w in words)
    found: list[float] = []
    for x in sorted(grid.verticals(top, bottom)):
        if x0 < x < x1 and not (found and x - found[-1] < 2):
            found.append(x)
    return found


def _by_overlap(words: list[Word]) -> list[HeadCell]:
    """Phrases that overlap in x over the rows are one column; a phrase over several columns heads them all."""
    phrases = [phrase for row in rows_of(words) for phrase in _phrases(row)]
    parted = [_parts_of(phrase, phrases) for phrase in phrases]
    firsts = {id(parts[0]) for parts in parted}
    cells: list[HeadCell] = []
    for piece in sorted((piece for parts in parted for piece in parts), key=lambda p: p[-1].x1 - p[0].x0):
        touching = [cell for cell in cells if cell.x0 < piece[-1].x1 and cell.x1 > piece[0].x0]
        if not touching:
            cells.append(HeadCell(list(piece), cut=id(piece) not in firsts))
        elif len(touching) == 1:
            touching[0].words.extend(piece)
        else:
            for cell in touching:
                cell.spanning.extend(piece)
    cells.sort(key=lambda cell: cell.x0)
    _share_groups(cells)
    return _joined_cells(cells)


_DANGLING = frozenset({"of", "and", "&", "per", "de", "y", "und", "et"})


def _joined_cells(cells: list[HeadCell]) -> list[HeadCell]:
    """Cells that are no columns of their own joined to their neighbours.

    A currency over the gap between two columns heads both; the last word of a broken head may stand beside its
    others: `Marks & nos. of` over `PKGS`.
    """
    level = max((cell.words[-1].middle for cell in cells), default=0.0)
    kept: list[HeadCell] = []
    for index, cell in enumerate(cells):
        text = " ".join(word.text for word in cell.words)
        upper = cell.words[-1].middle < level - 0.5 * cell.words[0].height
        if upper and 0 < index < len(cells) - 1 and currencies.find(text.strip("() ")):
            for neighbour in (cells[index - 1], cells[index + 1]):
                neighbour.spanning.extend(cell.words)
            continue
        if kept and _continues(kept[-1], cell):
            kept[-1].words.extend(cell.words)
        elif kept and _continues(cell, kept[-1]):
            cell.words.extend(kept.pop().words)
            kept.append(cell)
        else:
            kept.append(cell)
    return kept


def _continues(upper: HeadCell, lower: HeadCell) -> bool:
    below = 0 < lower.words[0].middle - upper.words[-1].middle < 2.5 * upper.words[0].height
    near = min(abs(lower.x0 - upper.x1), abs(upper.x0 - lower.x1)) < upper.words[0].height
    last = upper.words[-1].text
    dangling = last.endswith("/") or canonical(tokenise(last))[-1:] in ([word] for word in _DANGLING)
    return dangling and below and near


def _share_groups(cells: list[HeadCell]) -> None:
    """A head over one column that stands nearer the middle of two heads both: CARTONS over NOS | QTY."""
    for index, cell in enumerate(cells):
        rows = rows_of(cell.words)
        if len(rows) < 2:
            continue
        upper, lower = rows[0], rows[-1]
        centre = (upper[0].x0 + upper[-1].x1) / 2
        x0, x1 = lower[0].x0, lower[-1].x1
        for other in (
            cells[index + 1 : index + 2] if centre > (x0 + x1) / 2 else cells[index - 1 : index] if index else []
        ):
            alone = len(rows_of(other.words)) == 1 and not other.spanning
            level = abs(other.words[0].middle - lower[0].middle) < 0.5 * lower[0].height
            joint = (min(x0, other.x0) + max(x1, other.x1)) / 2
            if alone and level and abs(joint - centre) < abs((x0 + x1) / 2 - centre):
                other.spanning.extend(upper)


def _parts_of(phrase: list[Word], phrases: list[list[Word]]) -> list[list[Word]]:
    """A phrase parted by its labels, unless a line of the same head runs under the joint: CANT. NO. over OF UNITS."""
    parts = _split_by_labels(phrase)
    for left, right in itertools.pairwise(parts):
        joint0, joint1 = left[-1].x1, right[0].x0
        for other in phrases:
            inside = phrase[0].x0 - 6 <= other[0].x0 and other[-1].x1 <= phrase[-1].x1 + 6
            if other is not phrase and inside and other[0].x0 < joint0 and other[-1].x1 > joint1:
                return [phrase]
    return parts


_BLANK = 0.62
"""A blank's width at most, in heights of the words beside it; that of typewriters is 0.6."""


def _phrases(row: list[Word]) -> list[list[Word]]:
    phrases: list[list[Word]] = []
    for word in row:
        if phrases and word.x0 - phrases[-1][-1].x1 <= _BLANK * word.height:
            phrases[-1].append(word)
        else:
            phrases.append([word])
    return phrases


_JOINS = frozenset("/&")
"""What joins two labels to one head: Style / SKU."""


def _split_by_labels(words: list[Word]) -> list[list[Word]]:
    """Heads set so tight that no gap parts them, parted where one label ends and the next begins."""
    texts = [canonical(tokenise(word.text)) for word in words]
    flat = [token for tokens in texts for token in tokens]
    owner = [index for index, tokens in enumerate(texts) for _ in tokens]
    if not flat or columns().whole(flat):
        return [words]
    hits = list(columns().scan(flat))
    kinds = [hit.meanings[0] for hit in hits]
    meant = [set(ambiguous().get(" ".join(flat[h.start : h.end]), (h.meanings[0],))) for h in hits]
    one = {"hts_number"} in meant and all("hts_number" in other for other in meant)  # CÓDIGO NCM
    if (
        len(hits) < 2
        or len(set(kinds)) < 2
        or one
        or "and" in flat
        or sum(h.end - h.start for h in hits) < 0.6 * len(flat)
    ):
        return [words]
    firsts = [owner[hit.start] for hit in hits[1:]]
    starts = [
        0,
        *(first for first in firsts if words[first - 1].text not in _JOINS and words[first].text not in _JOINS),
    ]
    return [words[a:b] for a, b in itertools.pairwise([*starts, len(words)]) if a < b]
