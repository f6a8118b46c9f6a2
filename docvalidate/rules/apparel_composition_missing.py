"""Apparel is invoiced without its fibres.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters or headings 61, 62: whether
    any of them tells the fibres by weight.
Why
    Garments are classified by the fibre that weighs most; duty runs from nothing to a third of the value.
Law
    19 CFR 141.89(a), wearing apparel: fibres in per cent by weight of the whole garment, of shell and lining.
Example
    Line 1: the description 'MEN'S SHIRT, BLUE, SIZE M' does not tell the fibres by weight.
Fix
    Ask the seller to add the fibres by weight to the invoice, or attach a statement of the maker.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "apparel-composition-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def apparel_composition_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "apparel")
