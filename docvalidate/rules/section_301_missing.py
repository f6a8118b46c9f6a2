"""A number on a Section 301 list is entered from China without its chapter 99 number.

What
    Looks the tariff numbers of lines that originate in China up in the imported product lists.
Why
    ACE rejects the line (F771 class of errors), and the additional duty is short.
Law
    19 USC 2411; HTSUS chapter 99, subchapter III, U.S. notes 20 and 31; CATAIR AE usage note (ii).
Example
    Line 2 of CN: 8708.29.5060 is on list 3 (9903.88.03), and no number of that program is filed with it.
Fix
    Add the chapter 99 number, or the number of the exclusion that covers the goods.
Limits
    As good as the lists that were imported; list 4B never took effect and is left out. Lines with any chapter 99 number
    of the program, an exclusion too, pass. Information, since exclusions are not among the lists.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import programs
from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.remedy import with_remedy
from docvalidate.rules.base.stakes import difference
from docvalidate.rules.base.tariffs import Article, articles, dotted, remedies, require_numbers

FAMILIES = ("990388", "990391", "990392")
NEVER_IN_EFFECT = frozenset({"99038816"})
"""List 4B of Section 301, suspended before its first day (84 FR 69447)."""


@rule(
    "section-301-missing",
    severity="info",
    family="chapter-99",
    needs=("entry", "tariff"),
    uses=("lines.country_of_origin",),
    cites=Citation(text="19 USC 2411; HTSUS chapter 99, subchapter III", url="https://hts.usitc.gov/"),
    valid_from="2018-07-06",
    ace=("771", "613"),
    psc=("L03", "L06"),
)
def section_301_missing(check: Check) -> Iterator[Finding]:
    assert check.reference is not None
    require_numbers(check)
    chinese = [one for one in articles(check) if one.line.country_of_origin == "CN"]
    if not chinese:
        raise NotConcerned("no line originates in China")
    on_list = 0
    missing: dict[tuple[str, str], list[Article]] = {}
    for one in chinese:
        found = [
            (item.name, item.heading.replace(".", ""))
            for item in check.reference.lists(one.number)
            if item.heading and (item.valid_from is None or item.valid_from <= check.on)
        ]
        found = [(name, number) for name, number in found if number[:6] in FAMILIES and number not in NEVER_IN_EFFECT]
        on_list += bool(found)
        filed = [programs.of_number(number) for number in remedies(one.line)]
        has = any(program is not None and program.name.startswith("Section 301 China") for program in filed)
        if found and not has and one.line.line_number not in check.reported("origin-mismatch", "hts-mismatch"):
            missing.setdefault(found[0], []).append(one)
    if not on_list:
        raise NoMatter("no imported product list of Section 301 holds a number of the lines that originate in China")
    for (name, number), lines in missing.items():
        numbers = [str(one.line.line_number) for one in lines]
        goods = listed(sorted({dotted(one.number) for one in lines}), 6)
        verb = "is" if len(lines) == 1 else "are"
        yield check.finding(
            f"{'Line' if len(lines) == 1 else 'Lines'} {listed(numbers)} of CN: {goods} {verb} "
            f"on {name} ({dotted(number)}), and no number of that program is filed with them.",
            expected=number,
            found=[one.number for one in lines],
            line=lines[0].index if len(lines) == 1 else None,
            evidence=in_entry(check.entry, *(f"lines[{one.index}].hts_numbers" for one in lines[:8])),
            money=difference(check, [(one.line, with_remedy(one.line, number)) for one in lines]),
        )
