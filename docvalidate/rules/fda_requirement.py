"""Food, drugs, cosmetics, devices or foodware need the Food and Drug Administration.

What
    Looks the tariff numbers of the entry up in a table of FDA requirements: the package's, or one's own
    (tables/agencies.csv below the home folder).
Why
    Prior notice must be confirmed hours before arrival: eight by water, four by air or rail, two by road.
Law
    21 CFR 1.276 to 1.285 (prior notice); 21 USC 381.
Example
    Line 1: FDA may want prior notice of imported food.
Fix
    Send the data with the entry, or disclaim where the goods are none of those meant.
Limits
    A tariff number is a hint, and the table is short; the flags in ACE decide. Information, once for a
    requirement.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.agencies import required


@rule(
    "fda-requirement",
    severity="info",
    family="agencies",
    needs=("entry",),
    cites=Citation(text="21 USC 381", url="https://www.ecfr.gov/current/title-21/part-1/subpart-I"),
)
def fda_requirement(check: Check) -> Iterator[Finding]:
    yield from required(check, "FDA")
