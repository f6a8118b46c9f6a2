"""Tyres are invoiced without the vehicle they are for.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters or headings 4011, 4012,
    4013: whether any of them tells the kind of vehicle and whether new or retreaded.
Why
    The vehicle, and new, retreaded or used, decide the heading; duty orders name the kinds.
Law
    19 CFR 141.89(a), tires and tubes: kind of vehicle; new, recapped or used.
Example
    Line 1: the description 'TIRE MODEL GT20' does not tell the kind of vehicle and whether new or retreaded.
Fix
    Ask the seller to add the kind of vehicle and whether new or retreaded to the invoice, or attach a statement
    of the maker.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "tire-kind-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def tire_kind_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "tires")
