"""A trade agreement is claimed, and no certification of origin lies among the papers.

What
    Finds entries that claim an agreement without a certificate of origin among the papers.
Why
    The importer must hold a valid certification when it makes the claim.
Law
    19 CFR 182.12 (USMCA); 19 CFR 10.1003 and following (KR); 19 CFR part 10 for the other agreements.
Example
    Lines 1 to 3 claim KR; no certificate of origin is among the papers.
Fix
    Get the certification before filing, or enter without the claim and claim within a year (19 USC 1520(d)).
Limits
    A certification can stand on the invoice, or cover a year and lie elsewhere. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import codes
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry


@rule(
    "origin-certificate-missing",
    severity="info",
    family="origin",
    needs=("entry", "papers"),
    uses=("lines.spi",),
    cites=Citation(text="19 CFR 182.12; 19 CFR part 10", url="https://www.ecfr.gov/current/title-19/section-182.12"),
)
def origin_certificate_missing(check: Check) -> Iterator[Finding]:
    claims: dict[str, list[int]] = {}
    for index, line in enumerate(check.entry.lines):
        if line.spi and line.spi.upper() in codes.program_countries():
            claims.setdefault(line.spi.upper(), []).append(index)
    if not claims:
        raise NotConcerned("no line claims a trade agreement")
    if check.shipment.of_type("certificate_of_origin"):
        return
    for program, places in claims.items():
        numbers = [str(check.line(index).line_number) for index in places]
        who = f"Line {numbers[0]} claims" if len(numbers) == 1 else f"Lines {listed(numbers)} claim"
        yield check.finding(
            f"{who} {program}; no certificate of origin is among the papers.",
            expected="certificate_of_origin",
            found=None,
            line=places[0] if len(places) == 1 else None,
            evidence=in_entry(check.entry, *(f"lines[{index}].spi" for index in places[:8])),
        )
