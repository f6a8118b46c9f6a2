"""The lines of a group in words and in evidence, and how sure what was read of them is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from docvalidate.domain.document import LineItem, Value, usable
from docvalidate.domain.finding import Evidence
from docvalidate.domain.shipment import LineGroup, LineRef, Shipment
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import on_paper, pages_of


def line_number(shipment: Shipment, ref: LineRef) -> str:
    """The line's printed number, else its place counted from 1."""
    printed = shipment.value(ref, "line_number")
    return f"{printed.number:f}" if printed is not None and printed.number is not None else str(ref.line + 1)


def lines_in_words(shipment: Shipment, refs: Sequence[LineRef], values: Sequence[Value | None] = ()) -> str:
    """`invoice line 4 (p. 2)`, `the invoice lines 4 and 7 (p. 1, 2)`, with the number where there are two invoices."""
    numbers = listed([line_number(shipment, ref) for ref in refs], 8)
    text = f"invoice line {numbers}" if len(refs) == 1 else f"the invoice lines {numbers}"
    documents = {ref.document for ref in refs}
    if len(shipment.invoices) > 1 and len(documents) == 1:
        number = shipment.documents[refs[0].document].get("invoice_number")
        text += f" of {number.raw}" if number is not None else ""
    return text + pages_of([value for value in values if value is not None])


def line_values(shipment: Shipment, refs: Sequence[LineRef], name: str) -> list[Value | None]:
    """The usable value of that name of each line."""
    return [shipment.value(ref, name) for ref in refs]


def line_evidence(shipment: Shipment, refs: Sequence[LineRef], *names: str) -> list[Evidence]:
    """Where these values of the lines stand."""
    return [
        place
        for ref in refs
        for place in on_paper(shipment.documents[ref.document], *(shipment.value(ref, name) for name in names))
    ]


def entry_label(shipment: Shipment, group: LineGroup) -> str:
    """`Line 3`, `Lines 3 and 4`."""
    assert shipment.entry is not None
    numbers = [str(shipment.entry.lines[index].line_number) for index in group.entry_lines]
    return f"Line {numbers[0]}" if len(numbers) == 1 else f"Lines {listed(numbers)}"


def sum_of(values: Sequence[Value | None]) -> Decimal | None:
    """The sum, or None where one is missing."""
    numbers = [value.number for value in values if value is not None and value.number is not None]
    return sum(numbers, Decimal(0)) if values and len(numbers) == len(values) else None


def confidence_of(values: Sequence[Value | None]) -> float:
    """The least confidence among them; 1 for none."""
    return min((value.confidence for value in values if value is not None), default=1.0)


def product_of(item: LineItem, quantity: Decimal | None = None) -> Decimal | None:
    """Quantity times unit price as printed, or with another quantity."""
    price = usable(item, "unit_price")
    if quantity is None:
        printed = usable(item, "quantity")
        quantity = printed.number if printed is not None else None
    return quantity * price.number if quantity is not None and price is not None and price.number is not None else None


def decimals(value: Value) -> int:
    """How many decimals are printed: `3.20` has two. Taken from the number where the raw text does not tell."""
    number = value.number or Decimal(0)
    exponent = number.normalize().as_tuple().exponent
    shown = max(0, -exponent) if isinstance(exponent, int) else 0
    digits = "".join(character for character in value.raw if character.isdigit() or character in ".,")
    tail = digits[max(digits.rfind("."), digits.rfind(",")) + 1 :] if any(mark in digits for mark in ".,") else ""
    return max(shown, len(tail)) if len(tail) <= 6 and tail != digits and len(tail) != 3 else max(shown, 2)


def multiplies(item: LineItem, quantity: Decimal | None = None) -> bool | None:
    """Whether quantity times unit price is the amount, within the rounding of what is printed; None: one is missing.

    The price may be for a dozen, a hundred, a gross or a thousand.
    """
    amount, price = usable(item, "amount"), usable(item, "unit_price")
    product = product_of(item, quantity)
    if amount is None or amount.number is None or price is None or product is None:
        return None
    count = quantity if quantity is not None else usable(item, "quantity").number  # type: ignore[union-attr]
    assert count is not None
    slack = abs(count) * Decimal(5).scaleb(-decimals(price) - 1) + Decimal(5).scaleb(-decimals(amount) - 1)
    slack = min(slack, max(abs(amount.number) * Decimal("0.01"), Decimal("0.05"))) + Decimal("0.01")
    return any(
        abs(product * factor - amount.number) <= slack * max(factor, Decimal(1))
        for factor in (Decimal(1), Decimal(1) / 12, Decimal(12), Decimal(1) / 100, Decimal(1) / 144, Decimal(1) / 1000)
    )
