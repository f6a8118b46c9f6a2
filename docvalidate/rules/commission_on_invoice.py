"""An invoice line names a commission.

What
    Looks for commissions among the invoice lines.
Why
    A selling commission that the buyer pays belongs to the value; a true buying commission does not.
Law
    19 CFR 152.103(b)(1)(ii); 19 USC 1401a(b)(1)(B).
Example
    Line 4 of invoice CI-1 names a commission ('BUYING COMMISSION 5%').
Fix
    Find out whose agent is paid; keep the agency agreement if the commission is left out.
Limits
    The words do not prove whose agent it is. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.extras import named


@rule(
    "commission-on-invoice",
    severity="info",
    family="value",
    needs=("invoice",),
    cites=Citation(text="19 CFR 152.103(b)(1)(ii)", url="https://www.ecfr.gov/current/title-19/section-152.103"),
    psc=("L04",),
)
def commission_on_invoice(check: Check) -> Iterator[Finding]:
    yield from named(
        check, "commission", "a commission", "a seller's agent's belongs to the value, a buyer's agent's not"
    )
