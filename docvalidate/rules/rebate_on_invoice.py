"""An invoice line names a rebate, drawback or bounty.

What
    Looks for rebates, drawbacks and export bounties among the invoice lines.
Why
    They must stand apart on the invoice; a rebate agreed after importation does not lower the value, and a bounty on
    export can be countervailed.
Law
    19 CFR 141.86(a)(9): rebates, drawbacks and bounties, separately itemised; 19 CFR 152.103(a)(4).
Example
    Line 6 of invoice CI-1 names a rebate, drawback or bounty ('VOLUME REBATE 2 %').
Fix
    Find out when it was agreed, for which goods, and whether the price paid is without it.
Limits
    By the words of the line alone. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, rule
from docvalidate.rules.base.extras import named


@rule(
    "rebate-on-invoice",
    severity="info",
    family="value",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 141.86(a)(9); 19 CFR 152.103(a)(4)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
    psc=("L04",),
)
def rebate_on_invoice(check: Check) -> Iterator[Finding]:
    advice = "one agreed after importation does not lower the value"
    yield from named(check, "rebate", "a rebate, drawback or bounty", advice)
