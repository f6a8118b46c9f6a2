"""The tariff does not give the special program claimed to this number.

What
    Looks for the program in the special column of the line's tariff number.
Why
    ACE rejects the claim; the duty saved by it is short.
Law
    HTSUS special rates of duty column; General Note 3(c); CATAIR AE record 40.
Example
    Line 2 claims JP, which 6109.10.0012 does not have.
Fix
    Take the claim out, or classify anew.
Limits
    GSP's excluded countries (A*) are not judged. As good as the schedule that is held.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.stakes import difference
from docvalidate.rules.base.tariffs import articles, digits, dotted


@rule(
    "special-program-not-for-number",
    severity="warning",
    family="origin",
    needs=("entry", "tariff"),
    uses=("lines.spi",),
    cites=Citation(text="HTSUS General Note 3(c); CATAIR AE record 40", url="https://hts.usitc.gov/"),
    ace=("614", "610"),
    psc=("L02",),
)
def special_program_not_for_number(check: Check) -> Iterator[Finding]:
    compared = 0
    for one in articles(check):
        code = (one.line.spi or "").upper()
        chapter98 = any(digits(number).startswith("98") for number in one.line.hts_numbers)
        if not code or one.tariff is None or chapter98 or one.tariff.general.kind == "text":
            continue
        compared += 1
        plain = one.tariff.general.kind == "free" and not one.tariff.special
        if plain or one.tariff.special_for(code.rstrip("#")) is not None or one.tariff.special_for(code) is not None:
            continue
        yield check.finding(
            f"{one.label} claims {code}, which the tariff does not give to {dotted(one.number)} "
            f"(special: {one.tariff.special_text or 'none'}).",
            expected=one.tariff.special_text or None,
            found=code,
            line=one.index,
            evidence=in_entry(check.entry, f"lines[{one.index}].spi", f"lines[{one.index}].hts_numbers"),
            money=difference(check, [(one.line, one.line.model_copy(update={"spi": None}))]),
        )
    if not compared:
        raise NotConcerned("no line claims a special program for a tariff number that the held schedule knows")
