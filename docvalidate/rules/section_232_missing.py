"""A number in an annex of Section 232 is entered without a chapter 99 number of the program.

What
    Looks the tariff numbers up in the imported product lists for steel, aluminum and copper, whatever the origin.
Why
    Section 232 holds for nearly all countries; the line needs a number that pays, or one that says why it does not.
Law
    19 USC 1862; Proclamation 11021 and the annexes of 2026-04-06; HTSUS chapter 99, subchapter III, notes 16 and 19.
Example
    Line 1: 7318.15.2061 is in steel annex 1a, and no chapter 99 number of that program is filed.
Fix
    Add the number that covers the goods and their content of metal, or that of the exception.
Limits
    Only annexes 1a and 1b; as good as the lists that were imported. Which number and rate hold depends on content,
    origin and smelter, so no duty is computed. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import Article, articles, dotted, remedies, require_numbers

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
    require_numbers(check)
    in_annex = 0
    missing: dict[str, list[Article]] = {}
    for one in articles(check):
        products = [
            item.name
            for item in check.reference.lists(one.number)
            if not item.heading and "annex 1" in item.name and (item.valid_from is None or item.valid_from <= check.on)
        ]
        in_annex += bool(products)
        filed = any(number.startswith(FAMILIES) for number in remedies(one.line))
        if products and not filed and one.line.line_number not in check.reported("hts-mismatch"):
            missing.setdefault(listed(products), []).append(one)
    if not in_annex:
        raise NoMatter("no imported product list of Section 232 (annex 1) holds a number of the entry on that day")
    for name, lines in missing.items():
        numbers = [str(one.line.line_number) for one in lines]
        goods = listed(sorted({dotted(one.number) for one in lines}), 6)
        verb = "is" if len(lines) == 1 else "are"
        yield check.finding(
            f"{'Line' if len(lines) == 1 else 'Lines'} {listed(numbers)}: {goods} {verb} in {name}, and "
            "no chapter 99 number of that program is filed with them.",
            expected="a number of 9903.81, 9903.82 or 9903.85",
            found=[one.number for one in lines],
            line=lines[0].index if len(lines) == 1 else None,
            evidence=in_entry(check.entry, *(f"lines[{one.index}].hts_numbers" for one in lines[:8])),
        )
