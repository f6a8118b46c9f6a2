"""An invoice line speaks of a repair or a return.

What
    Looks for repairs, warranty replacements and returned goods among the invoice lines, where no line of the entry
    claims chapter 98.
Why
    Goods that return from repair may pay duty on the repair alone (9802.00.40, .50); US goods that return may be free.
Law
    HTSUS 9802.00.40 and 9802.00.50; 19 CFR 10.8; 19 CFR 141.83(d).
Example
    Line 1 of invoice CI-1 names a repair or return ('REPAIRED PUMP, RMA 12').
Fix
    Ask whether chapter 98 can be claimed; if not, enter the full value of the goods.
Limits
    The words do not tell whether the goods were exported for repair. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.extras import named
from docvalidate.rules.base.tariffs import digits


@rule(
    "repair-on-invoice",
    severity="info",
    family="value",
    needs=("invoice",),
    cites=Citation(text="19 CFR 10.8; HTSUS 9802.00.40", url="https://www.ecfr.gov/current/title-19/section-10.8"),
)
def repair_on_invoice(check: Check) -> Iterator[Finding]:
    entry = check.shipment.entry
    lines = entry.lines if entry is not None else []
    if any(digits(number).startswith("98") for line in lines for number in line.hts_numbers):
        return
    yield from named(check, "repair", "a repair or return", "chapter 98 may hold, else the full value is entered")
