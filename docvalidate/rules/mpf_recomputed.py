"""The merchandise processing fee is not what the values come to.

What
    Computes the fee of the entry from its lines, their programs and origins, with the minimum and maximum of the day,
    and compares with the fee filed.
Why
    ACE computes it again and rejects a difference.
Law
    19 CFR 24.23(b) and (c); CATAIR AE usage notes (m), (n) and (w): minimum and maximum of the fiscal year.
Example
    0.3464 % of $10,000 is $34.64, the entry has $43.64.
Fix
    Recompute; on 1 October the minimum and maximum change.
Limits
    Consolidated summaries, zone and warehouse entries and lines with a claimed exemption are not assessed. Left to
    the rules that report values and lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.finding import Money
from docvalidate.reference import fees
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.stakes import mpf_due

OTHERS = ("value-mismatch", "line-not-entered", "line-not-invoiced", "invoice-not-entered")


@rule(
    "mpf-recomputed",
    severity="warning",
    family="money",
    needs=("entry",),
    uses=("entry_type", "mpf", "lines.country_of_origin", "lines.entered_value"),
    cites=Citation(
        text="19 CFR 24.23; CATAIR AE usage note (w)", url="https://www.ecfr.gov/current/title-19/section-24.23"
    ),
    valid_from="2011-10-01",
    ace=("641", "639", "640"),
    psc=("L17",),
)
def mpf_recomputed(check: Check) -> Iterator[Finding]:
    filed, due = check.entry.mpf, mpf_due(check, check.entry.lines)
    if filed is None or due is None:
        raise NoMatter("the entry has no processing fee, or it does not follow from its type, values and origins")
    slack = Decimal("0.01") * (1 + len(check.entry.lines) // 2)
    if abs(due - filed) <= slack or check.reported(*OTHERS):
        return
    fee = fees.find("mpf-formal", check.entry.entry_date or check.on)
    bounds = (
        f" (minimum {money(fee.minimum)}, maximum {money(fee.maximum)})" if fee and fee.minimum and fee.maximum else ""
    )
    yield check.finding(
        f"The merchandise processing fee of the entry's lines is {money(due)}{bounds}, the entry has {money(filed)}.",
        expected=due,
        found=filed,
        evidence=in_entry(check.entry, "mpf"),
        money=Money(fees=due - filed),
    )
