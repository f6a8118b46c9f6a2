"""The price includes carriage to a place abroad, and the invoice does not say how much.

What
    Finds invoices with a C or D term and no freight itemised.
Why
    International freight and insurance are no part of the value, but only when the invoice or another paper shows
    their actual cost; without it duty is paid on them.
Law
    19 CFR 141.86(a)(8); 19 CFR 152.103(a)(5), actual cost of international transport.
Example
    Invoice CI-1 is CIF and itemises neither freight nor insurance.
Fix
    Ask for the freight and insurance paid (not an estimate), or enter the whole price.
Limits
    The carrier's invoice can stand in. Information: entering the whole price is lawful.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of, read_invoices
from docvalidate.rules.base.places import on_paper, page_of

FREIGHT_PAID = ("CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DAT", "DDP", "C&F", "CNF", "DDU")
INSURED = ("CIF", "CIP")


@rule(
    "freight-not-itemised",
    severity="info",
    family="value",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 141.86(a)(8); 19 CFR 152.103(a)(5)", url="https://www.ecfr.gov/current/title-19/section-152.103"
    ),
    psc=("L04", "L05"),
)
def freight_not_itemised(check: Check) -> Iterator[Finding]:
    known = 0
    for document in read_invoices(check):
        term = document.get("incoterm")
        if term is None:
            continue
        known += 1
        code = term.text.upper()
        missing = [name for name in ("freight", "insurance") if name not in document.fields]
        if code not in INSURED:
            missing = [name for name in missing if name != "insurance"]
        if code not in FREIGHT_PAID or "freight" not in missing:
            continue
        what = "neither freight nor insurance" if len(missing) == 2 else "no freight"
        yield check.finding(
            f"{capital(name_of(document))} is {code}{page_of(term)} and itemises {what}: it cannot come off the value.",
            expected=missing,
            found=code,
            evidence=on_paper(document, term, document.get("total_amount")),
            confidence=term.confidence,
        )
    if not known:
        raise NoMatter("no invoice names its terms of sale")
