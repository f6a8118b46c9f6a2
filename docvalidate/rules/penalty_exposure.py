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

from docvalidate.domain.entry import EntryLine
from docvalidate.domain.finding import Money
from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.stakes import CORRECTS, corrected, difference


@rule(
    "penalty-exposure",
    severity="info",
    family="money",
    needs=("entry",),
    cites=Citation(text="19 USC 1592(c)", url="https://www.law.cornell.edu/uscode/text/19/1592"),
    last=True,
)
def penalty_exposure(check: Check) -> Iterator[Finding]:
    right: dict[int, EntryLine] = {}
    for one in check.notes.get("findings", []):
        field = CORRECTS.get(one.rule)
        if one.severity == "info" or field is None or one.money is None or one.entry_line is None:
            continue
        index = next(at for at, line in enumerate(check.entry.lines) if line.line_number == one.entry_line)
        changed = corrected(right.get(index, check.entry.lines[index]), field, one.expected)
        if changed is not None:
            right[index] = changed
    moved = difference(check, [(check.entry.lines[index], line) for index, line in right.items()]) if right else None
    loss = (moved.duty or Decimal(0)) + (moved.fees or Decimal(0)) if moved is not None else Decimal(0)
    if moved is None and any(one.rule in CORRECTS for one in check.notes.get("findings", [])):
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
