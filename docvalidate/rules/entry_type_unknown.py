"""The entry type is none that is filed as an entry summary.

What
    Looks the entry type up in CBP's table.
Why
    ACE takes only certain types; 86 ended with the de minimis suspension.
Law
    CATAIR AE record 10 and table 2; CATAIR Appendix B, entry type codes.
Example
    Entry type 1 is no code of CBP.
Fix
    Enter the two-digit code: 01 consumption, 03 antidumping, 06 zone, 11 informal, 23 temporary importation.
Limits
    As of the table of the package (AE July 2026).
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import codes
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "entry-type-unknown",
    severity="error",
    family="entry",
    needs=("entry",),
    uses=("entry_type",),
    cites=Citation(text="CATAIR AE record 10 and table 2", url="https://www.cbp.gov/trade/ace/catair"),
    psc=("H02",),
)
def entry_type_unknown(check: Check) -> Iterator[Finding]:
    code = check.entry.entry_type
    if not code:
        raise NoMatter("the entry has no entry type")
    known = codes.entry_type(code)
    if known is not None and known.abi:
        return
    what = f"{known.name}, which is not filed as an entry summary" if known else "no code of CBP"
    yield check.finding(
        f"Entry type {code} is {what}.",
        expected="a type that is filed as an entry summary",
        found=code,
        evidence=in_entry(check.entry, "entry_type"),
    )
