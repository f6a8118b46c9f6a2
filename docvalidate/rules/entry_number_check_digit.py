"""The check digit of the entry number is not the computed one.

What
    Computes the check digit of filer code and transaction number and compares it with the last digit filed.
Why
    ABI rejects an entry number with a wrong check digit, and a number that was keyed wrong belongs to another
    entry.
Law
    CATAIR Appendix E, valid entry number formats and the check digit computation; 19 CFR 142.3a.
Example
    B76-0324527-9: the check digit of B76-0324527 is 8.
Fix
    Compare the number with the one your filing system assigned, and correct it before anything else is filed under
    it.
Limits
    A filer that has used up its ten million numbers may be authorised by CBP to add a fixed offset to the check
    digit: hence a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.identifiers import CheckDigitError, FormatError, entry_number
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "entry-number-check-digit",
    severity="warning",
    family="entry",
    needs=("entry",),
    cites=Citation(
        text="CATAIR Appendix E, Valid Entry Numbers",
        url="https://www.cbp.gov/trade/ace/catair",
    ),
)
def entry_number_check_digit(check: Check) -> Iterator[Finding]:
    number = check.entry.entry_number
    if not number:
        raise NoMatter("the entry has no entry number yet")
    try:
        entry_number.validate(number)
    except CheckDigitError:
        compact = entry_number.compact(number)
        expected = entry_number.check_digit(compact[:-1])
        yield check.finding(
            f"The entry number {number} ends in the check digit {compact[-1]}; computed from the other ten "
            f"characters it is {expected}. A digit may be wrong, unless CBP has authorised the filer an offset of "
            f"{entry_number.offset(number)}.",
            expected=entry_number.format(compact[:-1] + expected),
            found=number,
            evidence=in_entry(check.entry, "entry_number"),
        )
    except FormatError as error:
        yield check.finding(
            f"The entry number {number!r} has not the form of one: {error.problem}.",
            expected="XXX-NNNNNNN-C",
            found=number,
            evidence=in_entry(check.entry, "entry_number"),
        )
