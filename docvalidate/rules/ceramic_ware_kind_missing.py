"""Table and kitchenware is invoiced without its ceramic body.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters or headings 6911, 6912:
    whether any of them tells whether it is porcelain, stoneware or earthenware.
Why
    Porcelain or china and other ceramics are different headings.
Law
    19 CFR 141.89(a), earthenware and crockeryware: kind of body, sets, diameters.
Example
    Line 1: the description 'MUG, 350ML, WHITE' does not tell whether it is porcelain, stoneware or earthenware.
Fix
    Ask the seller to add whether it is porcelain, stoneware or earthenware to the invoice, or attach a
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
    "ceramic-ware-kind-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def ceramic_ware_kind_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "ceramics")
