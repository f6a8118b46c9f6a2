"""The harbor maintenance fee is not what the values come to, or is not due.

What
    Computes 0.125 % of the values of goods that came by vessel and compares with the fee filed; for other modes and for
    informal, zone and warehouse entries there is none.
Why
    ACE computes it again and rejects a difference, or a fee that is not due.
Law
    19 CFR 24.24; CATAIR AE usage note (o), modes 10 to 12.
Example
    0.125 % of $10,000 is $12.50, the entry has $15.20.
Fix
    Recompute; look at the mode of transport.
Limits
    An entry of $3.00 or less of fee that owes nothing else pays none. Left to the rules that report values and lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.finding import Money
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.stakes import hmf_due

OTHERS = ("value-mismatch", "line-not-entered", "line-not-invoiced", "invoice-not-entered", "transport-mode-differs")


@rule(
    "hmf-recomputed",
    severity="warning",
    family="money",
    needs=("entry",),
    uses=("entry_type", "mode_of_transport", "hmf", "lines.entered_value"),
    cites=Citation(
        text="19 CFR 24.24; CATAIR AE usage note (o)", url="https://www.ecfr.gov/current/title-19/section-24.24"
    ),
    ace=("601", "481", "482", "602"),
    psc=("L18",),
)
def hmf_recomputed(check: Check) -> Iterator[Finding]:
    filed, due = check.entry.hmf, hmf_due(check, check.entry.lines)
    if filed is None or due is None:
        raise NoMatter("the entry has no harbor maintenance fee, or it does not follow from mode, type and values")
    slack = Decimal("0.01") * (1 + len(check.entry.lines))
    if abs(due - filed) <= slack or check.reported(*OTHERS):
        return
    why = "" if due else f" (mode {check.entry.mode_of_transport}, entry type {check.entry.entry_type})"
    yield check.finding(
        f"The harbor maintenance fee of the entry's lines is {money(due)}{why}, the entry has {money(filed)}.",
        expected=due,
        found=filed,
        evidence=in_entry(check.entry, "hmf", "mode_of_transport"),
        money=Money(fees=due - filed),
    )
