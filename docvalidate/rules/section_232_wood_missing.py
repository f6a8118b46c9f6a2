"""Timber, upholstered furniture or a kitchen cabinet is entered without a number of Section 232 on wood.

What
    Looks for a number of 9903.76 that covers the goods on lines whose tariff number is among the program's products.
Why
    The additional duty is short, and ACE rejects the line.
Law
    19 USC 1862; Proclamation 10976 (90 FR 48127); HTSUS 9903.76 and U.S. note 37 to subchapter III of chapter 99;
    CBP CSMS # 66492057.
Example
    Line 2: 9401.61.6011 (upholstered wooden furniture) has none of 9903.76.02, 9903.76.20 to .23.
Fix
    Add the number of 9903.76 that covers the goods and their origin; 9903.76.04 where they are no cabinet or part.
Limits
    The products are CBP's list of 2025-10-10; a later change of note 37 is not in it. Goods subject to the duties on
    automobiles and their parts (9903.94) are excepted. Which country's number holds is not judged. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.tables import compared, rows
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import UNCOMPARED, listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import article_number, digits, dotted, remedies, require_numbers

AUTOMOBILES = "990394"


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
    matter = 0
    for index, line in enumerate(check.entry.lines):
        number = article_number(line) or ""
        product = next((row for row in rows("wood_products.csv") if number.startswith(row["prefix"])), None)
        if product is None:
            continue
        matter += 1
        headings = product["headings"].split("|")
        covering = {digits(one) for one in headings}
        filed = any(one in covering or one.startswith(AUTOMOBILES) for one in remedies(line))
        if filed or line.line_number in check.reported("hts-mismatch"):
            continue
        yield check.finding(
            f"Line {line.line_number}: {dotted(number)} ({product['product']}) has none of the numbers "
            f"{listed(headings, 6)}, the duties of Section 232 on wood products."
            f"{'' if compared(product) else UNCOMPARED}",
            expected=headings,
            found=[*remedies(line), number],
            line=index,
            evidence=in_entry(check.entry, f"lines[{index}].hts_numbers"),
        )
    if not matter:
        raise NotConcerned("no line has a tariff number of the wood products of the program")
