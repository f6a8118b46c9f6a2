"""The unit of measure is not the one the tariff asks for.

What
    Compares the units filed on each line with those of its tariff number, in their order.
Why
    ACE rejects another unit; a quantity in the wrong unit spoils specific duties and the statistics.
Law
    CATAIR AE record 50: the units must be those of the tariff; HTSUS General Statistical Note 3(a).
Example
    Line 3: 6109.10.0012 is counted in DOZ, the entry has 88 KG.
Fix
    Enter the quantity in the tariff's unit.
Limits
    Left to unit-mismatch where the papers show the slip already. Needs the imported schedule.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import articles, dotted, same_unit


@rule(
    "tariff-unit-wrong",
    severity="warning",
    family="tariff",
    needs=("entry", "tariff"),
    uses=("lines.unit",),
    cites=Citation(text="CATAIR AE record 50; HTSUS General Statistical Note 3(a)", url="https://hts.usitc.gov/"),
    ace=("442", "441"),
    psc=("L29",),
)
def tariff_unit_wrong(check: Check) -> Iterator[Finding]:
    compared = 0
    reported = check.reported("unit-mismatch", "hts-mismatch")
    for one in articles(check):
        filed = [unit for unit in (one.line.unit, one.line.unit2, one.line.unit3) if unit]
        if one.tariff is None or not filed or not one.tariff.reportable:
            continue
        compared += 1
        wanted = [unit for unit in one.tariff.units if unit != "X"]
        wrong = [unit for unit in filed if unit != "X" and not any(same_unit(unit, due) for due in wanted)]
        if not wrong or one.line.line_number in reported:
            continue
        due = listed(wanted) or "X (no quantity)"
        yield check.finding(
            f"{one.label}: the tariff counts {dotted(one.number)} in {due}, the entry has {listed(wrong)}.",
            expected=wanted or ["X"],
            found=filed,
            line=one.index,
            evidence=in_entry(check.entry, f"lines[{one.index}].unit", f"lines[{one.index}].hts_numbers"),
        )
    if not compared:
        raise NoMatter("no line has a unit and a tariff number that the held schedule knows")
