"""Years, not weeks, lie between export and import.

What
    Finds entries whose date of export is more than 180 days before that of importation.
Why
    It is nearly always the year that is wrong; the export date decides the rate of exchange.
Law
    19 CFR 152.1(c), date of exportation; 19 CFR 159.32; CATAIR AE record 40.
Example
    Export 2025-02-12, import 2026-03-02: 383 days.
Fix
    Take the export date from the bill of lading.
Limits
    Goods from a foreign trade zone or a warehouse can have been away long: entry types 06 and 21 to 38 are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry

LONGEST = 180


@rule(
    "transit-implausible",
    severity="warning",
    family="dates",
    needs=("entry",),
    uses=("import_date", "export_date"),
    cites=Citation(text="19 CFR 152.1(c); 19 CFR 159.32", url="https://www.ecfr.gov/current/title-19/section-152.1"),
)
def transit_implausible(check: Check) -> Iterator[Finding]:
    entry = check.entry
    stored = (entry.entry_type or "") == "06" or "21" <= (entry.entry_type or "") <= "38"
    if entry.import_date is None or entry.export_date is None or stored:
        raise NoMatter("the entry has no two dates to compare, or is of goods that were stored")
    days = (entry.import_date - entry.export_date).days
    if days > LONGEST:
        yield check.finding(
            f"The entry has the export on {entry.export_date.isoformat()} and the import on "
            f"{entry.import_date.isoformat()}, {days} days later.",
            expected=f"up to {LONGEST} days",
            found=days,
            evidence=in_entry(entry, "export_date", "import_date"),
        )
