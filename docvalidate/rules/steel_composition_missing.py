"""Iron or steel is invoiced without its composition or grade.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters or headings 72, 7301, 7302,
    7303, 7304, 7305, 7306, 7307: whether any of them tells carbon and alloy content, or the grade.
Why
    Alloy and non-alloy steel are different headings; Section 232 and antidumping orders turn on it.
Law
    19 CFR 141.89(a), iron or steel of chapter 72 and headings 7301 to 7307: percentages of carbon and metals,
    mill certificate.
Example
    Line 1: the description 'ROUND BAR 20MM X 6M' does not tell carbon and alloy content, or the grade.
Fix
    Ask the seller to add carbon and alloy content, or the grade to the invoice, or attach a statement of the
    maker.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "steel-composition-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def steel_composition_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "steel")
