"""What the duty that is short could cost as a penalty, if the entry were filed so.

What
    Puts right at once what the errors and warnings say of values, quantities and tariff numbers, computes duty and
    fees of the entry anew, and shows the most a penalty for negligence or gross negligence could be.
Why
    It helps to tell a slip of twelve dollars from one of twelve thousand. Before filing nothing is violated.
Law
    19 USC 1592(c): negligence, two times, gross negligence, four times the duties, taxes and fees lost, each at most
    the domestic value of the goods; 19 CFR part 171, Appendix B. A prior disclosure brings it down to interest.
Example
    If filed so: $1,204.50 of duty and fees short; negligence up to 2 x 1,204.50 = $2,409.00, gross negligence
    $4,818.00.
Fix
    Correct the entry before it is filed; after filing, a post summary correction or a prior disclosure.
Limits
    An upper bound by entry, never to be added to other figures. The domestic value is not known and caps it; fraud and
    the percentage for entries without a loss are not shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.finding import Money
from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.stakes import CORRECTS, difference, put_right


@rule(
    "penalty-exposure",
    severity="info",
    family="money",
    needs=("entry",),
    uses=("entry_type", "mode_of_transport", "lines.country_of_origin", "lines.entered_value"),
    cites=Citation(text="19 USC 1592(c)", url="https://www.law.cornell.edu/uscode/text/19/1592"),
    last=True,
)
def penalty_exposure(check: Check) -> Iterator[Finding]:
    lines = list(check.entry.lines)
    moving = [
        one
        for one in check.notes.get("findings", [])
        if one.severity != "info" and one.rule in CORRECTS and one.rule != check.info.id
    ]
    for one in moving:
        lines = put_right(lines, one) or lines
    changes = [(old, new) for old, new in zip(check.entry.lines, lines, strict=True) if old is not new]
    moved = difference(check, changes) if changes else None
    loss = (moved.duty or Decimal(0)) + (moved.fees or Decimal(0)) if moved is not None else Decimal(0)
    if moved is None and moving:
        raise NoMatter("no finding says how much duty or fees are short")
    if moved is None:
        raise NotConcerned("no finding moves duty or fees")
    if loss <= 0:
        return
    total = sum((line.entered_value for line in check.entry.lines if line.entered_value is not None), Decimal(0))
    unknown = " The duty is not known; these are the fees alone." if moved.duty is None else ""
    yield check.finding(
        f"If filed so: {money(loss)} of duty and fees short; a penalty for negligence could be up to 2 x {money(loss)} "
        f"= {money(loss * 2)}, for gross negligence 4 x {money(loss)} = {money(loss * 4)}, in no case more than the "
        f"domestic value of the goods (entered value {money(total)}).{unknown}",
        expected=Decimal(0),
        found=loss,
        money=Money(exposure=loss * 2),
    )
