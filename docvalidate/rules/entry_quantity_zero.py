"""An entry line has a quantity or value of nothing, or below.

What
    Finds lines whose quantity is not above zero though they have a unit, or whose value is negative.
Why
    ACE rejects the line; a zero is mostly a field that was not filled in.
Law
    CATAIR AE record 50; 19 CFR 141.86(a)(4).
Example
    Line 3 has 0 KG.
Fix
    Enter the quantity in the tariff's unit.
Limits
    Lines with the unit X have no quantity. Left to quantity-mismatch where it has reported the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import money, number
from docvalidate.rules.base.places import in_entry


@rule(
    "entry-quantity-zero",
    severity="warning",
    family="entry",
    needs=("entry",),
    uses=("lines.quantity", "lines.entered_value"),
    cites=Citation(text="CATAIR AE record 50", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("439", "441"),
    psc=("L29",),
)
def entry_quantity_zero(check: Check) -> Iterator[Finding]:
    seen = 0
    for index, line in enumerate(check.entry.lines):
        seen += line.quantity is not None or line.entered_value is not None
        counted = line.quantity is not None and (line.unit or "").upper() != "X"
        known = line.line_number in check.reported("quantity-mismatch", "unit-mismatch", "value-mismatch")
        if counted and line.quantity is not None and line.quantity <= 0 and not known:
            yield check.finding(
                f"Line {line.line_number} has {number(line.quantity)} {line.unit or ''}".rstrip() + ".",
                expected="a quantity above zero",
                found=line.quantity,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].quantity"),
            )
        elif line.entered_value is not None and line.entered_value < 0 and not known:
            yield check.finding(
                f"Line {line.line_number} has the value {money(line.entered_value)}.",
                expected="a value of nothing or more",
                found=line.entered_value,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].entered_value"),
            )
    if not seen:
        raise NoMatter("no line of the entry has a quantity or a value")
