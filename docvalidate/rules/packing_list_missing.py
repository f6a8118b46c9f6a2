"""There is no packing list for a shipment of several packages.

What
    Finds shipments of several packages and several articles without a packing list, where no invoice line tells its
    packages.
Why
    CBP wants to know what is in each package; without it an examination opens more of them.
Law
    19 CFR 141.86(e); 19 CFR 142.3(a), a packing list where appropriate.
Example
    12 packages and 3 articles, and no packing list among the papers.
Fix
    Ask the seller for a packing list by package.
Limits
    The packing list may lie elsewhere. Information only.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import number
from docvalidate.rules.base.places import on_paper


@rule(
    "packing-list-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(
        text="19 CFR 141.86(e); 19 CFR 142.3(a)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
)
def packing_list_missing(check: Check) -> Iterator[Finding]:
    if check.shipment.packing_lists:
        return
    lines = [item for document in check.shipment.invoices for item in document.line_items]
    if any("package_count" in item for item in lines):
        return
    printed = next(iter(check.shipment.governing("package_count")), None)
    entry = check.shipment.entry
    if printed is None:
        check.misses("package_count")
    count = printed.value.number if printed is not None else entry.package_count if entry is not None else None
    if count is None:
        raise NoMatter("neither the papers nor the entry say how many packages there are")
    if count < 2 or len(lines) < 2:
        return
    yield check.finding(
        f"There are {number(count)} packages and {len(lines)} invoice lines, and no packing list among the papers.",
        expected="packing_list",
        found=None,
        evidence=on_paper(printed.document, printed.value) if printed is not None else [],
    )
