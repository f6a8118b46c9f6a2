"""The invoice does not say who sells, or not where the seller is.

What
    Looks for the seller, shipper or manufacturer on each commercial invoice, and for an address with the name.
Why
    Release needs the full name and address of the foreign party that is responsible for invoicing; the manufacturer ID
    is made from them.
Law
    19 CFR 142.6(a)(5); 19 CFR 141.86(a)(2).
Example
    No seller was found on invoice CI-1.
Fix
    Have the invoice made out with the seller's full name and address.
Limits
    A seller who is named only in a letterhead drawn as a picture is not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import capital, head_gap, name_of, read_invoices
from docvalidate.rules.base.places import on_paper

ROLES = ("seller", "shipper", "manufacturer")


@rule(
    "invoice-seller-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 142.6(a)(5); 19 CFR 141.86(a)(2)", url="https://www.ecfr.gov/current/title-19/section-142.6"
    ),
)
def invoice_seller_missing(check: Check) -> Iterator[Finding]:
    for document in read_invoices(check):
        named = [document.fields[role] for role in ROLES if role in document.fields]
        if not named:
            yield head_gap(check, document, "seller", "seller")
            continue
        parties = [one.party for one in named if one.usable and one.party is not None]
        if parties and not any(one.address or one.country for one in parties):
            yield check.finding(
                f"{capital(name_of(document))} names the seller {parties[0].name} without an address.",
                expected="address",
                found=parties[0].name,
                evidence=on_paper(document, *named),
            )
