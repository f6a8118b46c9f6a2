"""The certificate of origin lacks what the agreement that is claimed wants told.

What
    Looks on each certificate of origin for the elements that the claimed agreement always wants: certifier, tariff
    classification, origin criterion, date. Says too where a certificate is for no agreement at all.
Why
    The importer must hold a valid certification when the claim is made; one without its elements is none, and a
    chamber's certificate supports no claim.
Law
    19 CFR 182.12 and appendix A to part 182 (USMCA Annex 5-A, nine elements); 19 CFR 10.1004(a)(3) (KR); 19 CFR
    10.904(a)(3) (PE).
Example
    Line 1 claims S; the certificate of origin in CO.pdf shows no origin criterion and no date.
Fix
    Have the certifier complete it before the claim is made, or claim within a year (19 USC 1520(d)).
Limits
    Not looked for: who of the three certifies, the description, the statement and the signature. What an agreement
    wants only at times (exporter, producer, importer, period) is not missed. Agreements whose elements were not
    compared with their text are not assessed. A certification can also stand on the invoice. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.certificates import claims, elements, file_of, preferential, read_certificates
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry, on_paper


@rule(
    "origin-certificate-elements",
    severity="info",
    family="origin",
    needs=("entry", "papers"),
    uses=("lines.spi",),
    cites=Citation(
        text="19 CFR part 182, appendix A; 19 CFR 10.1004(a)(3)",
        url="https://www.ecfr.gov/current/title-19/part-182/appendix-Appendix%20A%20to%20Part%20182",
    ),
    psc=("L02",),
)
def origin_certificate_elements(check: Check) -> Iterator[Finding]:
    claimed = claims(check)
    papers = read_certificates(check)
    known = [program for program in claimed if elements(program)]
    if not known:
        raise NoMatter(f"what a certification for {listed(sorted(claimed))} must tell is not known here")
    for program in known:
        places = claimed[program]
        line = places[0] if len(places) == 1 else None
        numbers = [str(check.line(index).line_number) for index in places]
        who = f"Line {numbers[0]} claims" if len(numbers) == 1 else f"Lines {listed(numbers)} claim"
        claim = in_entry(check.entry, *(f"lines[{index}].spi" for index in places[:4]))
        for document in papers:
            named = document.told("agreement")
            if named is not None and named.text != program:
                continue
            wanted = [row for row in elements(program) if row["always"] == "yes"]
            missing = [row["wanted"] for row in wanted if row["element"] not in (document.particulars or {})]
            if not preferential(document):
                told = "names no agreement and no origin criterion: such a certificate supports no claim"
                missing = ["an agreement, or an origin criterion"]
            elif missing:
                told = f"shows no sign of {listed([one.removeprefix('the ') for one in missing])}"
            else:
                continue
            yield check.finding(
                f"{who} {program}; {file_of(document)} {told}.",
                expected=missing,
                found=sorted(document.particulars or {}),
                line=line,
                evidence=[*claim, *on_paper(document, *list((document.particulars or {}).values())[:3])],
            )
