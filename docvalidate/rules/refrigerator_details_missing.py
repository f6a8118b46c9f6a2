"""Refrigerators or freezers are invoiced without volume and type.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of heading 8418: whether any of them
    tells volume in litres, and compression or absorption type.
Why
    Volume and type decide the statistical suffix and with it other agencies' requirements.
Law
    19 CFR 141.89(a), refrigerators and freezers of 8418: compression or absorption, volume in litres, chest or
    upright.
Example
    Line 1: the description 'REFRIGERATOR MODEL R20' does not tell volume in litres, and compression or
    absorption type.
Fix
    Ask the seller to add volume in litres, and compression or absorption type to the invoice, or attach a
    statement of the maker.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "refrigerator-details-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def refrigerator_details_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "refrigerators")
