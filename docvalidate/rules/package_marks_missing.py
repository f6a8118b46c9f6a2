"""No paper tells the marks and numbers of the packages.

What
    Looks on the invoices, packing lists and transport documents for marks of the packages, behind a label or in a
    column.
Why
    By them an examiner finds the package he wants; where they are on no paper, more are opened.
Law
    19 CFR 141.86(a)(3): the marks and numbers of the packages in which the merchandise is packed; (i), an attachment
    may carry them.
Example
    No paper tells the marks of the 120 packages.
Fix
    Ask the seller to print the marks, or N/M where there are none.
Limits
    Not assessed where nobody counts packages (goods in bulk), and without a packing list or transport document, where
    the marks may stand. Marks without a label are not known as such. Information,
    one finding for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.shipment import BILLS
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import read_invoices
from docvalidate.rules.base.phrases import number
from docvalidate.rules.base.places import in_entry, on_paper


@rule(
    "package-marks-missing",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(a)(3)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def package_marks_missing(check: Check) -> Iterator[Finding]:
    if any("marks" in (one.particulars or {}) for one in check.documents):
        return
    if all(one.particulars is None for one in read_invoices(check)):
        raise NoMatter("the invoices were not read for marks")
    if not check.shipment.of_type("packing_list", *BILLS):
        raise NoMatter("the marks may stand on a packing list or transport document, and none is among the papers")
    printed = next(iter(check.shipment.governing("package_count")), None)
    entry = check.shipment.entry
    if printed is None:
        check.misses("package_count")
    count = printed.value.number if printed is not None else entry.package_count if entry is not None else None
    if not count:
        raise NoMatter("neither the papers nor the entry say how many packages there are")
    if printed is not None:
        evidence = on_paper(printed.document, printed.value)
    else:
        assert entry is not None
        evidence = in_entry(entry, "package_count")
    yield check.finding(
        f"No paper tells the marks of the {number(count)} package{'s' if count != 1 else ''}.",
        expected="marks",
        found=None,
        evidence=evidence,
    )
