"""An informal entry is over $2,500.

What
    Compares the value of entries of type 11 and 12 with the limit of informal entry.
Why
    Above the limit a formal entry with a bond is due; ACE rejects the informal one.
Law
    19 CFR 143.21(a); 19 CFR 128.24; CATAIR AE (errors 645, 646 and 648).
Example
    The informal entry comes to $3,120; the limit is $2,500.
Fix
    File a formal entry.
Limits
    US goods returned (9801.00.10) have a limit of $10,000. Goods that need a formal entry at any value are not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import digits

LIMIT, RETURNED = Decimal(2500), Decimal(10000)


@rule(
    "informal-limit-exceeded",
    severity="error",
    family="entry",
    needs=("entry",),
    uses=("entry_type", "lines.entered_value"),
    cites=Citation(text="19 CFR 143.21(a)", url="https://www.ecfr.gov/current/title-19/section-143.21"),
    valid_from="2013-01-07",
    ace=("645", "646", "648"),
)
def informal_limit_exceeded(check: Check) -> Iterator[Finding]:
    entry = check.entry
    if not entry.entry_type:
        raise NoMatter("the entry has no entry type")
    if entry.entry_type not in ("11", "12"):
        raise NotConcerned("the entry is no informal entry")
    values = [line.entered_value for line in entry.lines]
    total = entry.total_entered_value
    if total is None and values and not any(one is None for one in values):
        total = sum((one for one in values if one is not None), Decimal(0))
    if total is None:
        raise NoMatter("the value of the entry is not known")
    returned = all(any(digits(one).startswith("98010010") for one in line.hts_numbers) for line in entry.lines)
    limit = RETURNED if returned and entry.lines else LIMIT
    if total > limit:
        yield check.finding(
            f"The informal entry comes to {money(total)}; the limit is {money(limit)}.",
            expected=limit,
            found=total,
            evidence=in_entry(entry, "entry_type", "total_entered_value"),
        )
