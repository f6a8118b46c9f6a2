"""The certificate of origin does not hold on the day of importation, or holds longer than it may.

What
    Compares the blanket period on each certification with the day of importation, and its length with the agreement's.
Why
    A blanket certification holds for the shipments of its period, at most twelve months; outside it there is none.
Law
    19 CFR part 182, appendix A, element 8 (USMCA Annex 5-A); 19 CFR 10.1004(a)(3)(vii) (KR).
Example
    Line 1 claims S, imported on 2026-05-01; the certificate of origin in CO.pdf holds from 2025-01-01 to 2025-12-31.
Fix
    Get the certification of the period in which the goods were imported before the claim is made.
Limits
    Only where a period was read and the agreement's limit was compared with its text (S, KR). Without a day of
    importation the day of entry counts. A date that can be read in two ways passes by either. Information.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docvalidate.domain.document import Value
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.certificates import claims, file_of, of_program, read_certificates, terms
from docvalidate.rules.base.content import capital
from docvalidate.rules.base.places import in_entry, on_paper, pages_of

SLACK = datetime.timedelta(days=3)
"""Twelve months counted from day to day, or to the day before."""


@rule(
    "origin-certificate-period",
    severity="info",
    family="origin",
    needs=("entry", "papers"),
    uses=("import_date", "lines.spi"),
    cites=Citation(
        text="19 CFR part 182, appendix A; 19 CFR 10.1004(a)(3)(vii)",
        url="https://www.ecfr.gov/current/title-19/section-10.1004",
    ),
    psc=("L02",),
)
def origin_certificate_period(check: Check) -> Iterator[Finding]:
    compared = 0
    claimed = claims(check)
    day = check.entry.import_date or check.entry.entry_date
    for document in read_certificates(check):
        first, last = document.told("period_from"), document.told("period_to")
        programs = [one for one in claimed if of_program(document, one) and terms(one) is not None]
        if first is None or last is None or not programs:
            continue
        compared += 1
        begins, ends = min(_days(first)), max(_days(last))
        printed = f"from {begins.isoformat()} to {ends.isoformat()}{pages_of((first, last))}"
        evidence = [*on_paper(document, first, last), *in_entry(check.entry, "import_date")]
        if day is not None and not begins <= day <= ends:
            yield check.finding(
                f"{capital(file_of(document))} holds {printed}, the goods claimed under {programs[0]} were imported on "
                f"{day.isoformat()}.",
                expected=[begins, ends],
                found=day,
                evidence=evidence,
                confidence=min(first.confidence, last.confidence),
            )
        months = int((terms(programs[0]) or {}).get("months") or 0)
        if months and max(_days(first)) + datetime.timedelta(days=round(months * 30.44)) + SLACK < min(_days(last)):
            yield check.finding(
                f"{capital(file_of(document))} holds {printed}: a certification for {programs[0]} may hold for "
                f"{months} months.",
                expected=months,
                found=[begins, ends],
                evidence=evidence,
                confidence=min(first.confidence, last.confidence),
            )
    if not compared:
        raise NotConcerned("no certification for a claimed agreement has a period that was read")


def _days(value: Value) -> list[datetime.date]:
    """Every day that the value may mean."""
    return [one.day for one in (value, *(value.alternatives or [])) if one.day is not None] or [datetime.date.max]
