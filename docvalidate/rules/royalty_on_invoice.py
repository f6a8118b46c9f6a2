"""An invoice line names a royalty or licence fee.

What
    Looks for royalties, licence and trademark fees among the invoice lines.
Why
    A royalty that the buyer must pay as a condition of the sale belongs to the value of the goods.
Law
    19 CFR 152.103(b)(1)(iv); 19 USC 1401a(b)(1)(D).
Example
    Line 5 of invoice CI-1 names a royalty or licence fee ('TRADEMARK FEE').
Fix
    Spread it over the goods it is for, or keep the reason why it is no condition of their sale.
Limits
    Royalties that are paid apart from the invoice are not seen. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.extras import named


@rule(
    "royalty-on-invoice",
    severity="info",
    family="value",
    needs=("invoice",),
    cites=Citation(text="19 CFR 152.103(b)(1)(iv)", url="https://www.ecfr.gov/current/title-19/section-152.103"),
    psc=("L04",),
)
def royalty_on_invoice(check: Check) -> Iterator[Finding]:
    yield from named(
        check, "royalty", "a royalty or licence fee", "it belongs to the value if it is a condition of the sale"
    )
