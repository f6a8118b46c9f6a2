"""A number on a Section 301 list is entered from China without its chapter 99 number.

What
    Looks the tariff numbers of lines that originate in China up in the imported product lists.
Why
    ACE rejects the line (F771 class of errors), and the additional duty is short.
Law
    19 USC 2411; HTSUS chapter 99, subchapter III, U.S. notes 20 and 31; CATAIR AE usage note (ii).
Example
    Line 2: 8708.29.5060 of CN is on list 3 (9903.88.03), and the line has no such number.
Fix
    Add the chapter 99 number, or the number of the exclusion that covers the goods.
Limits
    As good as the lists that were imported; list 4B never took effect and is left out. Lines with any chapter 99 number
    of the program, an exclusion too, pass. Information, since exclusions are not among the lists.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import programs
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.remedy import with_remedy
from docvalidate.rules.base.stakes import difference
from docvalidate.rules.base.tariffs import articles, dotted, remedies

NEVER_IN_EFFECT = frozenset({"99038816"})
"""List 4B of Section 301, suspended before its first day (84 FR 69447)."""


@rule(
    "section-301-missing",
    severity="info",
    family="chapter-99",
    needs=("entry", "tariff"),
    cites=Citation(text="19 USC 2411; HTSUS chapter 99, subchapter III", url="https://hts.usitc.gov/"),
    valid_from="2018-07-06",
    ace=("771", "613"),
    psc=("L03", "L06"),
)
def section_301_missing(check: Check) -> Iterator[Finding]:
    assert check.reference is not None
    chinese = [one for one in articles(check) if one.line.country_of_origin == "CN"]
    if not chinese:
        raise NoMatter("no line originates in China")
    on_list = 0
    for one in chinese:
        listed = [
            item
            for item in check.reference.lists(one.number)
            if item.heading
            and (heading := item.heading.replace(".", ""))[:6] in ("990388", "990391", "990392")
            and heading not in NEVER_IN_EFFECT
            and (item.valid_from is None or item.valid_from <= check.on)
        ]
        on_list += bool(listed)
        filed = [programs.of_number(number) for number in remedies(one.line)]
        has = any(program is not None and program.name == "Section 301 China" for program in filed)
        if not listed or has or one.line.line_number in check.reported("origin-mismatch", "hts-mismatch"):
            continue
        first = listed[0]
        number = (first.heading or "").replace(".", "")
        yield check.finding(
            f"{one.label}: {dotted(one.number)} of CN is on list {first.name} of Section 301 ({dotted(number)}), and "
            "the line has no number of that program.",
            expected=number,
            found=[*remedies(one.line), one.number],
            line=one.index,
            evidence=in_entry(check.entry, f"lines[{one.index}].hts_numbers", f"lines[{one.index}].country_of_origin"),
            money=difference(check, [(one.line, with_remedy(one.line, number))]),
        )
    if not on_list and not any(True for one in chinese if check.reference.lists(one.number)):
        raise NoMatter("no imported product list holds a number of the lines that originate in China")
