"""The tariff asks for a second or third quantity, and the line has none.

What
    Counts the units the tariff number asks for and the quantities filed on the line.
Why
    ACE rejects the line without them; for textiles and beverages they carry quota and tax.
Law
    CATAIR AE record 50, quantities 1 to 3; HTSUS unit of quantity column.
Example
    Line 3: 6109.10.0012 is counted in DOZ and KG, the entry has DOZ alone.
Fix
    Add the quantity in the further unit; the net weight on the packing list is usually the one in kilograms.
Limits
    Not assessed for entries that carry no second quantity on any line, since their form may have no place for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import articles, dotted, same_unit


@rule(
    "second-quantity-missing",
    severity="warning",
    family="tariff",
    needs=("entry", "tariff"),
    uses=("lines.unit", "lines.quantity2"),
    cites=Citation(text="CATAIR AE record 50", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("443", "444"),
    psc=("L29",),
)
def second_quantity_missing(check: Check) -> Iterator[Finding]:
    if not any(line.quantity2 is not None for line in check.entry.lines):
        raise NoMatter("no line of the entry carries a second quantity")
    for one in articles(check):
        if one.tariff is None or one.line.unit is None or one.line.line_number in check.reported("unit-mismatch"):
            continue
        filed = [unit for unit in (one.line.unit, one.line.unit2, one.line.unit3) if unit]
        wanted = [unit for unit in one.tariff.units if unit != "X"]
        missing = [unit for unit in wanted if not any(same_unit(unit, have) for have in filed)]
        if not missing or len(filed) >= len(wanted):
            continue
        yield check.finding(
            f"{one.label}: the tariff counts {dotted(one.number)} in {listed(wanted)}, the entry has {listed(filed)} "
            f"and no quantity in {listed(missing)}.",
            expected=wanted,
            found=filed,
            line=one.index,
            evidence=in_entry(check.entry, f"lines[{one.index}].quantity", f"lines[{one.index}].hts_numbers"),
        )
