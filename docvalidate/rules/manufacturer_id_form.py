"""A manufacturer ID has not the form of one.

What
    Checks each manufacturer ID: two letters of a country, eight to fifteen letters and digits in all.
Why
    ACE rejects another form.
Law
    Appendix to 19 CFR Part 102; CATAIR AE record 47.
Example
    Line 2: manufacturer CN YUE has six characters, eight at least are wanted.
Fix
    Construct the ID from the maker's name and address.
Limits
    IDs that begin with CA are another rule's. Whether the ID is on file is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.identifiers import IdentifierError, mid
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "manufacturer-id-form",
    severity="error",
    family="identifiers",
    needs=("entry",),
    uses=("lines.manufacturer_id",),
    cites=Citation(text="Appendix to 19 CFR Part 102; CATAIR AE record 47", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("523",),
    psc=("L19",),
)
def manufacturer_id_form(check: Check) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, line in enumerate(check.entry.lines):
        number = line.manufacturer_id
        if not number or number in seen:
            continue
        seen.add(number)
        try:
            mid.validate(number)
        except IdentifierError as error:
            if not mid.compact(number).startswith("CA"):
                yield check.finding(
                    f"Line {line.line_number}: manufacturer {number}: {error.problem}.",
                    expected="two letters of a country and six to thirteen more characters",
                    found=number,
                    line=index,
                    evidence=in_entry(check.entry, f"lines[{index}].manufacturer_id"),
                )
    if not seen:
        raise NoMatter("the entry carries no manufacturer ID")
