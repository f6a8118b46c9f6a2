"""Machines are invoiced without what they do.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters 84 and 85: whether any of them says
    more than that it is a machine, and its model.
Why
    Use and way of working decide the heading of a machine.
Law
    19 CFR 141.89(a), machines of chapters 84 and 85: use or method of operation.
Example
    Line 1: the description 'MACHINE MODEL X200' does not tell the use, or how it works.
Fix
    Ask the seller to say what the machine does, or attach its data sheet.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "machine-use-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def machine_use_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "machines")
