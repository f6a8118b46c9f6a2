"""A chapter 99 number is filed for goods of a country its program is not for.

What
    Compares the origin of each line with the countries of the programs of its chapter 99 numbers.
Why
    The additional duty is paid for nothing, or the origin is wrong.
Law
    HTSUS chapter 99, subchapter III, notes of the program; 19 USC 2411 (Section 301).
Example
    Line 1: 9903.88.03 is for goods of CN, the origin is VN.
Fix
    Take the number out, or correct the origin.
Limits
    Only programs for single countries whose list is known here. Information where the row was not compared with its
    source.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import programs
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import UNCOMPARED, listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.stakes import difference
from docvalidate.rules.base.tariffs import digits, dotted, remedies, require_numbers


@rule(
    "chapter-99-other-country",
    severity="warning",
    family="chapter-99",
    needs=("entry",),
    uses=("lines.country_of_origin",),
    cites=Citation(text="HTSUS chapter 99, subchapter III; 19 USC 2411", url="https://hts.usitc.gov/"),
    ace=("603", "613"),
    psc=("L03", "L07"),
)
def chapter_99_other_country(check: Check) -> Iterator[Finding]:
    require_numbers(check)
    compared = 0
    for index, line in enumerate(check.entry.lines):
        for number in remedies(line):
            program = programs.of_number(number)
            if program is None or not program.countries or not line.country_of_origin:
                continue
            compared += 1
            if line.country_of_origin in program.countries or line.line_number in check.reported("origin-mismatch"):
                continue
            left = [one for one in line.hts_numbers if digits(one) != number]
            yield check.finding(
                f"Line {line.line_number}: {dotted(number)} ({program.name}) is for goods of "
                f"{listed(program.countries)}, the origin is {line.country_of_origin}."
                f"{UNCOMPARED if not program.compared else ''}",
                expected=list(program.countries),
                found=line.country_of_origin,
                line=index,
                severity=None if program.compared else "info",
                evidence=in_entry(check.entry, f"lines[{index}].hts_numbers", f"lines[{index}].country_of_origin"),
                money=difference(check, [(line, line.model_copy(update={"hts_numbers": left}))]),
            )
    if not compared:
        raise NotConcerned("no line has a chapter 99 number of a program for single countries, and an origin")
