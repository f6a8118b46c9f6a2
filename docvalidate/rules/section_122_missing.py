"""An entry of the days of the Section 122 surcharge has lines without its number.

What
    Finds lines entered from 2026-02-24 to 2026-07-23 without a number of 9903.03.01 to 9903.03.11.
Why
    The surcharge of ten per cent held for the goods of every country; a line needs the number that pays it, or that of
    its exception.
Law
    19 USC 2132; Proclamation 11012; HTSUS 9903.03.01 to 9903.03.11 and U.S. note 2(aa) to chapter 99, subchapter III.
Example
    Lines 1 to 4 have no number of 9903.03.01 to 9903.03.11.
Fix
    Add 9903.03.01, or the exception (9903.03.02 to .11) that covers the goods; a post summary correction where filed.
Limits
    Chapter 98 lines are left out. Whether an exception holds is not judged. Information, once for an entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import article_number, digits, remedies, require_numbers

FIRST, LAST = "99030301", "99030311"


@rule(
    "section-122-missing",
    severity="info",
    family="chapter-99",
    needs=("entry",),
    cites=Citation(text="19 USC 2132; HTSUS 9903.03.01", url="https://hts.usitc.gov/"),
    valid_from="2026-02-24",
    valid_to="2026-07-23",
    ace=("771", "613"),
    psc=("L03", "L06"),
)
def section_122_missing(check: Check) -> Iterator[Finding]:
    require_numbers(check)
    goods = [
        (index, line)
        for index, line in enumerate(check.entry.lines)
        if article_number(line) and not any(digits(one).startswith("98") for one in line.hts_numbers)
    ]
    if not goods:
        raise NotConcerned("no line of the entry has a tariff number of chapters 1 to 97 alone")
    bare = [(index, line) for index, line in goods if not any(FIRST <= one <= LAST for one in remedies(line))]
    if bare:
        numbers = [str(line.line_number) for _, line in bare]
        label = f"Line {numbers[0]} has" if len(numbers) == 1 else f"Lines {listed(numbers)} have"
        yield check.finding(
            f"{label} no number of 9903.03.01 to 9903.03.11, the Section 122 surcharge of the day of entry.",
            expected="a number of 9903.03.01 to 9903.03.11",
            found=[article_number(line) for _, line in bare],
            line=bare[0][0] if len(bare) == 1 else None,
            evidence=in_entry(check.entry, *(f"lines[{index}].hts_numbers" for index, _ in bare[:8])),
        )
