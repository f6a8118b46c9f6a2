"""Watches and clocks are invoiced without movement, case and strap.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters or headings 9101, 9102,
    9103, 9105: whether any of them tells movement, case and strap.
Why
    Movement, case and strap are dutiable each by itself.
Law
    19 CFR 141.89(a), watches and watch movements: composition of case, strap and battery, calibre, jewels,
    maker of the movement.
Example
    Line 1: the description 'WATCH MODEL A12' does not tell movement, case and strap.
Fix
    Ask the seller to add movement, case and strap to the invoice, or attach a statement of the maker.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "watch-composition-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def watch_composition_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "watches")
