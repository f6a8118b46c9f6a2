"""The country of export is the United States.

What
    Finds lines whose country of export, or entries whose exporting country, is US.
Why
    Goods that are entered come from abroad; ACE rejects US as country of export.
Law
    CATAIR AE record 40, country of export.
Example
    Line 1: the country of export is US.
Fix
    Enter the country from which the goods were shipped without entering commerce on the way.
Limits
    None known.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry


@rule(
    "export-country-us",
    severity="error",
    family="origin",
    needs=("entry",),
    uses=("exporting_country", "lines.country_of_export"),
    cites=Citation(text="CATAIR AE record 40", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("412",),
    psc=("L08",),
)
def export_country_us(check: Check) -> Iterator[Finding]:
    named = [(index, line) for index, line in enumerate(check.entry.lines) if line.country_of_export]
    if not named and not check.entry.exporting_country:
        raise NoMatter("the entry names no country of export")
    wrong = [(index, line) for index, line in named if line.country_of_export == "US"]
    if wrong:
        numbers = [str(line.line_number) for _, line in wrong]
        label = f"Line {numbers[0]}" if len(numbers) == 1 else f"Lines {listed(numbers)}"
        yield check.finding(
            f"{label}: the country of export is US.",
            expected="a foreign country",
            found="US",
            line=wrong[0][0],
            evidence=in_entry(check.entry, *(f"lines[{index}].country_of_export" for index, _ in wrong[:8])),
        )
    elif check.entry.exporting_country == "US":
        yield check.finding(
            "The entry's exporting country is US.",
            expected="a foreign country",
            found="US",
            evidence=in_entry(check.entry, "exporting_country"),
        )
