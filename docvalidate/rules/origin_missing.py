"""The papers do not say where the goods were made.

What
    Looks for a country of origin in the head or the lines of each invoice, and on the packing list and certificates.
Why
    The origin decides duty, programs, antidumping orders and the additional duties of chapter 99.
Law
    19 CFR 141.86(a)(10): the country of origin of the merchandise.
Example
    Lines 2 and 3 of invoice CI-1 have no country of origin.
Fix
    Have the seller state the origin of every article; the country of export is no proof of it.
Limits
    Information only: many invoices leave the origin to the marks on the goods.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import head_gap, line_gap, lines_without, read_invoices


@rule(
    "origin-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(a)(10)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
    ace=("407",),
)
def origin_missing(check: Check) -> Iterator[Finding]:
    elsewhere = any(
        "country_of_origin" in one.fields or any("country_of_origin" in item for item in one.line_items)
        for one in check.shipment.of_type("packing_list", "certificate_of_origin")
    )
    for document in read_invoices(check):
        if "country_of_origin" in document.fields or elsewhere:
            continue
        places = lines_without(document, "country_of_origin")
        if len(places) == len(document.line_items):
            yield head_gap(
                check, document, "country of origin", "country_of_origin", ", neither in its head nor its lines"
            )
        elif places:
            yield line_gap(check, document, places, "country of origin", "country_of_origin")
