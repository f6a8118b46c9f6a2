"""No bill of lading in the entry is one of the papers'.

What
    Compares the bill numbers of the entry with those on the papers: master or house bill, with or without the
    carrier's code.
Why
    The bill number ties the entry to the manifest; with a wrong one the cargo is not released.
Law
    CATAIR AE record 22, bill of lading numbers; 19 CFR 142.3.
Example
    The entry names MAEU982686090, the bill of lading bears MAEU982686900.
Fix
    Enter the number of the bill of lading or of the arrival notice.
Limits
    Any one number that is on both sides is enough: papers often name only the house bill or only the master bill.
    Where the entry's number stands on the papers in a place that was not read as a bill's, the rule is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.shipment import BILLS, Printed
from docvalidate.reference.texts import code, near_number
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.page_text import code_stands
from docvalidate.rules.base.phrases import listed, slip
from docvalidate.rules.base.places import in_entry, on_paper, page_of


@rule(
    "bill-of-lading-mismatch",
    severity="error",
    family="papers-entry",
    needs=("entry", "papers"),
    uses=("bills_of_lading",),
    cites=Citation(text="CATAIR AE record 22; 19 CFR 142.3", url="https://www.ecfr.gov/current/title-19/section-142.3"),
    ace=("185",),
)
def bill_of_lading_mismatch(check: Check) -> Iterator[Finding]:
    entered = [one for one in check.entry.bills_of_lading or [] if code(one)]
    if not entered:
        raise NoMatter("the entry names no bill of lading")
    printed = [
        *check.shipment.printed("bill_of_lading_number", *BILLS),
        *check.shipment.printed("bill_of_lading_number", "arrival_notice", "commercial_invoice", "packing_list"),
    ]
    printed = [one for one in printed if len(code(one.value.text)) >= 5 and any(c.isdigit() for c in one.value.text)]
    if not printed:
        raise NoMatter("no paper names a bill of lading")
    if any(same_bill(text, one) for item in printed for text in _texts(item) for one in entered):
        return
    if any(code_stands(check.documents, one) for one in entered):
        raise NoMatter("the entry's number stands on the papers, in a place that was not read as a bill of lading")
    best = max(printed, key=lambda item: max(near_number(item.value.text, one) for one in entered))
    nearest = max(entered, key=lambda one: near_number(best.value.text, one))
    yield check.finding(
        f"The entry names bill of lading {listed(entered)}, {best.document.label} says "
        f"{best.value.raw}{page_of(best.value)}. {slip(best.value.text, nearest)}".rstrip(),
        expected=best.value.text,
        found=entered if len(entered) > 1 else entered[0],
        evidence=[*on_paper(best.document, best.value), *in_entry(check.entry, "bills_of_lading")],
        confidence=best.value.confidence,
    )


def same_bill(one: str, other: str) -> bool:
    """Whether the two are one bill: with or without the carrier's code of four letters before it.

    >>> same_bill("MAEU 982686090", "982686090"), same_bill("020-12345675", "02012345675"), same_bill("AB1", "1")
    (True, True, False)
    """
    left, right = code(one), code(other)
    return left == right or _without_carrier(left) == right or left == _without_carrier(right)


def _without_carrier(number: str) -> str:
    """Without a SCAC (two to four letters) before at least six digits or letters."""
    return number[4:] if number[:4].isalpha() and len(number) >= 10 else number


def _texts(item: Printed) -> list[str]:
    return [item.value.text, *(one.text for one in item.value.alternatives or [])]
