"""The goods are entered more than fifteen days after they arrived.

What
    Compares the date of entry with the date of importation.
Why
    Goods that are not entered in fifteen calendar days go to general order, with storage and perhaps sale.
Law
    19 CFR 142.2(a); 19 CFR 4.37 (general order).
Example
    Import 2026-03-02, entry 2026-03-25: 23 days.
Fix
    Check both dates; with an extension or an in-bond movement, keep the proof.
Limits
    In-bond movements start the time anew: entries with an in-bond number, from zones and warehouses are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry

DAYS = 15


@rule(
    "entry-late",
    severity="info",
    family="dates",
    needs=("entry",),
    uses=("entry_date", "import_date"),
    cites=Citation(text="19 CFR 142.2(a)", url="https://www.ecfr.gov/current/title-19/section-142.2"),
)
def entry_late(check: Check) -> Iterator[Finding]:
    entry = check.entry
    stored = (entry.entry_type or "") == "06" or "21" <= (entry.entry_type or "") <= "38"
    if entry.import_date is None or entry.entry_date is None or entry.in_bond_number or stored:
        raise NoMatter("the entry has no two dates to compare, or moved in bond or was stored")
    days = (entry.entry_date - entry.import_date).days
    if days > DAYS:
        yield check.finding(
            f"The entry is of {entry.entry_date.isoformat()}, {days} days after the import on "
            f"{entry.import_date.isoformat()}; {DAYS} are allowed.",
            expected=f"within {DAYS} days",
            found=days,
            evidence=in_entry(entry, "entry_date", "import_date"),
        )
