"""Footwear is invoiced without the materials of upper and sole.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters or headings 6401, 6402,
    6403, 6404, 6405: whether any of them tells the materials of upper and sole.
Why
    Chapter 64 is built on what upper and outer sole are made of, by surface.
Law
    19 CFR 141.89(a), footwear: materials of upper and outer sole with their shares, and the questions of CBP
    Form 5523.
Example
    Line 1: the description 'RUNNING SHOE, MODEL 7' does not tell the materials of upper and sole.
Fix
    Ask the seller to add the materials of upper and sole to the invoice, or attach a statement of the maker.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "footwear-materials-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def footwear_materials_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "footwear")
