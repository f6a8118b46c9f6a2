"""A chapter 99 number is filed on a day on which its program is not in force.

What
    Looks each chapter 99 number up among the dated programs and compares with the day of entry.
Why
    A number of a program that has ended, or not begun, is rejected, and its duty is paid for nothing or is missing.
Law
    HTSUS chapter 99 and the proclamations behind it; CATAIR AE usage note (ii).
Example
    Line 1: 9903.01.25 (IEEPA tariffs) may be filed from 2025-02-04 to 2026-02-23, the entry is of 2026-03-01.
Fix
    Take the number out, or file that of the program in force.
Limits
    The programs and their days are data of the package (September 2026); a number that is not there is not judged.
    Information where the days were not compared with their source, or may have been moved since.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import programs
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import UNCOMPARED
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.stakes import difference
from docvalidate.rules.base.tariffs import digits, dotted, remedies, require_numbers


@rule(
    "chapter-99-wrong-era",
    severity="warning",
    family="chapter-99",
    needs=("entry",),
    cites=Citation(text="HTSUS chapter 99; CATAIR AE usage note (ii)", url="https://hts.usitc.gov/"),
    ace=("434", "775"),
    psc=("L03", "L06"),
)
def chapter_99_wrong_era(check: Check) -> Iterator[Finding]:
    require_numbers(check)
    known = 0
    for index, line in enumerate(check.entry.lines):
        for number in remedies(line):
            program = programs.of_number(number)
            if program is None:
                continue
            known += 1
            if program.in_force(check.on):
                continue
            start = program.valid_from.isoformat() if program.valid_from else "the beginning"
            end = f"to {program.valid_to.isoformat()}" if program.valid_to else "on"
            left = [one for one in line.hts_numbers if digits(one) != number]
            yield check.finding(
                f"Line {line.line_number}: {dotted(number)} ({program.name}) may be filed from {start} {end}, the law "
                f"of {check.on.isoformat()} holds for this entry.{UNCOMPARED if not program.compared else ''}",
                expected=f"{start} {end}",
                found=number,
                line=index,
                severity=None if program.compared else "info",
                evidence=in_entry(check.entry, f"lines[{index}].hts_numbers", "entry_date"),
                money=difference(check, [(line, line.model_copy(update={"hts_numbers": left}))]),
            )
    if not known:
        raise NotConcerned("no line has a chapter 99 number whose program is known here")
