"""The gross weights of the entry lines do not come to the entry's gross weight.

What
    Adds up the gross weights of the lines and compares with that in the head of the entry.
Why
    A weight that was keyed wrong on a line spoils the statistics and, for some goods, the duty.
Law
    CATAIR AE record 40, gross shipping weight; 19 CFR 141.86(a)(4).
Example
    The lines come to 3,330.1 kg, the entry says 3,880.0 kg.
Fix
    Take the weight from the bill of lading and spread it over the lines.
Limits
    Within the tolerance for gross weights. Left to gross-weight-mismatch where that has reported the entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import kilograms
from docvalidate.rules.base.places import in_entry


@rule(
    "entry-weight-total",
    severity="info",
    family="entry",
    needs=("entry",),
    uses=("gross_weight_kg", "lines.gross_weight_kg"),
    cites=Citation(text="CATAIR AE record 40", url="https://www.cbp.gov/trade/ace/catair"),
    psc=("L31",),
)
def entry_weight_total(check: Check) -> Iterator[Finding]:
    total, weights = check.entry.gross_weight_kg, [line.gross_weight_kg for line in check.entry.lines]
    if total is None or not weights or any(weight is None for weight in weights):
        raise NoMatter("the entry has no gross weight, or a line has none")
    lines = sum((weight for weight in weights if weight is not None), Decimal(0))
    slack = max(check.tolerances.gross_weight * total, check.tolerances.gross_weight_kg + len(weights))
    if abs(lines - total) > slack and not check.reported(
        "gross-weight-mismatch", "line-not-entered", "line-not-invoiced"
    ):
        yield check.finding(
            f"The gross weights of the entry's lines come to {kilograms(lines)}, the entry says {kilograms(total)}.",
            expected=lines,
            found=total,
            evidence=in_entry(check.entry, "gross_weight_kg"),
        )
