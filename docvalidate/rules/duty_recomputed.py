"""The duty of a line is not what the tariff makes of it.

What
    Computes the duty of each line from its tariff numbers, value, quantities, origin and program by the held schedule
    and compares with the duty filed.
Why
    ACE computes it again and rejects a difference; before that, money is short or paid for nothing.
Law
    19 CFR 141.68 and 159.1; CATAIR AE usage notes (k) to (m) and (hh), Appendix F; HTSUS.
Example
    Line 2: 2.5 % of $10,000 is $250.00, the entry has $520.00.
Fix
    Recompute; look whether rate, program or chapter 99 number are those of the day.
Limits
    Rates in words, on components and on quantities that are not filed are not computed. As good as the schedule
    held. Reports that print 0 on every line carry no duty. Left to the rules that report value, number, quantity or
    origin of the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.entry import EntryLine
from docvalidate.domain.finding import Money
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import articles, duty_of, rate_of

OTHERS = (
    "value-mismatch",
    "hts-mismatch",
    "quantity-mismatch",
    "unit-mismatch",
    "origin-mismatch",
    "line-not-invoiced",
)


@rule(
    "duty-recomputed",
    severity="warning",
    family="money",
    needs=("entry", "tariff"),
    uses=("lines.country_of_origin", "lines.entered_value", "lines.spi", "lines.duty"),
    cites=Citation(text="CATAIR AE usage notes (k) to (m); HTSUS", url="https://hts.usitc.gov/"),
    ace=("624",),
    psc=("L06",),
)
def duty_recomputed(check: Check) -> Iterator[Finding]:
    computed = 0
    if not any(filed_duty(line) for line in check.entry.lines) and not check.entry.duty:
        raise NoMatter("the entry has no duty on any line: its form may carry none")
    for one in articles(check):
        filed = filed_duty(one.line)
        due = duty_of(check, one.line)
        if filed is None or due is None or one.tariff is None or one.line.article_set == "V":
            continue
        computed += 1
        if abs(due - filed) <= Decimal("0.02") or one.line.line_number in check.reported(*OTHERS):
            continue
        rate = rate_of(one.line, one.tariff, check.on).text or "no rate"
        yield check.finding(
            f"{one.label}: by the held tariff ({rate}) the duty is {money(due)}, the entry has {money(filed)}.",
            expected=due,
            found=filed,
            line=one.index,
            evidence=in_entry(check.entry, f"lines[{one.index}].duty", f"lines[{one.index}].entered_value"),
            money=Money(duty=due - filed),
        )
    if not computed:
        raise NoMatter("no line has a duty filed and one that follows from the held schedule")


def filed_duty(line: EntryLine) -> Decimal | None:
    """The duty of the line, or of its tariff numbers together; None where it is not filed."""
    if line.duty is None and line.tariffs and all(part.duty is not None for part in line.tariffs):
        return sum((part.duty for part in line.tariffs if part.duty is not None), Decimal(0))
    return line.duty
