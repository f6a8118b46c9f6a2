"""A line over $1,250 has no charges.

What
    Finds formal lines worth more than $1,250 without charges (freight, insurance and other costs to the United
    States), where other lines have them.
Why
    ACE wants the charges of such lines; the import statistics rest on them.
Law
    CATAIR AE record 40, charges amount; HTSUS General Statistical Note 1(b)(xv).
Example
    Line 3 is worth $4,100 and has no charges.
Fix
    Spread freight and insurance of the bill over the lines.
Limits
    Not assessed where no line of the entry carries charges: the form may have no place for them. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed, money
from docvalidate.rules.base.places import in_entry

LIMIT = 1250


@rule(
    "charges-missing",
    severity="info",
    family="money",
    needs=("entry",),
    uses=("lines.entered_value", "lines.charges"),
    cites=Citation(text="CATAIR AE record 40, charges amount", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("664",),
    psc=("L05",),
)
def charges_missing(check: Check) -> Iterator[Finding]:
    entry = check.entry
    exempt = entry.entry_type in ("11", "12") or entry.mode_of_transport == "60"
    if exempt or not any(line.charges for line in entry.lines):
        raise NoMatter("no line of the entry carries charges, or the entry needs none")
    bare = [
        (index, line)
        for index, line in enumerate(entry.lines)
        if not line.charges and (line.entered_value or 0) > LIMIT and line.article_set != "V"
    ]
    if bare:
        numbers = [str(line.line_number) for _, line in bare]
        worth = sum(
            (line.entered_value for _, line in bare if line.entered_value is not None),
            start=0 * (bare[0][1].entered_value or 0),
        )
        label = f"Line {numbers[0]} is" if len(numbers) == 1 else f"Lines {listed(numbers)} are together"
        yield check.finding(
            f"{label} worth {money(worth)} and {'has' if len(numbers) == 1 else 'have'} no charges.",
            expected="charges",
            found=0,
            line=bare[0][0] if len(bare) == 1 else None,
            evidence=in_entry(entry, *(f"lines[{index}].entered_value" for index, _ in bare[:8])),
        )
