"""Goods of a country with a chapter 99 program for all its goods are entered without a number of that program.

What
    Looks, on lines of such a country, for one of the program's numbers: the one that pays, or that of an exception.
Why
    The additional duty is short, and ACE rejects the line.
Law
    19 USC 2411 (Section 301); 91 FR 45516 (Brazil, from 2026-07-22); CSMS # 69326983 (forced labor, 60 economies, from
    2026-07-24); HTSUS 9903.05 and 9903.06.
Example
    Lines 1 and 2 of VN have no number of Section 301 forced labor (9903.05.20 to 9903.05.99, 9903.06.01 to 9903.06.21).
Fix
    Add the number of the country and rate, or that of the exception that covers the goods (9903.05.85 and following).
Limits
    Countries and days are data of the package, from public summaries of the notices. Which number holds is not judged,
    so no duty is computed. Chapter 98 lines are left out. Information, once a program.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docvalidate.reference.fees import in_force
from docvalidate.reference.tables import compared, rows
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import UNCOMPARED, listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import article_number, digits, dotted, remedies, require_numbers


@rule(
    "section-301-country-missing",
    severity="info",
    family="chapter-99",
    needs=("entry",),
    uses=("lines.country_of_origin",),
    cites=Citation(text="19 USC 2411; HTSUS 9903.05", url="https://hts.usitc.gov/"),
    valid_from="2026-07-22",
    ace=("771", "613"),
    psc=("L03", "L06"),
)
def section_301_country_missing(check: Check) -> Iterator[Finding]:
    require_numbers(check)
    concerned = 0
    for row in rows("country_programs.csv"):
        if not in_force(_day(row["valid_from"]), _day(row["valid_to"]), check.on):
            continue
        ranges = [one.partition("-")[::2] for one in row["headings"].split("|")]
        bare: list[int] = []
        for index, line in enumerate(check.entry.lines):
            special = any(digits(one).startswith("98") for one in line.hts_numbers)
            if line.country_of_origin not in row["countries"].split("|") or special or article_number(line) is None:
                continue
            concerned += 1
            filed = any(first <= number <= last for number in remedies(line) for first, last in ranges)
            if not filed and line.line_number not in check.reported("origin-mismatch"):
                bare.append(index)
        if not bare:
            continue
        numbers = [str(check.line(index).line_number) for index in bare]
        origins = listed(sorted({check.line(index).country_of_origin or "" for index in bare}), 6)
        label = (
            f"Line {numbers[0]} of {origins} has" if len(bare) == 1 else f"Lines {listed(numbers, 8)} of {origins} have"
        )
        spans = ", ".join(f"{dotted(first)} to {dotted(last)}" for first, last in ranges)
        yield check.finding(
            f"{label} no number of {row['program']} ({spans}).{'' if compared(row) else UNCOMPARED}",
            expected=f"a number of {spans}",
            found=[article_number(check.line(index)) for index in bare],
            line=bare[0] if len(bare) == 1 else None,
            evidence=in_entry(check.entry, *(f"lines[{index}].hts_numbers" for index in bare[:8])),
        )
    if not concerned:
        raise NotConcerned("no line originates in a country with such a program on that day")


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
