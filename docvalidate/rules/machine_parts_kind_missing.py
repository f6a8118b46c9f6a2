"""Parts of machines are invoiced without the machine they are for.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of the headings for parts (8409, 8431, 8448,
    8466, 8473, 8503, 8522, 8529, 8538): whether any of them tells the kind of machine.
Why
    Parts are classified with the machine they are solely or principally for.
Law
    19 CFR 141.89(a), machine parts: the kind of machine; HTSUS section XVI, note 2.
Example
    Line 1: the description 'PISTON RING 80 MM' does not tell the kind of machine they are for.
Fix
    Ask the seller to add the kind of machine to the invoice.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "machine-parts-kind-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def machine_parts_kind_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "machine_parts")
