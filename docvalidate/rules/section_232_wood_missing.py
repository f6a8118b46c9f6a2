"""Timber, upholstered furniture or a kitchen cabinet is entered without a number of Section 232 on wood.

What
    Looks for a number of 9903.76 on lines whose tariff number is among the wood products of the program.
Why
    The additional duty is short, and ACE rejects the line.
Law
    19 USC 1862; Proclamation 10976; HTSUS 9903.76 and U.S. note 37 to subchapter III of chapter 99.
Example
    Line 2: 9401.61.6011 (upholstered seats with wooden frames) has no number of 9903.76.
Fix
    Add the number of 9903.76 that covers the goods and their origin, or that of the exception.
Limits
    The products are a short dated table of the package, not the whole of note 37; goods subject to the duties on
    automobile parts are excepted. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.tables import rows
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import article_number, dotted, remedies, require_numbers


@rule(
    "section-232-wood-missing",
    severity="info",
    family="chapter-99",
    needs=("entry",),
    cites=Citation(text="Proclamation 10976; HTSUS 9903.76", url="https://hts.usitc.gov/"),
    valid_from="2025-10-14",
    ace=("771", "613"),
    psc=("L03", "L06"),
)
def section_232_wood_missing(check: Check) -> Iterator[Finding]:
    require_numbers(check)
    table = {row["prefix"]: row["product"] for row in rows("wood_products.csv")}
    matter = 0
    for index, line in enumerate(check.entry.lines):
        number = article_number(line) or ""
        prefix = next((one for one in table if number.startswith(one)), None)
        matter += prefix is not None
        filed = any(one.startswith(("990376", "990394")) for one in remedies(line))
        if prefix is None or filed or line.line_number in check.reported("hts-mismatch"):
            continue
        yield check.finding(
            f"Line {line.line_number}: {dotted(number)} ({table[prefix]}) has no number of 9903.76, the duties of "
            "Section 232 on wood products.",
            expected="a number of 9903.76",
            found=[*remedies(line), number],
            line=index,
            evidence=in_entry(check.entry, f"lines[{index}].hts_numbers"),
        )
    if not matter:
        raise NotConcerned("no line has a tariff number of the wood products known here")
