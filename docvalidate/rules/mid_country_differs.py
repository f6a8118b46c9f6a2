"""The manufacturer ID is of another country than the origin.

What
    Compares the country of each manufacturer ID with the line's country of origin.
Why
    For textiles and apparel the ID must be that of the maker in the country of origin; elsewhere a difference can hint
    at a wrong origin or at the invoicing party's ID.
Law
    19 CFR 102.23(a), textile and apparel; Appendix to 19 CFR Part 102; CATAIR AE record 47.
Example
    Line 2: manufacturer CNYUESHO12GUA is in China, the origin is VN.
Fix
    For textiles enter the maker that does the origin-conferring work; elsewhere make sure of the origin.
Limits
    The invoicing party's ID is routine outside textiles: information there, a warning in chapters 50 to 63. Left to
    origin-mismatch and mid-mismatch where they have reported the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import countries
from docvalidate.reference.identifiers import mid, mid_parts
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import article_number


@rule(
    "mid-country-differs",
    severity="info",
    family="origin",
    needs=("entry",),
    uses=("lines.country_of_origin", "lines.manufacturer_id"),
    cites=Citation(text="19 CFR 102.23(a)", url="https://www.ecfr.gov/current/title-19/section-102.23"),
    psc=("L19", "L07"),
)
def mid_country_differs(check: Check) -> Iterator[Finding]:
    groups: dict[tuple[str, str, bool], list[int]] = {}
    compared = 0
    reported = check.reported("origin-mismatch", "mid-mismatch")
    for index, line in enumerate(check.entry.lines):
        number, origin = line.manufacturer_id, line.country_of_origin
        if not number or not origin or not mid.is_valid(number):
            continue
        compared += 1
        prefix = mid.compact(number)[:2]
        if _nation(prefix) == _nation(origin) or line.line_number in reported:
            continue
        textile = "50" <= (article_number(line) or "00")[:2] <= "63"
        groups.setdefault((mid.compact(number), origin, textile), []).append(index)
    if not compared:
        raise NoMatter("no line has a manufacturer ID and a country of origin")
    for (number, origin, textile), places in groups.items():
        numbers = [str(check.line(index).line_number) for index in places]
        label = f"Line {numbers[0]}" if len(numbers) == 1 else f"Lines {listed(numbers)}"
        place = countries.name(_nation(number[:2])) or number[:2]
        yield check.finding(
            f"{label}: manufacturer {number} is in {place}, the origin is {origin}"
            + (", and textiles need the maker in the country of origin." if textile else "."),
            expected=origin,
            found=number,
            line=places[0],
            evidence=in_entry(
                check.entry,
                *(f"lines[{at}].{name}" for at in places[:8] for name in ("manufacturer_id", "country_of_origin")),
            ),
            severity="warning" if textile else None,
        )


def _nation(code: str) -> str:
    return "CA" if code.upper() in mid_parts.PROVINCE_CODES else code.upper()
