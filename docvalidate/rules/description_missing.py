"""Goods on the invoice have no description.

What
    Finds invoice lines with a quantity or an amount and without a description.
Why
    Without a description nothing can be classified; release is refused.
Law
    19 CFR 141.86(a)(3), a detailed description; 19 CFR 142.6(a)(1).
Example
    Lines 4 and 5 of invoice CI-1 have no description.
Fix
    Have the seller name the goods: what they are, of what, for what.
Limits
    A description in a picture is not read; a line that only bears a part number counts as not described.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import line_gap, lines_without, read_invoices


@rule(
    "description-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 141.86(a)(3); 19 CFR 142.6(a)(1)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
    ace=("464",),
)
def description_missing(check: Check) -> Iterator[Finding]:
    for document in read_invoices(check):
        if places := lines_without(document, "description"):
            yield line_gap(check, document, places, "description", "description")
