"""Wood and goods of wood need a Lacey Act declaration.

What
    Looks the tariff numbers of the entry up in a table of Lacey requirements: the package's, or one's own
    (tables/agencies.csv below the home folder).
Why
    Genus, species and country of harvest of the wood are declared with the entry.
Law
    16 USC 3372; 7 CFR part 357.
Example
    Line 1: Lacey may want a plant and plant product declaration (PPQ 505).
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
    "lacey-declaration",
    severity="info",
    family="agencies",
    needs=("entry",),
    cites=Citation(text="16 USC 3372", url="https://www.aphis.usda.gov/plant-imports/lacey-act"),
)
def lacey_declaration(check: Check) -> Iterator[Finding]:
    yield from required(check, "Lacey")
