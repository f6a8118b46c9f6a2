"""A trade agreement gives a lower rate, and it is not claimed.

What
    Finds lines whose origin has an agreement that frees, or lowers, the tariff number's duty, without a claim.
Why
    Where the goods qualify, the importer pays for nothing; a claim can also follow within a year of importation.
Law
    HTSUS General Note 3(c); 19 USC 1520(d), claims after importation.
Example
    Lines 1 and 2 of KR: under KR 8 % would be free; $640 of duty.
Fix
    Ask the maker whether the goods meet the rule of origin; if so, get the certification and claim.
Limits
    The origin for marking is not the origin of an agreement: the goods may not qualify. Information, once an agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.reference import codes
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed, money
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.stakes import difference
from docvalidate.rules.base.tariffs import Article, articles, duty_of


@rule(
    "special-program-unclaimed",
    severity="info",
    family="origin",
    needs=("entry", "tariff"),
    uses=("lines.country_of_origin", "lines.entered_value", "lines.spi"),
    cites=Citation(
        text="HTSUS General Note 3(c); 19 USC 1520(d)", url="https://www.law.cornell.edu/uscode/text/19/1520"
    ),
    psc=("L02",),
)
def special_program_unclaimed(check: Check) -> Iterator[Finding]:
    if check.entry.lacks("lines.spi"):
        raise NoMatter("the entry does not say which programs are claimed")
    compared = 0
    open_claims: dict[str, list[Article]] = {}
    for one in articles(check):
        origin = one.line.country_of_origin or ""
        due = duty_of(check, one.line)
        if one.tariff is None or due is None or origin == "US":
            continue
        compared += 1
        if one.line.spi or not due or one.line.line_number in check.reported("origin-mismatch", "hts-mismatch"):
            continue
        for code in (code for code, lands in codes.program_countries().items() if origin in lands):
            if one.tariff.special_for(code) is None:
                continue
            less = duty_of(check, one.line.model_copy(update={"spi": code}))
            if less is not None and less < due:
                open_claims.setdefault(code, []).append(one)
                break
    if not compared:
        raise NoMatter("no line has a duty that follows from the held schedule")
    for code, lines in open_claims.items():
        moved = difference(check, [(one.line, one.line.model_copy(update={"spi": code})) for one in lines])
        numbers = [str(one.line.line_number) for one in lines]
        saved = -(moved.duty or Decimal(0)) if moved is not None else Decimal(0)
        yield check.finding(
            f"{'Line' if len(numbers) == 1 else 'Lines'} {listed(numbers)} of {lines[0].line.country_of_origin}: "
            f"{code} would save {money(saved)} of duty if the goods qualify, and it is not claimed.",
            expected=code,
            found=None,
            line=lines[0].index if len(lines) == 1 else None,
            evidence=in_entry(check.entry, *(f"lines[{one.index}].country_of_origin" for one in lines[:8])),
            money=moved,
        )
