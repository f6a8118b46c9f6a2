"""Bearings are invoiced without their kind.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of heading 8482: whether any of them
    tells the kind of bearing: ball, tapered, needle, spherical or cylindrical roller.
Why
    Each kind of bearing has its own subheading.
Law
    19 CFR 141.89(a), ball or roller bearings: kind of bearing and whether of the radial, thrust or linear type.
Example
    Line 1: the description 'BEARING 6204' does not tell the kind of bearing: ball, tapered, needle, spherical
    or cylindrical roller.
Fix
    Ask the seller to add the kind of bearing: ball, tapered, needle, spherical or cylindrical roller to the
    invoice, or attach a statement of the maker.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "bearing-kind-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def bearing_kind_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "bearings")
