"""Chemicals are invoiced without a CAS number.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters or headings 28, 29: whether
    any of them tells the CAS number and the use.
Why
    Trade names do not identify a substance; TSCA and the tariff ask for its identity.
Law
    19 CFR 141.89(a), chemicals of chapters 27 to 29: use and Chemical Abstracts Service number.
Example
    Line 1: the description 'CLEANAX 40 CONCENTRATE' does not tell the CAS number and the use.
Fix
    Ask the seller to add the CAS number and the use to the invoice, or attach a statement of the maker.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "chemical-identity-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def chemical_identity_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "chemicals")
