"""A line's quantity in kilograms is more than its gross weight.

What
    Compares the quantities of each line that are counted in kilograms or tonnes with the line's gross weight.
Why
    Net weight and contents are part of the gross weight: one of the two figures is of another line, or in another unit.
Law
    CATAIR AE records 40 (gross shipping weight) and 50 (quantities in the tariff's units).
Example
    Line 4: 1,250 KG are entered, the gross weight is 125 kg.
Fix
    Take both weights of the line from the packing list.
Limits
    Gross weights are filed in whole kilograms, and the tolerance allows for that. Left to the rules
    that compare the line with the papers where they have reported it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import kilograms, number
from docvalidate.rules.base.places import in_entry

KILOGRAMS = {"KG": Decimal(1), "T": Decimal(1000)}
ROUNDING = Decimal(1)
"""A gross weight in whole kilograms may be half a kilogram short, and so may be the quantity."""
LEFT_TO = ("net-weight-mismatch", "gross-weight-mismatch", "quantity-mismatch", "unit-mismatch", "line-not-invoiced")
QUANTITIES = ("quantity", "quantity2", "quantity3")


@rule(
    "net-over-gross-entered",
    severity="warning",
    family="entry",
    needs=("entry",),
    uses=("lines.quantity", "lines.unit", "lines.quantity2", "lines.unit2", "lines.gross_weight_kg"),
    cites=Citation(text="CATAIR AE records 40 and 50", url="https://www.cbp.gov/trade/ace/catair"),
    psc=("L29", "L31"),
)
def net_over_gross_entered(check: Check) -> Iterator[Finding]:
    weighed = 0
    reported = check.reported(*LEFT_TO)
    for index, line in enumerate(check.entry.lines):
        for name in QUANTITIES:
            amount, unit = getattr(line, name), getattr(line, name.replace("quantity", "unit"))
            if amount is None or unit not in KILOGRAMS or not line.gross_weight_kg:
                continue
            weighed += 1
            net = amount * KILOGRAMS[unit]
            if net <= line.gross_weight_kg + ROUNDING or line.line_number in reported or None in reported:
                continue
            yield check.finding(
                f"Line {line.line_number}: {number(amount)} {unit} are entered, the gross weight is "
                f"{kilograms(line.gross_weight_kg)}.",
                expected=line.gross_weight_kg,
                found=net,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].{name}", f"lines[{index}].gross_weight_kg"),
            )
            break
    if not weighed:
        raise NoMatter("no line has a quantity in kilograms and a gross weight")
