"""A number in an annex of Section 232 is entered without a chapter 99 number of the program.

What
    Looks the tariff numbers up in the imported product lists for steel, aluminum and copper, whatever the origin.
Why
    Section 232 holds for nearly all countries; the line needs a number that pays, or one that says why it does not.
Law
    19 USC 1862; Proclamation 11021 and the annexes of 2026-04-06; HTSUS chapter 99, subchapter III, notes 16 and 19.
Example
    Line 1: 7318.15.2061 is in annex 1a (steel), and the line has no number of 9903.81, 9903.82 or 9903.85.
Fix
    Add the number that covers the goods and their content of metal, or that of the exception.
Limits
    As good as the lists that were imported; which number and rate hold depends on content, origin and smelter, so no
    duty is computed. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import articles, dotted, remedies

FAMILIES = ("990380", "990381", "990382", "990385", "990378")
"""Steel, aluminum and copper, with their exceptions."""


@rule(
    "section-232-missing",
    severity="info",
    family="chapter-99",
    needs=("entry", "tariff"),
    cites=Citation(text="19 USC 1862; Proclamation 11021", url="https://hts.usitc.gov/"),
    valid_from="2018-03-23",
    ace=("771", "613"),
    psc=("L03", "L06"),
)
def section_232_missing(check: Check) -> Iterator[Finding]:
    assert check.reference is not None
    in_annex = 0
    for one in articles(check):
        products = [
            item
            for item in check.reference.lists(one.number)
            if not item.heading and (item.valid_from is None or item.valid_from <= check.on)
        ]
        in_annex += bool(products)
        filed = [number for number in remedies(one.line) if number.startswith(FAMILIES)]
        if not products or filed or one.line.line_number in check.reported("hts-mismatch"):
            continue
        yield check.finding(
            f"{one.label}: {dotted(one.number)} is in the annexes of Section 232 "
            f"({listed([item.name for item in products])}), and the line has no chapter 99 number of that program.",
            expected="a number of 9903.81, 9903.82 or 9903.85",
            found=[*remedies(one.line), one.number],
            line=one.index,
            evidence=in_entry(check.entry, f"lines[{one.index}].hts_numbers"),
        )
    if not in_annex:
        raise NoMatter("no imported product list of Section 232 holds a number of the entry on that day")
