"""Sawn wood or panels are invoiced without their dimensions.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters or headings 4407, 4409,
    4411, 4412: whether any of them tells thickness, and species or density.
Why
    Volume before dressing, density and the thickness of each ply decide the subheading.
Law
    19 CFR 141.89(a), wood of 4407 and 4409 to 4412: cubic metres before dressing, density, thickness of the
    plies.
Example
    Line 1: the description 'BIRCH PLYWOOD, GRADE B/BB' does not tell thickness, and species or density.
Fix
    Ask the seller to add thickness, and species or density to the invoice, or attach a statement of the maker.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "wood-dimensions-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def wood_dimensions_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "wood")
