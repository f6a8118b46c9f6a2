"""Several versions of one invoice among the papers: pro forma and final, revised and replaced."""

from __future__ import annotations

from docvalidate.domain.document import Document
from docvalidate.domain.shipment import Shipment
from docvalidate.reference.texts import same_number


def replaced_by(shipment: Shipment, document: Document) -> Document | None:
    """The invoice that says it replaces this one."""
    number = document.get("invoice_number")
    if number is None:
        return None
    for other in shipment.invoices:
        replaced = other.told("replaces")
        if other is not document and replaced is not None and same_number(replaced.text, number.text):
            return other
    return None


def final_of(shipment: Shipment, document: Document) -> Document | None:
    """A commercial invoice of the same total and currency beside a pro forma one: the same sale."""
    if "pro_forma" not in document.variants:
        return None
    total, currency = document.get("total_amount"), document.get("currency")
    for other in shipment.invoices:
        if other is document or "pro_forma" in other.variants:
            continue
        theirs, money = other.get("total_amount"), other.get("currency")
        same_currency = currency is None or money is None or currency.text == money.text
        if total is not None and theirs is not None and total.value == theirs.value and same_currency:
            return other
    return None


def is_version(shipment: Shipment, document: Document) -> bool:
    """Whether another invoice among the papers stands in its place: it is then not to be entered itself."""
    return replaced_by(shipment, document) is not None or final_of(shipment, document) is not None
