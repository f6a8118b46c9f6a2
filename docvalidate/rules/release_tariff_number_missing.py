"""Invoice lines print no tariff number of eight digits, which release on paper wants.

What
    Counts the invoice lines that are entered and print fewer than eight digits of a tariff number, or none.
Why
    With a number on the invoice the goods are released without a question about what they are.
Law
    19 CFR 142.6(a)(4): the appropriate eight-digit subheading of the tariff on the invoice or a paper with it; the port
    may waive it. 19 CFR 141.90(b): the importer notes it beside each article, unless the lines are linked
    electronically.
Example
    7 of 9 invoice lines print no tariff number of eight digits.
Fix
    Note the numbers on the invoice, or release with cargo release, which carries them.
Limits
    Passes where a cargo release with numbers lies beside the entry. Information, one finding for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import on_paper
from docvalidate.rules.base.tariffs import digits

EIGHT = 8


@rule(
    "release-tariff-number-missing",
    severity="info",
    family="invoice-content",
    needs=("entry", "invoice"),
    cites=Citation(text="19 CFR 142.6(a)(4)", url="https://www.ecfr.gov/current/title-19/section-142.6"),
)
def release_tariff_number_missing(check: Check) -> Iterator[Finding]:
    released = check.entry.release_lines or []
    if any(len(digits(number)) >= EIGHT for line in released for number in line.hts_numbers):
        return
    refs = list(dict.fromkeys(ref for group in check.matching.groups for ref in group.invoice_lines))
    if not refs:
        raise NoMatter("no invoice line is entered")
    bare = []
    for ref in refs:
        printed = check.shipment.item(ref).get("hts_number")
        if printed is None or len(digits(printed.text)) < EIGHT:
            bare.append(ref)
    if not bare:
        return
    if len(bare) == len(refs):
        which = "No invoice line prints"
    else:
        which = f"{len(bare)} of {len(refs)} invoice lines {'prints' if len(bare) == 1 else 'print'} no"
    places = [(check.documents[ref.document], check.shipment.item(ref).get("description")) for ref in bare[:4]]
    yield check.finding(
        f"{which} {'a ' if len(bare) == len(refs) else ''}tariff number of eight digits.",
        expected="hts_number",
        found=None,
        evidence=[place for document, value in places for place in on_paper(document, value)],
    )
