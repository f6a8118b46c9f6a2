"""The certificate of origin names a criterion that the claimed agreement does not have.

What
    Compares the origin criterion printed on each certification with the criteria of the claimed agreement.
Why
    A criterion of another agreement, often of NAFTA, shows that the certification is not one for this claim.
Law
    19 CFR part 182, appendix A, element 7; USMCA Article 4.2(a) to (d): criteria A to D.
Example
    Line 1 claims S; the certificate of origin in CO.pdf names criterion F.
Fix
    Get a certification by the criteria of the agreement that is claimed.
Limits
    Only USMCA, whose criteria are letters; 4.2(a) and A are the same. Information.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.certificates import claims, file_of, of_program, read_certificates, terms
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry, on_paper, page_of


@rule(
    "origin-certificate-criterion",
    severity="info",
    family="origin",
    needs=("entry", "papers"),
    uses=("lines.spi",),
    cites=Citation(
        text="19 CFR part 182, appendix A; USMCA Article 4.2",
        url="https://www.ecfr.gov/current/title-19/part-182/appendix-Appendix%20A%20to%20Part%20182",
    ),
    psc=("L02",),
)
def origin_certificate_criterion(check: Check) -> Iterator[Finding]:
    compared = 0
    claimed = claims(check)
    for document in read_certificates(check):
        criterion = document.told("origin_criterion")
        for program, places in claimed.items():
            known = (terms(program) or {}).get("criteria", "")
            if criterion is None or not known or not of_program(document, program):
                continue
            compared += 1
            if letter(criterion.text) in known.split("|"):
                continue
            numbers = [str(check.line(index).line_number) for index in places]
            who = f"Line {numbers[0]} claims" if len(numbers) == 1 else f"Lines {listed(numbers)} claim"
            yield check.finding(
                f"{who} {program}; {file_of(document)} names criterion {criterion.text}{page_of(criterion)}, "
                f"the agreement has {listed(known.split('|'))}.",
                expected=known.split("|"),
                found=criterion.text,
                line=places[0] if len(places) == 1 else None,
                evidence=[*on_paper(document, criterion), *in_entry(check.entry, f"lines[{places[0]}].spi")],
                confidence=criterion.confidence,
            )
    if not compared:
        raise NotConcerned("no certification for a claimed agreement with lettered criteria names one")


def letter(criterion: str) -> str:
    """4.2(b) is B.

    >>> letter("4.2(b)"), letter("A"), letter("PSR")
    ('B', 'A', 'PSR')
    """
    article = re.fullmatch(r"4\.2\s*\(([a-d])\)", criterion.strip(), re.IGNORECASE)
    return (article[1] if article else criterion.strip()).upper()
