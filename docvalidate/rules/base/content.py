"""What 19 CFR 141.86 wants on an invoice and was not found there: one finding for an invoice, never one for a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from docvalidate.domain.document import Document, LineItem, Value
from docvalidate.domain.finding import Finding
from docvalidate.rules.base.context import Check, NoMatter
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import on_paper

LEAST_FIELDS = 3
"""A paper of which fewer header values were read was hardly read: nothing is said to be missing on it."""


def name_of(document: Document) -> str:
    """`invoice CI-2025`, or the file where the number was not read."""
    number = document.get("invoice_number")
    return f"invoice {number.raw}" if number is not None else f"the invoice in {document.file}"


def capital(text: str) -> str:
    """The sentence with a capital first letter."""
    return text[:1].upper() + text[1:]


def days_of_invoices(check: Check) -> list[tuple[Document, Value, list[date]]]:
    """Every dated invoice with all the days its date may mean (03/04 is two). Raises NoMatter where none has a date."""
    dated = [(one, value) for one in check.shipment.invoices if (value := one.get("invoice_date")) and value.day]
    if not dated:
        raise NoMatter("no invoice has a date")
    return [
        (document, value, [one.day for one in (value, *(value.alternatives or [])) if one.day is not None])
        for document, value in dated
    ]


def read_invoices(check: Check) -> list[Document]:
    """The invoices that were read well enough to say that something is missing. Raises NoMatter where none was."""
    found = [
        one for one in check.shipment.invoices if one.line_items and sum(v.usable for v in one.fields.values()) >= 1
    ]
    found = [one for one in found if len(one.fields) >= LEAST_FIELDS]
    if not found:
        raise NoMatter("no invoice was read well enough to say what is missing on it")
    return found


def without(check: Check, *names: str) -> Iterator[Document]:
    """The invoices that carry none of these header values, not even read with doubt."""
    for document in read_invoices(check):
        if not any(name in document.fields for name in names):
            yield document


def lines_without(document: Document, *names: str) -> list[int]:
    """The places of the lines that have none of these values, not even read with doubt."""
    return [at for at, item in enumerate(document.line_items) if not any(name in item for name in names)]


def numbered(document: Document, places: Sequence[int]) -> str:
    """`line 4`, `lines 4, 5 and 9`: by the printed number, else by the place from 1."""
    numbers = []
    for at in places:
        printed = document.line_items[at].get("line_number")
        numbers.append(
            f"{printed.number:f}"
            if printed is not None and printed.usable and printed.number is not None
            else str(at + 1)
        )
    return f"line {numbers[0]}" if len(numbers) == 1 else f"lines {listed(numbers, 8)}"


def head_gap(check: Check, document: Document, what: str, field: str, also: str = "") -> Finding:
    """`No currency was found on invoice CI-1. The law wants …`."""
    return check.finding(
        f"No {what} was found on {name_of(document)}{also}.",
        expected=field,
        found=None,
        evidence=on_paper(document, document.get("invoice_number")),
    )


def line_gap(check: Check, document: Document, places: Sequence[int], what: str, field: str) -> Finding:
    """`Lines 4 and 5 of invoice CI-1 have no unit price`."""
    items: list[LineItem] = [document.line_items[at] for at in places]
    verb = "has" if len(places) == 1 else "have"
    return check.finding(
        f"{capital(numbered(document, places))} of {name_of(document)} {verb} no {what}.",
        expected=field,
        found=[str(at + 1) for at in places],
        evidence=on_paper(document, *(item.get("description") for item in items[:8])),
    )
