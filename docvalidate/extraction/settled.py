"""Figures of a scan that the paper's own arithmetic settles: 3629 among 866.3 and 572.0 is 362.9, if the total closes.

Only lines on scanned pages, and only where the printed total of the column closes to the digit with what is put in
their place: decimal points that most of the column prints and some lines lack, or one digit of one doubtful figure.
What does not close stays as it was read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from docvalidate.domain.document import Document, LineItem, Value
from docvalidate.extraction.table.arithmetic import closes
from docvalidate.reference.scans import other_digits

COLUMNS = {
    "gross_weight_kg": ("gross_weight_kg",),
    "net_weight_kg": ("net_weight_kg",),
    "package_count": ("package_count",),
    "amount": ("subtotal", "total_amount"),
}
"""The columns with the header fields that print their sums."""
FACTORS = ("quantity", "unit_price", "amount")
AS_SIGN = ("5", "8", "6")
"""What the sign of dollars or euros before a figure is read as."""
HABIT = 0.6
"""This share of a column's figures prints as many decimals: then all do."""
FEWEST = 3
DOUBTFUL = 0.8
"""A figure read less surely may have a digit misread (scores before they are calibrated)."""
SETTLED = 0.85
CENT = Decimal("0.005")


def settled(document: Document) -> Document:
    """The document with such figures set; `agreed` then names the arithmetic."""
    if not document.scanned or len(document.line_items) < FEWEST:
        return document
    items = [dict(item) for item in document.line_items]
    _settle_lines(items, set(document.scanned))
    for name, totals in COLUMNS.items():
        printed = [value.number for total in totals if (value := document.get(total)) is not None and value.number]
        values = [item[name] for item in items if name in item and item[name].number is not None]
        if printed and len(values) == len(items):
            _settle(items, name, [total for total in printed if total is not None], set(document.scanned))
    return document.model_copy(update={"line_items": items})


def _settle_lines(items: list[LineItem], scanned: set[int]) -> None:
    """Lines that multiply out only with a point put back, or a sign of currency taken off: 4,300 at 551 are 23,693.00.

    Where most lines multiply out as they are; a line that does so only for a dozen or a thousand is looked at too.
    """
    full = [item for item in items if all(name in item and item[name].number for name in FACTORS)]
    open_ = [item for item in full if not closes(*(item[name].number or Decimal(0) for name in FACTORS))]
    if not open_ or len(open_) * 2 > len(full):
        return
    decimals = {name: _usual_decimals([item[name] for item in full]) for name in FACTORS}
    for item in open_:
        if item["amount"].page not in scanned:
            continue
        options = [_with_points(item[name], decimals[name]) for name in FACTORS]
        found = [trio for trio in product(*options) if closes(*trio)]
        if len(found) == 1:
            for name, number in zip(FACTORS, found[0], strict=True):
                confidence = item[name].confidence if number == item[name].number else SETTLED
                update = {"value": number, "confidence": max(confidence, SETTLED), "agreed": ["table", "arithmetic"]}
                item[name] = item[name].model_copy(update=update)


def _with_points(value: Value, usual: int) -> list[Decimal]:
    """The figure as read; with the point that its column prints; with its mark as one of thousands; and without its
    first digit, if that may be the sign of its currency."""
    number, raw = value.number or Decimal(0), value.raw.strip()
    options = [number]
    if usual and re.fullmatch(r"\d{2,}", raw):
        options.append(number.scaleb(-usual))
    if not usual and re.fullmatch(r"\d{1,3}[.,]\d{3}", raw):
        options.append(Decimal(re.sub(r"\D", "", raw)))
    if raw[:1] in AS_SIGN and len(raw) > len("5.0"):
        digits = re.sub(r"\D", "", raw)
        options.append(number - Decimal(digits[0]) * 10 ** (len(digits) - _places(number) - 1))
    return list(dict.fromkeys(options))


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _usual_decimals(values: list[Value]) -> int:
    usual, count = Counter(_decimals(value.raw) for value in values).most_common(1)[0]
    return usual if count >= HABIT * len(values) else 0


def _settle(items: list[LineItem], name: str, totals: list[Decimal], scanned: set[int]) -> None:
    values = [item[name] for item in items]
    if _closes(values, {}, totals):
        return
    found = [change for change in _changes(values, scanned) if change and _closes(values, change, totals)]
    if len(found) == 1:
        for place, number in found[0].items():
            update = {"value": number, "confidence": SETTLED, "agreed": ["table", "arithmetic"]}
            items[place][name] = values[place].model_copy(update=update)


def _closes(values: list[Value], change: dict[int, Decimal], totals: list[Decimal]) -> bool:
    numbers = [change.get(place, value.number or Decimal(0)) for place, value in enumerate(values)]
    return any(abs(sum(numbers, Decimal(0)) - total) <= CENT for total in totals)


def _changes(values: list[Value], scanned: set[int]) -> Iterator[dict[int, Decimal]]:
    """What may be put in place of which lines: lost points together, or one digit."""
    open_ = [place for place, value in enumerate(values) if value.page in scanned]
    points = _lost_points(values, open_)
    yield points
    for place in open_:
        number = points.get(place, values[place].number)
        if values[place].confidence < DOUBTFUL and number is not None:
            for text in other_digits(f"{number:f}"):
                yield {**points, place: Decimal(text)}


def _lost_points(values: list[Value], open_: list[int]) -> dict[int, Decimal]:
    """The figures without a point in a column that prints decimals, with their point."""
    usual = _usual_decimals(values)
    if not usual:
        return {}
    return {
        place: number.scaleb(-usual)
        for place in open_
        if (number := values[place].number) is not None and re.fullmatch(r"\d{2,}", values[place].raw.strip())
    }


def _decimals(raw: str) -> int:
    """How many digits stand behind the last mark; three behind the only mark may be thousands, and count as none."""
    match = re.search(r"[.,](\d+)\D*$", raw)
    return len(match[1]) if match and len(match[1]) != 3 else 0
