"""The goods come from a country whose goods pay the rates of column 2.

What
    Finds lines that originate in a country of General Note 3(b): Belarus, Cuba, North Korea, Russia.
Why
    Column 2 rates are often ten times those of column 1, and most such goods are embargoed or sanctioned.
Law
    HTSUS General Note 3(b); Public Law 117-110.
Example
    Line 1 originates in RU: the rates of column 2 hold.
Fix
    Check sanctions first (31 CFR chapter V), then compute the duty by column 2.
Limits
    The countries are data of the package with their first days (Belarus and Russia from 2022-04-09), each compared with
    the general note.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import codes, countries
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "column-two-origin",
    severity="warning",
    family="origin",
    needs=("entry",),
    uses=("lines.country_of_origin",),
    cites=Citation(text="HTSUS General Note 3(b)", url="https://hts.usitc.gov/"),
    ace=("409",),
)
def column_two_origin(check: Check) -> Iterator[Finding]:
    if not any(line.country_of_origin for line in check.entry.lines):
        raise NoMatter("no line of the entry names an origin")
    for index, line in enumerate(check.entry.lines):
        origin = line.country_of_origin or ""
        if origin in codes.country_group("column_2", check.on) and line.line_number not in check.reported(
            "origin-mismatch"
        ):
            yield check.finding(
                f"Line {line.line_number} originates in {countries.name(origin)}: the rates of column 2 hold, and "
                "sanctions may forbid the import.",
                expected="column 2",
                found=origin,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].country_of_origin"),
            )
