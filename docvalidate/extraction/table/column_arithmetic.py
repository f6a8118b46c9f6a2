"""Columns named by what their cells do with one another: a range and its count, price times quantity is the amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, permutations, product

from docvalidate.extraction import numerals
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.packages import TO
from docvalidate.extraction.table.arithmetic import PER, closes
from docvalidate.extraction.table.columns import kind_of, options
from docvalidate.extraction.table.head import Head

_TO = rf"{TO}|\s*/\s*"
"""Where a count must agree, a stroke may stand for it, too: 21/77 | 57."""


def rises(text: str) -> bool:
    """Whether a cell is a range of numbers, as of cartons: 54-97."""
    match = re.fullmatch(rf"(\d{{1,4}})(?:{_TO})(\d{{1,4}})", text)
    return match is not None and int(match[1]) < int(match[2]) and (len(match[1]) < 4 or len(match[2]) > 2)


def name_counted_ranges(head: Head, cells: Sequence[Sequence[str]], habits: Habits) -> None:
    """Two columns of which one counts what the other ranges over are packages, whatever their heads: 2-30 | 29."""
    if _name_from_to(head, cells, habits) or {"package_count", "_carton_numbers"} <= head.kinds:
        return
    quantities = sum(column.kind == "quantity" for column in head.columns)
    spans = [[_spanned(text) for text in texts] for texts in cells]
    ranged = [
        i
        for i, texts in enumerate(cells)
        if any(span and rises(text) for span, text in zip(spans[i], texts, strict=True))
    ]
    for index, other in product(ranged, range(len(cells))):
        if index == other or (head.columns[other].kind == "quantity" and quantities == 1):
            continue  # where every piece is packed by itself
        pairs = [
            (span, _number(text, habits))
            for span, text in zip(spans[index], cells[other], strict=True)
            if span and text
        ]
        met = [span for span, counted in pairs if span == counted]
        if len(set(met)) >= 2 and len(met) >= _COUNTED * len(pairs):
            _settle_packages(head, (index,), other)
            return


def _settle_packages(head: Head, numbers: Sequence[int], count: int) -> None:
    """Names the columns of package numbers and of their count; a head that was taken for it means what else it says."""
    for column in head.columns:
        if column.kind in ("_carton_numbers", "package_count"):
            own, _ = kind_of(column.own)
            column.kind = None if own in ("_carton_numbers", "package_count") else own
    for at in numbers:
        head.columns[at].settle("_carton_numbers")
    head.columns[count].settle("package_count")


def _name_from_to(head: Head, cells: Sequence[Sequence[str]], habits: Habits) -> bool:
    """The same where the first and the last number stand in columns of their own: 40 | 59 | … | 20."""
    numbers = [[int(text) if re.fullmatch(r"\d{1,5}", text) else None for text in texts] for texts in cells]
    for first, (begin, end) in enumerate(pairwise(numbers)):
        pairs = [(a, b) for a, b in zip(begin, end, strict=True) if a is not None and b is not None]
        follow = sum(b[0] == a[1] + 1 for a, b in pairwise(pairs))
        if len(pairs) < _ROWS or follow < len(pairs) - 1 or any(a > b for a, b in pairs):
            continue
        for other in (i for i in range(len(cells)) if i not in (first, first + 1)):
            counts = [_number(text, habits) for text in cells[other]]
            spans = [b - a + 1 if a is not None and b is not None else None for a, b in zip(begin, end, strict=True)]
            met = sum(n is not None and n == counted for n, counted in zip(spans, counts, strict=True))
            if met >= _COUNTED * len(pairs):
                _settle_packages(head, (first, first + 1), other)
                return True
    return False


_ROWS = 2
"""Rows in which the numbers of packages must follow one another, at least."""


_LOOSE = frozenset({"quantity", "_quantity_each", "unit", "_other", None})
"""What heads of quantities are taken for: Each, In all."""


def name_multiplied(head: Head, cells: Sequence[Sequence[str]], habits: Habits) -> None:
    """Of two columns of quantities, the one that times the packages is the other holds what a package holds."""
    loose = _LOOSE if "amount" in head.kinds else _LOOSE | {"unit_price"}
    quantities = [i for i, c in enumerate(head.columns) if c.kind in loose or loose & set(c.meanings)]
    packages = next((i for i, column in enumerate(head.columns) if column.kind == "package_count"), None)
    if packages is None or len(quantities) < 2:
        return
    for each, whole in permutations(quantities, 2):
        rows = [[_number(cells[i][at], habits) for i in (packages, each, whole)] for at in range(len(cells[each]))]
        full = [(n, e, w) for n, e, w in rows if n is not None and e is not None and w is not None]
        met = [n for n, e, w in full if n * e == w]
        if any(n > 1 for n in met) and len(met) >= _COUNTED * len(full):
            for at, kind in ((each, "_quantity_each"), (whole, "quantity")):
                head.columns[at].settle(kind)
            return


def name_contents(head: Head, cells: Sequence[Sequence[str]], habits: Habits) -> None:
    """Contents that packages divide are of all of a line's packages: 6 cartons | 150; of one: 6 cartons | 25."""
    packages = next((i for i, column in enumerate(head.columns) if column.kind == "package_count"), None)
    if packages is None or "quantity" in head.kinds:
        return
    for index, column in enumerate(head.columns):
        if column.kind != "_quantity_each" or "_quantity_each" not in options(column)[1:]:
            continue
        pairs = [(_number(n, habits), _number(c, habits)) for n, c in zip(cells[packages], cells[index], strict=True)]
        full = [(n, c) for n, c in pairs if n is not None and c is not None and n > 1]
        if full and sum(c % n == 0 for n, c in full) >= _DIVIDED * len(full):
            column.settle("quantity")


_DIVIDED = 0.7
"""The share of the rows whose contents their packages divide."""
_COUNTED = 0.8
"""The share of the rows in which a range and its count must agree."""


def _spanned(text: str) -> int | None:
    """How many numbers a cell's range spans; one, where it is a number."""
    match = re.fullmatch(rf"(\d{{1,5}})(?:(?:{_TO})(\d{{1,5}}))?", text.strip())
    return max(0, int(match[2] or match[1]) - int(match[1]) + 1) if match else None


def name_priced(head: Head, cells: Sequence[Sequence[str]], habits: Habits) -> None:
    """Where quantity, price and amount do not close under their heads, the columns in which they do."""
    figures: dict[int, list[Decimal | None]] = {}
    for index, column in enumerate(head.columns):
        if column.kind in ("line_number", "part_number", "hts_number", "description", "country_of_origin"):
            continue
        numbers = [_number(text, habits) for text in cells[index]]
        if sum(n is not None for n in numbers) >= 0.6 * max(1, len(numbers)):
            figures[index] = numbers
    by_kind = {column.kind: index for index, column in enumerate(head.columns)}
    now = tuple(by_kind.get(kind, -1) for kind in ("quantity", "unit_price", "amount"))
    if len(figures) < 3 or not cells or len(figures) > 12:
        return
    here = _closing(figures, now) if all(i in figures for i in now) else 0
    rows = len(cells[0])
    if here >= 0.5 * rows or not ({"unit_price", "amount"} & set(by_kind)):
        return
    best, most = now, float(here)
    for trio in permutations(figures, 3):
        count = _closing(figures, trio) * (1 - 0.1 * _conflicts(head, trio))
        kept = sum(a == b for a, b in zip(trio, now, strict=True))
        nearer = count == most > 0 and kept > sum(a == b for a, b in zip(best, now, strict=True))
        enough = count >= max(2, 0.7 * rows) or (rows == 1 and count == 1 and kept >= 1)
        if enough and (count > most or nearer):
            best, most = trio, count
    if best == now:
        return
    for index, kind in zip(best, ("quantity", "unit_price", "amount"), strict=True):
        for column in head.columns:
            if column.kind == kind:
                column.kind = "_other"
        head.columns[index].kind = kind


def _conflicts(head: Head, trio: Sequence[int]) -> int:
    """How many of three columns have heads that say something else: Cases × Kg/case = Net kg closes, too."""
    asked = ("quantity", "unit_price", "amount")
    named = (head.columns[index] for index in trio)
    return sum(c.exact and c.kind != kind for c, kind in zip(named, asked, strict=True))


def _number(text: str, habits: Habits) -> Decimal | None:
    found = numerals.find(text, habits.convention)
    return found[0].value if found and found[0].value > 0 else None


def _closing(figures: dict[int, list[Decimal | None]], trio: Sequence[int]) -> int:
    count = 0
    for q, p, a in zip(*(figures[i] for i in trio), strict=True):
        if q and p and a and p != 1 and q != 1 and any(closes(q, p, a, per) for per in PER[:3]):
            count += 1
    return count
