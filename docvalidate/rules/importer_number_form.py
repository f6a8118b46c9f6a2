"""The importer's number has not the form of one.

What
    Checks the importer of record's number, and the consignee's, for one of the three forms CBP takes.
Why
    ACE rejects another form; a digit too few belongs to nobody.
Law
    CATAIR AE record 11, usage note (f); 19 CFR 24.5 (CBP Form 5106).
Example
    The importer number 36-41278510 has nine digits behind the hyphen.
Fix
    NN-NNNNNNN with or without two more characters (IRS), NNN-NN-NNNN (social security) or YYDDPP-NNNNN (CBP).
Limits
    Whether the number was assigned, and to whom, cannot be said. A number printed with hidden digits is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.identifiers import FormatError, importer_number
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry

ROLES = {"importer_of_record": "importer", "consignee": "consignee"}


@rule(
    "importer-number-form",
    severity="error",
    family="identifiers",
    needs=("entry",),
    uses=("importer_of_record.number", "consignee.number"),
    cites=Citation(text="CATAIR AE record 11, usage note (f)", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("102", "105"),
)
def importer_number_form(check: Check) -> Iterator[Finding]:
    seen = 0
    for role, name in ROLES.items():
        party = getattr(check.entry, role)
        if party is None or not party.number or importer_number.is_hidden(party.number):
            continue
        seen += 1
        nobody = role == "consignee" and not party.number.strip("0-")
        try:
            importer_number.validate(party.number)
        except FormatError as error:
            if not nobody:
                yield check.finding(
                    f"The {name}'s number {party.number!r} has not the form of one: {error.problem}.",
                    expected="NN-NNNNNNNXX",
                    found=party.number,
                    evidence=in_entry(check.entry, f"{role}.number"),
                )
    if not seen:
        raise NoMatter("the entry has no importer number in full")
