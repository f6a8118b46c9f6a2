"""The total entered value is not the sum of the lines.

What
    Adds up the entered values of the lines and compares with the entry's total.
Why
    The total on the summary is what the fees and the bond are judged by.
Law
    CATAIR AE record 90, grand totals; 19 CFR 141.61.
Example
    The lines come to $47,597, the entry's total says $47,957.
Fix
    Add the lines up again; look for a line that is missing or was changed.
Limits
    Left to the rules that compare values and lines with the papers where one of them has reported a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import money, slip
from docvalidate.rules.base.places import in_entry


@rule(
    "entry-value-total",
    severity="warning",
    family="entry",
    needs=("entry",),
    uses=("total_entered_value", "lines.entered_value"),
    cites=Citation(text="CATAIR AE record 90", url="https://www.cbp.gov/trade/ace/catair"),
    psc=("L04",),
)
def entry_value_total(check: Check) -> Iterator[Finding]:
    total, values = check.entry.total_entered_value, [line.entered_value for line in check.entry.lines]
    if total is None or not values or any(value is None for value in values):
        raise NoMatter("the entry has no total value, or a line has none")
    lines = sum((value for value in values if value is not None), Decimal(0))
    if abs(lines - total) < 1 or check.reported("value-mismatch", "line-not-entered", "line-not-invoiced"):
        return
    text = f"The entry's lines come to {money(lines)}, its total says {money(total)}."
    yield check.finding(
        f"{text} {slip(str(round(lines)), str(round(total)))}".rstrip(),
        expected=lines,
        found=total,
        evidence=in_entry(check.entry, "total_entered_value"),
    )
