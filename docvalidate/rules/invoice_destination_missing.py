"""No paper names the port of entry to which the goods are destined.

What
    Looks for a port of discharge or entry on the invoices, and on the other papers of the shipment.
Why
    The law wants it on the invoice; most invoices leave it to the bill of lading, and are not refused for it.
Law
    19 CFR 141.86(a)(1): the port of entry to which the merchandise is destined.
Example
    Invoice CI-1 names no port of destination, nor does another paper.
Fix
    Nothing before filing, where the entry's port is known otherwise; ask the seller to print it.
Limits
    A port on any paper passes, and so does the place of a delivery term. Information, one finding for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import capital, name_of, read_invoices
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import on_paper

FIELDS = ("port_of_discharge", "incoterm_place")


@rule(
    "invoice-destination-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(a)(1)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def invoice_destination_missing(check: Check) -> Iterator[Finding]:
    read = read_invoices(check)
    if any(name in document.fields for document in check.documents for name in FIELDS):
        return
    names = capital(listed([name_of(one) for one in read], 4))
    others = ", nor does another paper" if len(check.documents) > len(read) else ""
    yield check.finding(
        f"{names} name{'s' if len(read) == 1 else ''} no port of destination{others}.",
        expected="port_of_discharge",
        found=None,
        evidence=[place for one in read[:4] for place in on_paper(one, one.get("invoice_number"))],
    )
