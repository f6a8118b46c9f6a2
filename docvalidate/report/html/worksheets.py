"""The worksheet of an invoice as the templates want it (19 CFR 141.90(c))."""

from __future__ import annotations

from dataclasses import dataclass

from docvalidate.domain.finding import Worksheet
from docvalidate.report.wording import dollars, figure, place, printable


@dataclass(frozen=True)
class Step:
    """A line of the sum."""

    text: str
    amount: str
    source: str


@dataclass(frozen=True)
class SheetView:
    """From the invoice's amount to the entered value."""

    id: str
    name: str
    file: str
    currency: str
    steps: list[Step]
    value: str
    rate: str
    entered: str
    question: str


def worksheet(sheet: Worksheet, identity: str) -> SheetView:
    """Prepares a worksheet."""
    steps = [
        Step(
            printable(row.text),
            figure(row.amount, 2),
            "; ".join(dict.fromkeys(f"{place(item)}: “{printable(item.text)}”" for item in row.evidence)),
        )
        for row in sheet.rows
    ]
    foreign = sheet.currency != "USD"
    return SheetView(
        id=identity,
        name=f"Invoice {printable(sheet.invoice_number)}" if sheet.invoice_number else printable(sheet.file),
        file=printable(sheet.file),
        currency=sheet.currency or "",
        steps=steps,
        value=figure(sheet.value_in_currency, 2) if sheet.value_in_currency is not None else "",
        rate=figure(sheet.exchange_rate) if sheet.exchange_rate is not None and foreign else "",
        entered=dollars(sheet.entered_value) if sheet.entered_value is not None else "",
        question=printable(sheet.open_question or ""),
    )
