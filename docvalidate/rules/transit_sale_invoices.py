"""The goods seem sold while under way, and only one of the two sales has an invoice.

What
    Finds shipments whose invoice says so (sold in transit, afloat, high seas sale), or is dated after the day of export
    and made out by a firm that is not the shipper of the bill of lading, with invoices of one seller alone.
Why
    The value rests on the sale for export to the United States; CBP wants to see both sales to tell which that is.
Law
    19 CFR 141.86(c): for merchandise sold on the documents while in transit, the invoice of the sale with which it
    began its journey and the resale invoice, or a statement of the price paid by each purchaser.
Example
    Invoice CI-1 of Aurora Trading is dated 2026-05-09, after the export on 2026-05-02 by Borealis Works: were the goods
    sold in transit, the first invoice is wanted too.
Fix
    Ask whether the goods were sold under way; if so, file the first invoice too.
Limits
    Forwarders who ship in their own name, and invoices written late, look the same. Information, one finding for a
    shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.shipment import BILLS
from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.content import capital, name_of
from docvalidate.rules.base.parties import Named, likeness, named
from docvalidate.rules.base.places import on_paper, page_of


@rule(
    "transit-sale-invoices",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(c)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def transit_sale_invoices(check: Check) -> Iterator[Finding]:
    invoices = check.shipment.invoices
    sellers = [one for one in named(check.shipment, "seller", "shipper", "manufacturer") if one.document in invoices]
    said = next(((one, told) for one in invoices if (told := one.told("sold_in_transit")) is not None), None)
    if any(likeness(one.party, sellers[0]) < check.tolerances.name_other for one in sellers[1:]):
        return  # a second firm has an invoice, or is named as the maker
    if said is not None:
        document, told = said
        yield check.finding(
            f"{capital(name_of(document))} says '{told.raw[:60]}'{page_of(told)}, and no invoice of another seller is "
            "among the papers.",
            expected="the invoices of both sales",
            found=told.raw,
            evidence=on_paper(document, told),
            confidence=told.confidence,
        )
        return
    shippers = [one for one in named(check.shipment, "shipper", "seller") if one.document.type in BILLS]
    shipped = [one for one in check.shipment.printed("export_date", *BILLS) if one.value.day is not None]
    dated = [one for one in check.shipment.printed("invoice_date", "commercial_invoice") if one.value.day is not None]
    if not (sellers and shippers and shipped and dated):
        raise NoMatter("no bill of lading with shipper and date beside an invoice with seller and date")
    if any(likeness(ship.party, one) >= check.tolerances.name_other for ship in shippers for one in sellers):
        raise NotConcerned("the shipper of the bill of lading is a seller of the invoices")
    last = max(day.day for one in shipped for day in (one.value, *(one.value.alternatives or [])) if day.day)
    first = min(day.day for one in dated for day in (one.value, *(one.value.alternatives or [])) if day.day)
    if first > last:
        seller: Named = sellers[0]
        yield check.finding(
            f"{capital(name_of(seller.document))} of {seller.party.name} is dated {first.isoformat()}, after the "
            f"export on {last.isoformat()} by {shippers[0].party.name}: were the goods sold in transit, the first "
            "invoice is wanted too.",
            expected="the invoices of both sales",
            found=first,
            evidence=[
                *on_paper(dated[0].document, dated[0].value),
                *on_paper(shipped[0].document, shipped[0].value),
                *shippers[0].evidence,
            ],
            confidence=min(dated[0].value.confidence, shipped[0].value.confidence, shippers[0].value.confidence),
        )
