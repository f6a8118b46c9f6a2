"""A container on the papers is not in the entry.

What
    Compares the container numbers on the papers with those in the entry.
Why
    CBP releases and examines by container; a wrong number releases the wrong box.
Law
    CATAIR Cargo Release and AE, container numbers; 19 CFR 142.3; ISO 6346.
Example
    The bill of lading lists TGHU7550860, the entry has TGHU7550680.
Fix
    Correct the number in the entry; the check digit tells which one can be right.
Limits
    A container in the entry that the papers do not list is information: papers often name only some. Needs an entry
    that carries containers.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.shipment import Printed
from docvalidate.reference.texts import code, near_number
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed, plural, slip
from docvalidate.rules.base.places import in_entry, on_paper, page_of


@rule(
    "container-mismatch",
    severity="warning",
    family="papers-entry",
    needs=("entry", "papers"),
    uses=("containers",),
    cites=Citation(text="19 CFR 142.3; ISO 6346", url="https://www.ecfr.gov/current/title-19/section-142.3"),
)
def container_mismatch(check: Check) -> Iterator[Finding]:
    entered = {code(one)[:11]: one for one in check.entry.containers or [] if code(one)}
    if not entered:
        raise NoMatter("the entry names no containers")
    printed: dict[str, tuple[str, Printed]] = {}
    for item in check.shipment.printed("container_numbers"):
        for text in item.value.items or [item.value.text]:
            number = code(text)[:11]
            if _looks_right(number):
                printed.setdefault(number, (text, item))
    if not printed:
        raise NoMatter("no paper names a container")
    missing = [number for number in printed if number not in entered]
    extra = [number for number in entered if number not in printed]
    if missing:
        text, item = printed[missing[0]]
        nearest = max(extra or list(entered), key=lambda one: near_number(missing[0], one))
        yield check.finding(
            f"{item.document.label.capitalize()} lists {plural(len(missing), 'container')} "
            f"{listed([printed[one][0] for one in missing])}{page_of(item.value)}, the entry has "
            f"{listed(list(entered.values()))}. {slip(missing[0], nearest)}".rstrip(),
            expected=missing if len(missing) > 1 else missing[0],
            found=list(entered),
            evidence=[*on_paper(item.document, item.value), *in_entry(check.entry, "containers")],
            confidence=item.value.confidence,
        )
    elif extra:
        yield check.finding(
            f"The entry has {plural(len(extra), 'container')} {listed([entered[one] for one in extra])} that no paper "
            "lists.",
            expected=list(printed),
            found=extra,
            evidence=in_entry(check.entry, "containers"),
            severity="info",
        )


def _looks_right(number: str) -> bool:
    """Four letters and seven digits: the form, not the check digit, since papers print wrong ones too."""
    return len(number) == 11 and number[:4].isalpha() and number[4:].isdigit()
