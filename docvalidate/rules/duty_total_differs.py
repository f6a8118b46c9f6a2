"""The total duty of the entry is not the sum of its lines.

What
    Adds up the duties of the lines and compares with the total.
Why
    ACE rejects a total that is not the sum; the statement is paid by the total.
Law
    CATAIR AE record 90, grand total of estimated duty.
Example
    The duties of the lines come to $1,250.00, the entry's total says $1,520.00.
Fix
    Add the lines up again.
Limits
    Only where every line has a duty.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.finding import Money
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import money, slip
from docvalidate.rules.base.places import in_entry


@rule(
    "duty-total-differs",
    severity="error",
    family="money",
    needs=("entry",),
    uses=("duty", "lines.duty"),
    cites=Citation(text="CATAIR AE record 90", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("722",),
    psc=("L06",),
)
def duty_total_differs(check: Check) -> Iterator[Finding]:
    total, duties = check.entry.duty, [line.duty for line in check.entry.lines]
    if total is None or not duties or any(duty is None for duty in duties):
        raise NoMatter("the entry has no total duty, or a line has none")
    lines = sum((duty for duty in duties if duty is not None), Decimal(0))
    if abs(lines - total) > Decimal("0.01"):
        text = f"The duties of the lines come to {money(lines)}, the entry's total says {money(total)}."
        yield check.finding(
            f"{text} {slip(f'{lines:.2f}', f'{total:.2f}')}".rstrip(),
            expected=lines,
            found=total,
            evidence=in_entry(check.entry, "duty"),
            money=Money(duty=lines - total),
        )
