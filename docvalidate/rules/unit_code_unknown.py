"""A unit of measure is none of CBP's codes.

What
    Looks each unit filed with a quantity up in CBP's table.
Why
    ACE rejects an unknown unit; KGS and PC for KG and NO are the usual slips.
Law
    CATAIR AE record 50; CATAIR Appendix B, units of measure.
Example
    Line 2: CARTON is no unit of measure of CBP.
Fix
    Enter the code of the tariff's unit.
Limits
    As of the edition of Appendix B that travels with the package (August 2026). A unit that
    another rule has reported is left to that.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import units
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry


@rule(
    "unit-code-unknown",
    severity="warning",
    family="identifiers",
    needs=("entry",),
    uses=("lines.unit",),
    cites=Citation(text="CATAIR AE record 50; Appendix B", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("442",),
    psc=("L29",),
)
def unit_code_unknown(check: Check) -> Iterator[Finding]:
    seen: dict[str, list[int]] = {}
    for index, line in enumerate(check.entry.lines):
        for unit in (line.unit, line.unit2, line.unit3):
            if unit and line.line_number not in check.reported("unit-mismatch", "tariff-unit-wrong"):
                seen.setdefault(unit.strip().upper(), []).append(index)
    if not any(line.unit for line in check.entry.lines):
        raise NoMatter("no line of the entry has a unit of measure")
    for unit, places in seen.items():
        if unit == "X" or unit in units.all_units():
            continue
        meant = units.code(unit)
        numbers = [str(check.line(index).line_number) for index in places]
        hint = f"; {meant} may be meant" if meant else ""
        yield check.finding(
            f"{'Line' if len(numbers) == 1 else 'Lines'} {listed(numbers)}: {unit} is no unit of measure of CBP{hint}.",
            expected=meant,
            found=unit,
            line=places[0],
            evidence=in_entry(check.entry, *(f"lines[{index}].unit" for index in places[:8])),
        )
