"""The number of an antidumping or countervailing case has not the form of one, or is of another country.

What
    Checks the form of each case number, and that a line has not two cases of one kind.
Why
    ACE rejects both.
Law
    CATAIR AE record 53.
Example
    Line 1: case 570-910 does not begin with A or C.
Fix
    Enter A or C, three digits of the country, three of the product, three of the exporter.
Limits
    Whether the case exists and is in force is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.identifiers import FormatError, case_number
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry


@rule(
    "case-number-form",
    severity="error",
    family="identifiers",
    needs=("entry",),
    uses=("lines.cases",),
    cites=Citation(text="CATAIR AE record 53", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("544", "545"),
)
def case_number_form(check: Check) -> Iterator[Finding]:
    claims = [(index, line) for index, line in enumerate(check.entry.lines) if line.cases]
    if not claims:
        raise NotConcerned("no line claims a case")
    for index, line in claims:
        numbers = [one.number for one in line.cases or []]
        for number in numbers:
            try:
                case_number.validate(number)
            except FormatError as error:
                yield check.finding(
                    f"Line {line.line_number}: case {number!r} has not the form of one: {error.problem}.",
                    expected="A-NNN-NNN-NNN",
                    found=number,
                    line=index,
                    evidence=in_entry(check.entry, f"lines[{index}].cases"),
                )
        kinds = [case_number.compact(number)[:1] for number in numbers if case_number.is_valid(number)]
        if len(kinds) > len(set(kinds)):
            yield check.finding(
                f"Line {line.line_number} has two cases of one kind: "
                f"{listed([case_number.format(one) for one in numbers])}.",
                expected="one of each kind",
                found=numbers,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].cases"),
            )
