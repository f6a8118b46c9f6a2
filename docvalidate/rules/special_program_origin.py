"""A special program is claimed for goods of a country it is not for.

What
    Compares the program claimed on a line with the countries of the agreement.
Why
    ACE rejects the claim; the duty saved by it is short.
Law
    HTSUS General Notes 3(c) to 36; CATAIR AE record 40, program claim code (table 8).
Example
    Line 2 claims KR for goods of CN.
Fix
    Take the claim out, or correct the origin with proof.
Limits
    Only agreements whose countries were compared with their source; the unilateral programs (A, D, E) have changing
    lists.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import codes
from docvalidate.reference.identifiers import mid_parts
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.stakes import difference


@rule(
    "special-program-origin",
    severity="error",
    family="origin",
    needs=("entry",),
    uses=("lines.country_of_origin", "lines.spi"),
    cites=Citation(text="HTSUS General Note 3(c); CATAIR AE record 40", url="https://hts.usitc.gov/"),
    ace=("608",),
    psc=("L02",),
)
def special_program_origin(check: Check) -> Iterator[Finding]:
    compared = 0
    for index, line in enumerate(check.entry.lines):
        program, origin = (line.spi or "").upper(), (line.country_of_origin or "").upper()
        countries = codes.program_countries().get(program)
        if countries is None or not origin:
            continue
        compared += 1
        origin = "CA" if origin in mid_parts.PROVINCE_CODES else origin
        if origin in countries or line.line_number in check.reported("origin-mismatch"):
            continue
        known = codes.special_program(program)
        yield check.finding(
            f"Line {line.line_number} claims {program} ({known.name if known else 'special program'}) for goods of "
            f"{origin}; it is for goods of {listed(sorted(countries), 7)}.",
            expected=sorted(countries),
            found=origin,
            line=index,
            evidence=in_entry(check.entry, f"lines[{index}].spi", f"lines[{index}].country_of_origin"),
            money=difference(check, [(line, line.model_copy(update={"spi": None}))]),
        )
    if not compared:
        raise NotConcerned("no line claims a special program whose countries are known here")
