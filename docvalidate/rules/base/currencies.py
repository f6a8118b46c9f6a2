"""Invoices whose currency is not the one the entry names for them."""

from __future__ import annotations

from docvalidate.domain.shipment import InvoicePair, Shipment


def currency_differs(shipment: Shipment) -> list[InvoicePair]:
    """The pairs of invoices whose currency on the paper is not that in the entry."""
    found = []
    for pair in shipment.matching.invoices:
        named = shipment.entry_invoice(pair)
        if pair.document is None or named is None or not named.currency:
            continue
        printed = shipment.documents[pair.document].get("currency")
        if printed is not None and printed.text.upper() != named.currency.upper():
            found.append(pair)
    return found
