"""The goods are exported after they are imported.

What
    Compares the entry's date of export, or the lines', with its date of importation.
Why
    ACE rejects the entry; the date of export also decides the rate of exchange.
Law
    CATAIR AE record 40, date of exportation; 19 CFR 152.1(c); 19 CFR 101.1 (date of importation).
Example
    The entry has the export on 2026-03-12 and the import on 2026-03-02.
Fix
    Take the export date from the bill of lading, the import date from the arrival.
Limits
    Across the date line a flight can arrive on the day before it left: one day is let pass for air.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "export-after-import",
    severity="error",
    family="dates",
    needs=("entry",),
    uses=("import_date", "export_date"),
    cites=Citation(
        text="CATAIR AE record 40; 19 CFR 152.1(c)", url="https://www.ecfr.gov/current/title-19/section-152.1"
    ),
    ace=("426",),
    psc=("H11",),
)
def export_after_import(check: Check) -> Iterator[Finding]:
    entry = check.entry
    dates: list[tuple[str, datetime.date | None, int | None]] = [("export_date", entry.export_date, None)]
    dates += [(f"lines[{index}].export_date", line.export_date, index) for index, line in enumerate(entry.lines)]
    told = [(path, day, index) for path, day, index in dates if day is not None]
    if entry.import_date is None or not told:
        raise NoMatter("the entry has no date of export or none of importation")
    grace = datetime.timedelta(days=1 if (entry.mode_of_transport or "").startswith("4") else 0)
    for path, day, index in told:
        if day > entry.import_date + grace:
            where = "The entry" if index is None else f"Line {entry.lines[index].line_number}"
            yield check.finding(
                f"{where} has the export on {day.isoformat()} and the import on {entry.import_date.isoformat()}.",
                expected=f"not after {entry.import_date.isoformat()}",
                found=day,
                line=index,
                evidence=in_entry(entry, path, "import_date"),
            )
