"""The certificate of origin does not list the goods for which the agreement is claimed.

What
    Compares the tariff numbers printed on the certifications with those of the lines that claim the agreement, at six
    digits.
Why
    A certification for other goods supports no claim.
Law
    19 CFR part 182, appendix A, element 6 (USMCA Annex 5-A); 19 CFR 10.1004(a)(3)(iii) and (iv) (KR).
Example
    Line 2 claims S for 8544.42; the certificates of origin list 8504.40 and 9405.42.
Fix
    Get the certification of these goods, or correct the tariff number on one of the two.
Limits
    Only where a certification prints tariff numbers; several certifications count together. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.certificates import claims, of_program, read_certificates
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry, on_paper
from docvalidate.rules.base.tariffs import article_number, dotted

HEADING = 6


@rule(
    "origin-certificate-goods",
    severity="info",
    family="origin",
    needs=("entry", "papers"),
    uses=("lines.spi",),
    cites=Citation(
        text="19 CFR part 182, appendix A; 19 CFR 10.1004(a)(3)",
        url="https://www.ecfr.gov/current/title-19/section-10.1004",
    ),
    psc=("L02", "L03"),
)
def origin_certificate_goods(check: Check) -> Iterator[Finding]:
    compared = 0
    for program, places in claims(check).items():
        papers = [one for one in read_certificates(check) if of_program(one, program)]
        values = [value for one in papers if (value := one.told("tariff_numbers")) is not None]
        certified = {number[:HEADING] for value in values for number in value.items}
        if not certified or len(values) < len(papers):
            continue
        for index in places:
            number = article_number(check.line(index)) or ""
            line_number = check.line(index).line_number
            if len(number) < HEADING or line_number in check.reported("hts-mismatch"):
                continue
            compared += 1
            if number[:HEADING] in certified:
                continue
            label = "certificate of origin lists" if len(papers) == 1 else "certificates of origin list"
            yield check.finding(
                f"Line {line_number} claims {program} for {dotted(number[:HEADING])}; the {label} "
                f"{listed([dotted(one) for one in sorted(certified)], 6)}.",
                expected=sorted(certified),
                found=number[:HEADING],
                line=index,
                evidence=[
                    *in_entry(check.entry, f"lines[{index}].hts_numbers", f"lines[{index}].spi"),
                    *(place for one in papers for place in on_paper(one, one.told("tariff_numbers"))),
                ],
                confidence=min(value.confidence for value in values),
            )
    if not compared:
        raise NotConcerned("no certification for a claimed agreement lists tariff numbers")
