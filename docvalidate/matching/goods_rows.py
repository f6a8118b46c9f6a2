"""The rows of a paper that are goods: a total, a table's numbering and another table's rows, read with it, are not.

Told by what the rows say of one another, not by their words. Only what is matched and judged is without them; what was
read stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from docvalidate.domain.document import Document, LineItem, Value, usable

SUMMED = ("amount", "package_count", "net_weight_kg", "gross_weight_kg", "quantity")
"""Columns that a row of totals adds up."""
HEADS = {"amount": "subtotal"}
"""The head's field for a column's total, where it bears another name."""
NAMING = ("description", "part_number", "hts_number")


def goods_only(document: Document) -> Document:
    """The document without rows that are no goods; a column's total in such a row counts as the head's where that has
    none."""
    items = list(document.line_items)
    if len(items) < 3:
        return document
    place = _total_row(items)
    fields = dict(document.fields)
    if place is not None:
        row = items.pop(place)
        for name in SUMMED:
            head = HEADS.get(name, name)
            if name != "quantity" and head not in fields and (value := usable(row, name)) is not None:
                fields[head] = value
    items = _without_repeats(_without_stray(document, items))
    if len(items) == len(document.line_items):
        return document
    return document.model_copy(update={"line_items": items, "fields": fields})


def _total_row(items: Sequence[LineItem]) -> int | None:
    """The last row, if each of its figures is the sum of the rows above it, in two columns at least."""
    *rows, last = items
    hits = 0
    for name in SUMMED:
        total, values = _number(last, name), [_number(row, name) for row in rows]
        known = [one for one in values if one is not None]
        if total is None or len(known) < len(values):
            continue
        if abs(sum(known, Decimal(0)) - total) > Decimal("0.01") * len(known):
            return None
        hits += total > 0
    return len(items) - 1 if hits >= 2 else None


def _without_stray(document: Document, items: list[LineItem]) -> list[LineItem]:
    """Without the one row that is not described, or does not multiply out, where the others add up to the printed sum
    and just its amount keeps them from it."""
    amounts = [_number(item, "amount") for item in items]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return items
    for name in ("subtotal", "total_amount"):
        printed = document.get(name)
        if printed is None or printed.number is None:
            continue
        over = sum(known, Decimal(0)) - printed.number
        places = [place for place, amount in enumerate(known) if amount == over != 0 and _odd(items[place])]
        if len(places) == 1:
            return [item for place, item in enumerate(items) if place != places[0]]
    return items


def _odd(item: LineItem) -> bool:
    """No line of an invoice: without a description, or not its quantity times its price."""
    quantity, price, amount = (_number(item, name) for name in ("quantity", "unit_price", "amount"))
    if usable(item, "description") is None:
        return True
    if quantity is None or price is None or amount is None:
        return False
    return abs(quantity * price - amount) > max(amount / 100, Decimal("0.05"))


def _without_repeats(items: list[LineItem]) -> list[LineItem]:
    """Without rows that have no amount and say again what a row with an amount says: another table's rows."""
    priced = {key for item in items if usable(item, "amount") is not None and (key := _key(item)) is not None}
    kept = [item for item in items if usable(item, "amount") is not None or _key(item) not in priced]
    return kept if len(kept) * 3 >= len(items) else items


def _key(item: LineItem) -> tuple[str, Decimal] | None:
    named: Value | None = usable(item, "part_number") or usable(item, "description")
    quantity = _number(item, "quantity")
    return (named.text.casefold(), quantity) if named is not None and quantity is not None else None


def _number(item: LineItem, name: str) -> Decimal | None:
    value = usable(item, name)
    return value.number if value is not None else None
