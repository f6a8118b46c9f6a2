"""The number of packages entered is not the number on the papers.

What
    Compares the entry's package count with every count the papers print: of the bill, the packing list, the
    invoice, and the sums of their lines.
Why
    The count is checked against the manifest at release; a difference holds the cargo.
Law
    CATAIR AE record 22/23, manifested quantity; 19 CFR 141.86(a)(3), packages and their numbers.
Example
    The entry says 128 packages, the bill of lading says 119.
Fix
    Enter the count of the bill of lading, at the level it is manifested.
Limits
    Packages are counted at several levels: 20 pallets can be 641 cartons. A count that any paper gives at any level
    passes, and one that is a fraction of the papers' (pallets, where they count cartons) is information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import number, slip
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.totals import totals

LEVELS = 5
"""One count is this many times the other: they are counted at two levels."""


@rule(
    "package-count-mismatch",
    severity="warning",
    family="papers-entry",
    needs=("entry", "papers"),
    uses=("package_count",),
    cites=Citation(
        text="CATAIR AE record 23; 19 CFR 141.86(a)(3)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
)
def package_count_mismatch(check: Check) -> Iterator[Finding]:
    entered = check.entry.package_count
    if entered is None:
        raise NoMatter("the entry carries no package count")
    found = [*totals(check.shipment, "package_count"), *totals(check.shipment, "package_count", check.documents)]
    if not found:
        raise NoMatter("no paper prints a package count")
    if any(one.value == entered or entered in one.also for one in found):
        return
    first = next((one for one in found if not one.partial), None)
    if first is None:
        raise NoMatter("the papers give the packages of some invoices only")
    others = sorted({one.value for one in found} - {first.value})
    also = f" Other counts on the papers: {', '.join(number(one) for one in others[:4])}." if others else ""
    # Far fewer on one side: pallets there, cartons here, though no paper says how many of the others there are.
    level = min(entered, first.value) * LEVELS <= max(entered, first.value)
    hint = "One may count pallets, the other cartons." if level else slip(f"{first.value:f}", f"{entered:f}")
    yield check.finding(
        f"The entry says {number(entered)} packages, {first.label} says {number(first.value)}{first.where}.{also} "
        f"{hint}".rstrip(),
        expected=first.value,
        found=entered,
        evidence=[*first.evidence, *in_entry(check.entry, "package_count")],
        severity="info" if level else None,
        confidence=first.confidence,
    )
