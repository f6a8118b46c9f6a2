"""A country code of the entry is none that CBP accepts.

What
    Looks the countries of origin and export of each line, and the exporting country, up in CBP's table.
Why
    ACE rejects other codes; UK for GB and KS for KR are the usual slips.
Law
    CATAIR AE record 40; CATAIR Appendix B, ISO country and currency codes.
Example
    Line 1: UK is no country code of CBP (origin).
Fix
    Enter the two-letter ISO code.
Limits
    As of the edition of Appendix B that travels with the package (August 2026).
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import countries
from docvalidate.reference.identifiers import mid_parts
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry

FIELDS = {"country_of_origin": "origin", "country_of_export": "export"}
SOFTWOOD = frozenset({"XD", "XE"})
"""Coastal and interior British Columbia (AE table 5b)."""


@rule(
    "country-code-unknown",
    severity="error",
    family="origin",
    needs=("entry",),
    uses=("lines.country_of_origin", "lines.country_of_export"),
    cites=Citation(text="CATAIR Appendix B; AE record 40", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("408", "411"),
    psc=("L07", "L08"),
)
def country_code_unknown(check: Check) -> Iterator[Finding]:
    seen = 0
    for index, line in enumerate(check.entry.lines):
        for field, what in FIELDS.items():
            code = getattr(line, field)
            seen += bool(code)
            if not code or known(code):
                continue
            yield check.finding(
                f"Line {line.line_number}: {code} is no country code of CBP ({what}).",
                expected="an ISO 3166-1 code",
                found=code,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].{field}"),
            )
    if not seen:
        raise NoMatter("no line of the entry names a country")


def known(code: str) -> bool:
    """Whether CBP accepts it: an ISO code, or the code of a Canadian province.

    >>> known("KR"), known("XO"), known("UK"), known("KS")
    (True, True, False, False)
    """
    found = countries.get(code)
    return (found is not None and found.cbp) or code.upper() in mid_parts.PROVINCE_CODES or code.upper() in SOFTWOOD
