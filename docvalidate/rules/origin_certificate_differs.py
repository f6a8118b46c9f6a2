"""The certificate of origin names another origin, or another invoice, than the entry.

What
    Compares the country and the invoice number on each certificate of origin with the entry's.
Why
    A certification that is for other goods supports no claim.
Law
    19 CFR 182.12 and Appendix A to part 182 (the elements of a certification); 19 CFR 10.411 and the like.
Example
    The certificate of origin says VN, the lines that claim KR originate in KR.
Fix
    Get the certification of these goods, or take the claim out.
Limits
    Certificates for a period name no invoice, and a number quite unlike the invoice's may be the certificate's own.
    A certificate for some of the goods passes where one line has its origin.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.texts import near_number, same_number
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry, on_paper, page_of

NEAR = 0.7
"""A number less like the entry's is more likely the certificate's own."""


@rule(
    "origin-certificate-differs",
    severity="info",
    family="origin",
    needs=("entry",),
    uses=("lines.country_of_origin",),
    cites=Citation(text="19 CFR 182.12", url="https://www.ecfr.gov/current/title-19/section-182.12"),
)
def origin_certificate_differs(check: Check) -> Iterator[Finding]:
    origins = sorted({line.country_of_origin for line in check.entry.lines if line.country_of_origin})
    numbers = [one.number for one in check.entry.invoices or []]
    compared = 0
    for document in check.shipment.of_type("certificate_of_origin"):
        origin, number = document.get("country_of_origin"), document.get("invoice_number")
        if origin is not None and origins:
            compared += 1
            if origin.text not in origins:
                yield check.finding(
                    f"The certificate of origin says {origin.text}{page_of(origin)}, the entry {listed(origins)}.",
                    expected=origin.text,
                    found=origins,
                    evidence=[*on_paper(document, origin), *in_entry(check.entry, "lines[0].country_of_origin")],
                    confidence=origin.confidence,
                )
        if number is not None:
            check.misses("invoices")
        if number is not None and numbers:
            compared += 1
            near = max(near_number(number.text, one) for one in numbers)
            if near >= NEAR and not any(same_number(number.text, one) for one in numbers):
                yield check.finding(
                    f"The certificate of origin is for invoice {number.raw}{page_of(number)}, the entry for "
                    f"{listed(numbers)}.",
                    expected=number.text,
                    found=numbers,
                    evidence=[*on_paper(document, number), *in_entry(check.entry, "invoices[0].number")],
                    confidence=number.confidence,
                )
    if not compared:
        raise NotConcerned("no certificate of origin with a country or an invoice number is among the papers")
