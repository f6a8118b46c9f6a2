"""An invoice line names tooling, moulds or design work.

What
    Looks for tooling, mould, die, design and engineering charges among the invoice lines.
Why
    Tooling and foreign design that the buyer pays for belong to the value, over the goods made with them.
Law
    19 CFR 152.102(a), assists; 19 CFR 152.103(b)(1)(iii); 19 CFR 141.86(a)(11).
Example
    Line 3 of invoice CI-1 names tooling or design work ('MOULD CHARGE').
Fix
    Add it to the value of these goods, or spread it over the whole production run by a method kept on file.
Limits
    Tools that the buyer supplied free of charge stand on no invoice. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.extras import named


@rule(
    "tooling-on-invoice",
    severity="info",
    family="value",
    needs=("invoice",),
    cites=Citation(text="19 CFR 152.103", url="https://www.ecfr.gov/current/title-19/section-152.103"),
    psc=("L04",),
)
def tooling_on_invoice(check: Check) -> Iterator[Finding]:
    yield from named(check, "assist", "tooling or design work", "it belongs to the value of the goods made with it")
