"""The invoice does not say in which currency its amounts are.

What
    Looks for a currency on each invoice, in words, as a code or as a sign that only one currency uses.
Why
    A bare 'dollar' can be of the United States, Canada, Hong Kong or Taiwan; the entered value depends on it.
Law
    19 CFR 141.86(a)(7): the kind of currency.
Example
    No currency was found on invoice CI-1.
Fix
    Have the seller name the currency by its ISO code.
Limits
    A sign that several currencies share ($, ¥) counts as none unless the paper settles it. Information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import head_gap, without


@rule(
    "currency-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(a)(7)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def currency_missing(check: Check) -> Iterator[Finding]:
    for document in without(check, "currency"):
        yield head_gap(check, document, "currency", "currency")
