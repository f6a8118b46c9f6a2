"""A piece would weigh less than half a gram, or more than thirty tonnes.

What
    Divides the weight of each line counted in pieces, pairs or dozens by the number of pieces.
Why
    Such a figure comes from a quantity in another unit, or a decimal sign that was lost.
Law
    CATAIR AE record 50 and Appendix H (census warnings on quantity and weight); 19 CFR 141.86(a)(4).
Example
    Line 3: 5,000,000 NO weigh 120.0 kg, 0.02 g a piece.
Fix
    Look at quantity, unit and weight of the line.
Limits
    Very small parts can weigh less, whole plants more. Left to the rules that compare with the papers. Information.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.reference import units
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import kilograms, number
from docvalidate.rules.base.places import in_entry

LIGHTEST, HEAVIEST = Decimal("0.0005"), Decimal(30000)


@rule(
    "piece-weight-implausible",
    severity="info",
    family="entry",
    needs=("entry",),
    uses=("lines.quantity", "lines.unit", "lines.gross_weight_kg"),
    cites=Citation(text="CATAIR AE record 50; Appendix H", url="https://www.cbp.gov/trade/ace/catair"),
    psc=("L29", "L31"),
)
def piece_weight_implausible(check: Check) -> Iterator[Finding]:
    weighed = 0
    reported = check.reported("quantity-mismatch", "unit-mismatch", "net-weight-mismatch", "gross-weight-mismatch")
    for index, line in enumerate(check.entry.lines):
        unit = units.get(line.unit)
        pairs = ((line.quantity2, line.unit2), (line.quantity3, line.unit3))
        weight = line.gross_weight_kg or next((one for one, of in pairs if (of or "").upper() == "KG"), None)
        if unit is None or unit.kind not in ("count", "pairs") or not unit.factor or not line.quantity or not weight:
            continue
        weighed += 1
        each = weight / (line.quantity * unit.factor)
        if LIGHTEST <= each <= HEAVIEST or line.line_number in reported or None in reported:
            continue
        text = f"{number(each * 1000, 3)} g" if each < 1 else kilograms(each)
        yield check.finding(
            f"Line {line.line_number}: {number(line.quantity)} {line.unit} weigh {kilograms(weight)}, {text} a piece.",
            expected="half a gram to thirty tonnes",
            found=each.quantize(Decimal("0.000001")),
            line=index,
            evidence=in_entry(check.entry, f"lines[{index}].quantity", f"lines[{index}].gross_weight_kg"),
        )
    if not weighed:
        raise NoMatter("no line is counted in pieces and has a weight")
