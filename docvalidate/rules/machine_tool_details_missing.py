"""Machine tools are invoiced without their control and condition.

What
    Looks at the descriptions, on the invoice and in the entry, of goods of chapters or headings 8456, 8457,
    8458, 8459, 8460, 8461, 8462, 8463: whether any of them tells whether numerically controlled, and whether
    new or used.
Why
    Numerical control and use decide the subheading and the statistical suffix.
Law
    19 CFR 141.89(a), machine tools of 8456 to 8463: numerically controlled or not, new, used or rebuilt.
Example
    Line 1: the description 'LATHE MODEL CK6140' does not tell whether numerically controlled, and whether new
    or used.
Fix
    Ask the seller to add whether numerically controlled, and whether new or used to the invoice, or attach a
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
    "machine-tool-details-missing",
    severity="info",
    family="special-classes",
    cites=Citation(text="19 CFR 141.89(a)", url="https://www.ecfr.gov/current/title-19/section-141.89"),
)
def machine_tool_details_missing(check: Check) -> Iterator[Finding]:
    yield from untold(check, "machine_tools")
