"""The cargo release or security filing names another importer than the entry.

What
    Compares the importer's number of the cargo release or security filing with the importer of record of the entry.
Why
    Release and entry summary stand under one bond; in a unified filing CBP rejects another number.
Law
    ACE Cargo Release guide, version 40: importer of record and security filing importer must be the same entity, with
    the same number; 19 CFR 149.3(a)(3), importer of record number.
Example
    The release names the importer 36-412785100, the entry 98-765432100.
Fix
    Correct the filing or the entry, whichever is wrong.
Limits
    In a security filing by itself the importer may lawfully be another (owner, purchaser, agent). An employer number
    without a suffix is the one with 00. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.identifiers import importer_number
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "release-importer-differs",
    severity="info",
    family="parties",
    needs=("entry",),
    uses=("importer_of_record.number",),
    cites=Citation(
        text="ACE Cargo Release, version 40; 19 CFR 149.3(a)(3)",
        url="https://www.ecfr.gov/current/title-19/section-149.3",
    ),
)
def release_importer_differs(check: Check) -> Iterator[Finding]:
    importer, filed = check.entry.importer_of_record, check.entry.release_importer
    if not filed or importer is None or not importer.number:
        raise NoMatter("no cargo release or security filing with an importer's number, or none in the entry")
    if not importer_number.same(filed, importer.number):
        yield check.finding(
            f"The release names the importer {filed}, the entry {importer.number}.",
            expected=filed,
            found=importer.number,
            evidence=in_entry(check.entry, "importer_of_record.number", "release_importer"),
        )
