"""The head of a line-item table: one to four rows whose words name columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docvalidate.domain.page import Word
from docvalidate.extraction.layout import Grid, Layout, Phrase, rows_of
from docvalidate.extraction.lexicon import canonical, columns, labels
from docvalidate.extraction.table.columns import (
    BRACKETS,
    Column,
    HeadCell,
    ambiguous,
    column_for,
    kind_of,
    options,
    without_brackets,
)
from docvalidate.extraction.table.sum_labels import is_strip
from docvalidate.extraction.text import tokenise
from docvalidate.reference import currencies, units

GOODS = frozenset({"description", "part_number", "hts_number"})


FIGURES = frozenset({"quantity", "amount", "unit_price", "net_weight_kg", "gross_weight_kg", "package_count"})


_MAX_ROWS = 5


_MIN_COVER = 0.7


@dataclass(slots=True)
class Head:
    """A table's head on one page."""

    columns: list[Column]
    top: float
    bottom: float
    x0: float
    x1: float
    rows: list[int] = field(default_factory=list)
    below: Head | None = None
    """The head of the items' second row, where a row of heads names what stands there."""
    leading_codes: bool = False
    """Whether the descriptions begin with a part number that has no column of its own."""

    @property
    def kinds(self) -> set[str]:
        return {column.kind for column in self.columns if column.kind}


def find_heads(layout: Layout) -> list[Head]:
    """Every table head of a page, from top to bottom."""
    heads: list[Head] = []
    for index, row in enumerate(layout.rows):
        if _promise([phrase.words for phrase in row]) < 2 or sum(_figure(p.text) for p in row) > 0.4 * len(row):
            continue
        if is_strip(row):
            continue
        head = _head_at(layout, index)
        if head is None:
            continue
        head = _two_storeys(layout, head) or head
        _adopt_groups(layout, head)
        if heads and set(heads[-1].rows) & set(head.rows):
            if _score(head) > _score(heads[-1]):
                heads[-1] = head
        else:
            heads.append(head)
    return heads


def _adopt_groups(layout: Layout, head: Head) -> None:
    """Takes in the row of groups over a head; one with figures of its own under it is a column: QTY INVOICED."""
    above = head.rows[0] - 1
    if above < 0 or len(head.rows) > 2 or len(head.columns) < 5 or head.below is not None:
        return
    row = layout.rows[above]
    height = head.bottom - head.top
    inside = all(head.x0 - height < p.x0 and p.x1 < head.x1 + height for p in row)
    near = min(p.top for p in layout.rows[head.rows[0]]) - max(p.bottom for p in row) < 0.9 * height
    if not (1 < len(row) < len(head.columns)) or not inside or not near or any(_figure(p.text) for p in row):
        return
    taken = [(column.x0, column.x1) for column in head.columns]
    body = [p for r in layout.rows[head.rows[-1] + 1 : head.rows[-1] + 6] for p in r if _figure(p.text)]
    added: list[Column] = []
    joined = False
    for phrase in row:
        touched = [column for column in head.columns if column.x0 < phrase.x1 and column.x1 > phrase.x0]
        if touched:
            if len(touched) == 1 and touched[0].kind is None:
                kind, exact = kind_of(f"{phrase.text} {touched[0].head}")  # UNIT OF over SALE
                touched[0].kind, touched[0].exact, joined = kind, exact, joined or kind is not None
            continue
        under = [p for p in body if phrase.x0 < (p.x0 + p.x1) / 2 < phrase.x1]
        if len([p for p in under if not any(x0 < p.x1 and x1 > p.x0 for x0, x1 in taken)]) > 1:
            added.append(column_for(HeadCell(list(phrase.words))))
    if not added and not joined:
        return
    head.columns = sorted([*head.columns, *added], key=lambda column: column.x0)
    head.rows, head.top = [above, *head.rows], min(p.top for p in row)


def _two_storeys(layout: Layout, head: Head) -> Head | None:
    """Two rows of heads that do not complete one another: the second names what stands in the items' second row."""
    second = head.rows[0] + 1
    if len(head.rows) > 2 or len(head.columns) < 4 or second >= len(layout.rows):
        return None
    if any(_figure(p.text) for p in layout.rows[second]):
        return None
    figures = _figures_below(layout, head.rows[0], second)
    if figures is not None and len(head.rows) == 2:
        return figures
    upper, lower = _build(layout, head.rows[0], head.rows[0]), _build(layout, second, second, loose=True)
    if upper is None or lower is None or lower.top - upper.bottom > upper.bottom - upper.top:
        return None
    unknown = [column for column in lower.columns if not column.exact]
    if len(head.rows) == 1 and unknown and not (len(unknown) == 1 and _alternates(layout, second, upper, lower)):
        return None
    exact = sum(c.exact for c in upper.columns) + sum(c.exact for c in lower.columns)
    named = [c.kind for c in lower.columns if c.exact and c.kind and not c.kind.startswith("_")]
    if exact < sum(c.exact for c in head.columns) + len(named) or len(named) < 2:
        return None
    apart = len(lower.columns) >= 3 and not upper.kinds & lower.kinds and set(named) <= _LOWER
    if set(named) & FIGURES and not (apart and _alternates(layout, second, upper, lower)):
        return None
    if len(unknown) == 1 and unknown[0].kind is None and "description" not in upper.kinds | lower.kinds:
        unknown[0].kind = "description"  # what names no figure, code or origin names the goods
    upper.rows, upper.bottom, upper.below = [head.rows[0], second], lower.bottom, lower
    return upper


_LOWER = frozenset({*GOODS, "country_of_origin", "net_weight_kg", "gross_weight_kg", "package_count"})
"""What the second row of an item may hold; its quantity, price and amount stand in the first."""


def _alternates(layout: Layout, second: int, upper: Head, lower: Head) -> bool:
    """Whether the first item stands in two rows, each filled like the head that would name it."""
    rows = layout.rows[second + 1 : second + 3]
    if len(rows) < 2:
        return False
    filled = [
        sum(1 for c in head.columns if any(p.x0 < c.x1 + 3 and p.x1 > c.x0 - 3 for p in row)) / len(head.columns)
        for head, row in zip((upper, lower), rows, strict=True)
    ]
    return min(filled) >= 0.75


def _figures_below(layout: Layout, first: int, second: int) -> Head | None:
    """A row that names the goods over a row that names their figures: Item | Material over Qty | Unit | Price."""
    upper, lower = (_build(layout, row, row, loose=True) for row in (first, second))
    if upper is None or lower is None or lower.top - upper.bottom > upper.bottom - upper.top:
        return None
    exact = all(column.exact for column in [*upper.columns, *lower.columns])
    if not exact or upper.kinds & FIGURES or len(upper.kinds & (GOODS | {"line_number"})) < 2:
        return None
    if len(lower.kinds & FIGURES) < 3 or lower.kinds & GOODS:
        return None
    lower.rows, lower.top, lower.below = [first, second], upper.top, upper
    return lower


def _promise(groups: Sequence[Sequence[Word]]) -> int:
    """How many different columns the words of a row name; 0 where most of the row names none."""
    kinds: set[str] = set()
    named = total = 0
    for group in groups:
        tokens = canonical(tokenise(BRACKETS.sub(" ", " ".join(word.text for word in group))))
        hits = columns().scan(tokens)
        total += max(1, len(tokens))
        named += sum(hit.end - hit.start for hit in hits)
        for hit in hits:
            kinds.add(f"{hit.meanings[0]}{hit.start if hit.meanings[0] == '_other' else ''}")
    return len(kinds) if named >= 0.5 * total else 0


def _head_at(layout: Layout, seed: int) -> Head | None:
    """The best head that contains row `seed`: with the rows under and over it that belong to it."""
    best: Head | None = None
    best_score = 0.0
    for first in range(seed, max(-1, seed - 2), -1):
        for last in range(seed, min(len(layout.rows), seed + _MAX_ROWS)):
            if last - first >= _MAX_ROWS or not _together(layout, first, last, seed):
                continue
            head = _build(layout, first, last)
            if head is None:
                continue
            extra = [i for i in range(first, last + 1) if i != seed]
            named = sum(
                1
                for i in extra
                if _promise([p.words for p in layout.rows[i]]) >= 2
                or _only_units(layout.rows[i])
                or _completes(head, layout.rows[i])
            )
            score = _score(head) + 0.3 * named - 0.05 * (len(extra) - named)
            if score > best_score + 1e-6:
                best, best_score = head, score
    return best


def _completes(head: Head, row: Sequence[Phrase]) -> bool:
    """Whether every word of a row ends a head that is a known label with it: `No. of` over `cases`."""
    for word in (w for p in row for w in p.words):
        column = min(head.columns, key=lambda c: abs(c.centre - word.centre))
        if not column.exact or word.text not in column.own:
            return False
    return True


def _only_units(row: Sequence[Phrase]) -> bool:
    """A row of a head that gives units and currencies alone: (USD)  (KGS)."""
    return all(
        without_brackets(p.text) == "" or currencies.find(p.text.strip("()")) or units.code(p.text.strip("()"))
        for p in row
    )


def _together(layout: Layout, first: int, last: int, seed: int) -> bool:
    """Whether rows first…last can be one head: near one another, without figures, not cut by a rule."""
    seed_row = layout.rows[seed]
    x0, x1 = min(p.x0 for p in seed_row), max(p.x1 for p in seed_row)
    height = max(p.height for p in seed_row)
    for index in range(first, last + 1):
        row = layout.rows[index]
        near = [p for p in row if p.x1 > x0 - height and p.x0 < x1 + height]
        figures = [p for p in near if _figure(p.text)]
        coded = len(figures) <= 0.4 * len(near) and all(p.text[:1].isalpha() for p in figures)  # STORE 7033
        if index != seed and figures and not coded:
            return False
        if index > first:
            above = layout.rows[index - 1]
            gap = min(p.top for p in row) - max(p.bottom for p in above)
            if gap > 0.9 * height:
                return False
    if last > first and not layout.grid.empty:
        top = min(p.middle for p in layout.rows[first])
        bottom = max(p.middle for p in layout.rows[last])
        cuts = [y for y in layout.grid.horizontals(x0, x1, 0.8) if top < y < bottom]
        return all(_under_groups(layout, first, last, y) for y in cuts)
    return True


def _under_groups(layout: Layout, first: int, last: int, cut: float) -> bool:
    """Whether a rule inside a head underlines its groups: fewer words stand over it than right below it."""
    over = [i for i in range(first, last + 1) if max(p.middle for p in layout.rows[i]) < cut]
    if len(over) != 1 or over[0] == last:
        return False
    upper, lower = layout.rows[over[0]], layout.rows[over[0] + 1]
    return len(lower) >= 1.4 * len(upper) and _promise([p.words for p in lower]) >= 4


def join_cut(head: Head, body: Sequence[Sequence[Phrase]]) -> None:
    """Joins a column to its left neighbour, from whose head its own was cut off, where text runs over the joint.

    `Description of goods, model` over one column of text is one column.
    """
    for index in range(len(head.columns) - 1, 0, -1):
        left, right = head.columns[index - 1], head.columns[index]
        if not right.cut or not {left.kind, right.kind} <= {"description", "part_number", "_other", None}:
            continue
        over = apart = 0
        for phrase in (p for row in body for p in row):
            behind = next((w for w in phrase.words if w.centre > right.x0), None)
            texts = [phrase.words[0].text, behind.text if behind is not None else ""]
            if left.x0 - 3 <= phrase.x0 < right.x0 - 3 and all(any(c.isalpha() for c in text) for text in texts):
                over += 1
            apart += right.x0 - 3 <= phrase.x0 <= right.x1
        if over >= 2 and over > 2 * apart:
            left.x1, left.head = right.x1, f"{left.head} {right.head}"
            left.meanings, left.exact = tuple(dict.fromkeys([*left.meanings, *right.meanings])), False
            head.columns.pop(index)


def _figure(text: str) -> bool:
    bare = BRACKETS.sub("", text)
    digits = sum(c.isdigit() for c in bare)
    return digits >= 5 or (digits >= 1 and not re.search(r"(?i)\b(hs|hts|2020|2010|a\d)\b", bare))


def _build(layout: Layout, first: int, last: int, *, loose: bool = False) -> Head | None:
    words = [word for index in range(first, last + 1) for phrase in layout.rows[index] for word in phrase.words]
    if not words:
        return None
    cells = _cells(words, layout, first, last)
    found = [column_for(cell) for cell in cells]
    kinds = {column.kind for column in found if column.kind}
    vague = sum(1 for column in found if column.kind in ("line_number", "_other"))
    if not loose and not (kinds & FIGURES and len(found) >= 3 and (kinds & GOODS or vague >= 2)):
        return None
    named = sum(1 for column in found if column.kind or (words[0].cell is not None and tells_document(column.head)))
    if named < _MIN_COVER * len(found):
        return None
    return Head(
        found,
        min(w.top for w in words),
        max(w.bottom for w in words),
        min(w.x0 for w in words),
        max(w.x1 for w in words),
        list(range(first, last + 1)),
    )


def tells_document(head: str) -> bool:
    """Whether a head of a sheet is the label of something of the whole paper, or of a part of it: VENDOR_NAME."""
    tokens = canonical(tokenise(head))
    return bool(labels().whole(tokens) or labels().whole(tokens[:-1]))


def _score(head: Head) -> float:
    """Named columns count, doubles and nameless columns count against; a vague head may mean what is free."""
    taken: set[str] = set()
    doubles = others = 0
    named = 0.0
    for column in sorted(head.columns, key=lambda c: len(options(c))):
        kinds = options(column)
        free = next((kind for kind in kinds if kind not in taken and not kind.startswith("_")), None)
        if free:
            taken.add(free)
            named += 1.0 if column.exact or len(column.meanings) > 1 else 0.6
        elif any(kind.startswith("_") for kind in kinds):
            others += 1
        elif kinds:
            doubles += 1
    nameless = sum(1 for column in head.columns if column.kind is None)
    exact = sum(1 for column in head.columns if column.exact)
    return named + 0.5 * others - 0.6 * doubles - 0.7 * nameless + 0.15 * exact


def _cells(words: list[Word], layout: Layout, first: int, last: int) -> list[HeadCell]:
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
    dangling = canonical(tokenise(upper.words[-1].text))[-1:]
    below = 0 < lower.words[0].middle - upper.words[-1].middle < 2.5 * upper.words[0].height
    near = min(abs(lower.x0 - upper.x1), abs(upper.x0 - lower.x1)) < upper.words[0].height
    return bool(dangling) and dangling[0] in _DANGLING and below and near


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


def _phrases(row: list[Word]) -> list[list[Word]]:
    phrases: list[list[Word]] = []
    for word in row:
        if phrases and word.x0 - phrases[-1][-1].x1 <= 0.6 * word.height:
            phrases[-1].append(word)
        else:
            phrases.append([word])
    return phrases


def _split_by_labels(words: list[Word]) -> list[list[Word]]:
    """Heads set so tight that no gap parts them, parted where one label ends and the next begins."""
    texts = [canonical(tokenise(word.text)) for word in words]
    flat = [token for tokens in texts for token in tokens]
    owner = [index for index, tokens in enumerate(texts) for _ in tokens]
    if not flat or columns().whole(flat):
        return [words]
    if any(any(c in "/&" for c in word.text) and len(word.text) == 1 for word in words[1:-1]):
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
    starts = [0] + [owner[hit.start] for hit in hits[1:]]
    return [words[a:b] for a, b in zip(starts, [*starts[1:], len(words)], strict=True) if a < b]
