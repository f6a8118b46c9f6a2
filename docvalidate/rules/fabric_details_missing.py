"""Woven fabrics are invoiced without width, weave and weight.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters or headings 5208, 5209,
    5210, 5211, 5212, 5407, 5408, 5512, 5513, 5514, 5515, 5516: whether any of them tells width, weave and
    weight per square metre.
Why
    Weave, finish, yarn number and weight per square metre decide the subheading.
Law
    19 CFR 141.89(a), cotton fabrics of 5208 to 5212 and woven man-made fabrics: weave, width, yarn numbers,
    weight per square metre.
Example
    Line 1: the description 'FABRIC ART. 1102 COTTON' does not tell width, weave and weight per square metre.
Fix
    Ask the seller to add width, weave and weight per square metre to the invoice, or attach a statement of the
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
    "fabric-details-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def fabric_details_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "fabrics")
