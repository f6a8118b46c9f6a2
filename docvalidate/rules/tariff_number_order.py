"""The tariff numbers of a line are out of order, or one stands there twice.

What
    Checks that chapter 98 comes first, then chapter 99, then the article's own number, and that none is repeated.
Why
    ACE rejects numbers out of sequence and duplicates within a line.
Law
    CATAIR AE usage note (ii) and record 50; CSMS 69668138 for the order of 2026-08-27.
Example
    Line 2: 9903.88.03 stands behind 8471.30.0100.
Fix
    Put chapter 98 first, then chapter 99, then the article.
Limits
    The order among several chapter 99 numbers is not checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import digits, dotted, require_numbers


@rule(
    "tariff-number-order",
    severity="warning",
    family="tariff",
    needs=("entry",),
    cites=Citation(text="CATAIR AE record 50, usage note (ii)", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("852", "436"),
)
def tariff_number_order(check: Check) -> Iterator[Finding]:
    require_numbers(check)
    if not any(len(line.hts_numbers) > 1 for line in check.entry.lines):
        raise NotConcerned("no line of the entry has several tariff numbers")
    for index, line in enumerate(check.entry.lines):
        numbers = [one for one in map(digits, line.hts_numbers) if one]
        ranks = [0 if one.startswith("98") else 1 if one.startswith("99") else 2 for one in numbers]
        twice = next((one for one in numbers if numbers.count(one) > 1), None)
        if twice is None and ranks == sorted(ranks):
            continue
        told = " ".join(map(dotted, numbers))
        problem = (
            f"{dotted(twice)} stands twice among {told}"
            if twice is not None
            else f"the numbers {told} are not in the order chapter 98, chapter 99, article"
        )
        right = [one for rank in (0, 1, 2) for one, at in zip(numbers, ranks, strict=True) if at == rank]
        yield check.finding(
            f"Line {line.line_number}: {problem}.",
            expected=list(dict.fromkeys(right)),
            found=numbers,
            line=index,
            evidence=in_entry(check.entry, f"lines[{index}].hts_numbers"),
        )
