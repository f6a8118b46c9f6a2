"""The invoice does not say on which terms the goods are sold.

What
    Looks for an Incoterm, or another delivery term, on each invoice.
Why
    Without the terms nobody can say whether freight, insurance and inland charges are part of the price.
Law
    19 CFR 141.86(a)(8), charges by name and amount; 19 CFR 152.103(a) and 141.90(c), the computation of the value.
Example
    No terms of sale was found on invoice CI-1.
Fix
    Ask the seller for the Incoterm and its place; keep the answer with the entry.
Limits
    The law wants the charges, not the term. Information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.content import name_of, without
from docvalidate.rules.base.places import on_paper


@rule(
    "terms-of-sale-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 141.86(a)(8); 19 CFR 152.103(a)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
)
def terms_of_sale_missing(check: Check) -> Iterator[Finding]:
    for document in without(check, "incoterm"):
        yield check.finding(
            f"No terms of sale were found on {name_of(document)}: what the price includes is open.",
            expected="incoterm",
            found=None,
            evidence=on_paper(document, document.get("total_amount")),
        )
