"""A container number of the entry has a wrong check digit, or not the form of one.

What
    Computes the check digit of every container number of the entry.
Why
    A number that was keyed wrong finds no container at the terminal.
Law
    ISO 6346; CATAIR cargo release, equipment number.
Example
    CSQU3054384: the check digit should be 3.
Fix
    Compare with the bill of lading.
Limits
    Shippers' own boxes may follow no standard. Left to container-mismatch where that has reported the containers.
    Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.identifiers import IdentifierError, container
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "container-number-form",
    severity="info",
    family="identifiers",
    needs=("entry",),
    uses=("containers",),
    cites=Citation(text="ISO 6346", url="https://www.bic-code.org/identification-number/"),
)
def container_number_form(check: Check) -> Iterator[Finding]:
    if not check.entry.containers:
        raise NoMatter("the entry names no container")
    if check.reported("container-mismatch"):
        return
    for index, number in enumerate(check.entry.containers):
        try:
            container.validate(number)
        except IdentifierError as error:
            yield check.finding(
                f"Container {number}: {error.problem}.",
                expected="a number with the right check digit",
                found=number,
                evidence=in_entry(check.entry, f"containers[{index}]"),
            )
