"""The entry names one invoice twice.

What
    Finds invoice numbers that stand twice among the invoices of the entry, however they are written.
Why
    Goods of an invoice that is entered twice pay duty twice, and the totals no longer fit the papers.
Law
    19 CFR 141.86(h), the invoices of an entry are numbered consecutively; CATAIR AE record 42.
Example
    The entry names invoice CI-1042 twice: as CI-1042 and as CI 1042.
Fix
    Take one of the two out, with its lines; if there are two invoices, write both numbers as they are printed.
Limits
    Numbers are compared without signs and blanks.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.texts import code
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "invoice-entered-twice",
    severity="warning",
    family="entry",
    needs=("entry",),
    uses=("invoices",),
    cites=Citation(
        text="19 CFR 141.86(h); CATAIR AE record 42", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
    psc=("L01",),
)
def invoice_entered_twice(check: Check) -> Iterator[Finding]:
    invoices = check.entry.invoices or []
    if not invoices:
        raise NoMatter("the entry names no invoices")
    seen: dict[str, list[int]] = {}
    for index, one in enumerate(invoices):
        seen.setdefault(code(one.number), []).append(index)
    for places in seen.values():
        if len(places) < 2:
            continue
        numbers = [invoices[index].number for index in places]
        written = f": as {' and as '.join(dict.fromkeys(numbers))}" if len(set(numbers)) > 1 else ""
        yield check.finding(
            f"The entry names invoice {numbers[0]} {'twice' if len(places) == 2 else f'{len(places)} times'}{written}.",
            expected=1,
            found=len(places),
            evidence=in_entry(check.entry, *(f"invoices[{index}].number" for index in places)),
        )
