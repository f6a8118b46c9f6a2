"""Glassware is invoiced as sets without the value of each article.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of heading 7013: whether one speaks of a set.
Why
    Duty on glassware goes by the value of each article; of a set the value of each is needed.
Law
    19 CFR 141.89(a), glassware (what is wanted of sets was not compared with the text).
Example
    Line 1: the description 'GLASS TUMBLER SET' does not tell the value of each article in the set.
Fix
    Ask the seller to state the value of each article of the set.
Limits
    One sign of the detail is enough, so that a partial statement passes; what stands on an attachment that is
    not among the papers is not seen. Information only, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.special import untold


@rule(
    "glassware-set-values-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def glassware_set_values_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "glassware")
