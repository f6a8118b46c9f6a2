"""The air waybill number has a wrong check digit.

What
    Computes the check digit of master air waybill numbers of an entry by air.
Why
    A number that was keyed wrong finds no manifest, and release waits.
Law
    IATA Resolution 600a; CATAIR AE record 23, bill numbers.
Example
    160-12345674: the check digit should be 5.
Fix
    Compare with the air waybill.
Limits
    House air waybills have no check digit: only numbers of eleven digits are judged. Left to bill-of-lading-mismatch.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.identifiers import CheckDigitError, IdentifierError, air_waybill
from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "air-waybill-form",
    severity="info",
    family="identifiers",
    needs=("entry",),
    uses=("mode_of_transport", "bills_of_lading"),
    cites=Citation(text="IATA Resolution 600a; CATAIR AE record 23", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("185",),
)
def air_waybill_form(check: Check) -> Iterator[Finding]:
    if not check.entry.mode_of_transport or not check.entry.bills_of_lading:
        raise NoMatter("the entry has no mode of transport or names no bill")
    by_air = (check.entry.mode_of_transport or "").startswith("4")
    numbers = [(at, one) for at, one in enumerate(check.entry.bills_of_lading or []) if _master(one)]
    if not by_air or not numbers:
        raise NotConcerned("the entry is not by air or names no master air waybill of eleven digits")
    for index, number in numbers:
        try:
            air_waybill.validate(number)
        except CheckDigitError as error:
            if not check.reported("bill-of-lading-mismatch"):
                yield check.finding(
                    f"Air waybill {number}: {error.problem}.",
                    expected="a number with the right check digit",
                    found=number,
                    evidence=in_entry(check.entry, f"bills_of_lading[{index}]"),
                )
        except IdentifierError:
            continue


def _master(number: str) -> bool:
    digits = air_waybill.compact(number)
    return digits.isdigit() and len(digits) == 11
