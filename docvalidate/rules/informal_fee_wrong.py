"""The fee of an informal entry is not the fixed one of the day, or a formal entry has it.

What
    Compares the fee of class 311 with the fixed amount of the fiscal year, and looks for it on formal entries and for
    the formal fee (499) on informal ones.
Why
    ACE rejects each of these.
Law
    19 CFR 24.23(b)(2); CATAIR AE usage note (q).
Example
    The informal entry of 2026-10-02 has a fee of $2.69; since 2026-10-01 it is $2.77.
Fix
    Enter the fee of the day.
Limits
    Exempt informal entries (all goods of an agreement, insular possessions) are not told apart: no fee at all passes.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.finding import Money
from docvalidate.reference import fees
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import in_entry

INFORMAL = ("11", "12")


@rule(
    "informal-fee-wrong",
    severity="error",
    family="money",
    needs=("entry",),
    uses=("entry_type", "mpf", "fees"),
    cites=Citation(
        text="19 CFR 24.23(b)(2); CATAIR AE usage note (q)", url="https://www.ecfr.gov/current/title-19/section-24.23"
    ),
    valid_from="2020-10-01",
    ace=("637", "638", "630"),
    psc=("H13",),
)
def informal_fee_wrong(check: Check) -> Iterator[Finding]:
    entry = check.entry
    filed = (entry.fees or {}).get("311")
    if not entry.entry_type or (filed is None and not (entry.entry_type in INFORMAL and entry.mpf)):
        raise NotConcerned("the entry carries no fee of an informal entry")
    fee = fees.find("mpf-informal", entry.entry_date or check.on)
    if entry.entry_type not in INFORMAL:
        if filed:
            yield check.finding(
                f"The entry of type {entry.entry_type} has the informal fee of {money(filed)}.",
                expected=0,
                found=filed,
                evidence=in_entry(entry, "fees.311", "entry_type"),
                money=Money(fees=-filed),
            )
    elif filed is None and entry.mpf and fee is not None and entry.mpf != fee.amount:
        yield check.finding(
            f"The informal entry has a processing fee of {money(entry.mpf)}; the informal fee is "
            f"{money(fee.amount or 0)}.",
            expected=fee.amount,
            found=entry.mpf,
            evidence=in_entry(entry, "mpf", "entry_type"),
            money=Money(fees=(fee.amount or 0) - entry.mpf),
        )
    elif filed and fee is not None and fee.amount is not None and filed != fee.amount:
        yield check.finding(
            f"The informal entry has a fee of {money(filed)}; on its day it is {money(fee.amount)}.",
            expected=fee.amount,
            found=filed,
            evidence=in_entry(entry, "fees.311", "entry_date"),
            money=Money(fees=fee.amount - filed),
        )
