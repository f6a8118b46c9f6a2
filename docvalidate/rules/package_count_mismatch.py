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
    passes, and one that is a fraction of the papers' (pallets, where they count cartons) is information. Without
    a bill, counts that differ among the papers and of which none stands twice are not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from docvalidate.domain.document import Document, Value
from docvalidate.reference.texts import same_number
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import number, slip
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.totals import Total, entered_elsewhere, line_sum, totals

LEVELS = 5
"""One count is this many times the other: they are counted at two levels."""
MOST = 6
"""Invoices whose counts are tried in every combination."""


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
    if entered_elsewhere(check.shipment) and not first.label.startswith(("the bill", "the air")):
        raise NoMatter("the entry names an invoice that is not among the papers")
    doubt = _doubt(check, found, first, entered)
    if doubt is not None:
        raise NoMatter(doubt)
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


def _doubt(check: Check, found: list[Total], first: Total, entered: Decimal | int) -> str | None:
    """Why the papers' counts, which differ among themselves, do not contradict the entry's for certain, or None."""
    counts = []
    for invoice in check.shipment.invoices:
        number_ = invoice.get("invoice_number")
        own = [
            paper
            for paper in check.documents
            if paper is invoice or (paper.type == "packing_list" and _same(paper.get("invoice_number"), number_))
        ]
        counts.append({count for paper in own for count in _counts(paper)})
    if 1 < len(counts) <= MOST and all(counts) and any(sum(one) == entered for one in product(*counts)):
        return "the papers' counts of one invoice differ, and one of them gives the entry's"
    said = {(one.label, one.by_lines) for one in found if one.value == first.value}
    others = {one.value for one in found if not one.partial and one.value != first.value}
    if len(said) == 1 and others and not first.label.startswith(("the bill", "the air")):
        counted = ", ".join(number(one) for one in sorted({first.value, *others})[:4])
        return f"the counts read from the papers differ among themselves ({counted}), and none of them stands twice"
    return None


def _counts(paper: Document) -> Iterator[Decimal]:
    head, lines = paper.get("package_count"), line_sum(paper, "package_count")
    if head is not None and head.number is not None:
        yield head.number
    if lines is not None:
        yield lines[0]


def _same(one: Value | None, other: Value | None) -> bool:
    return one is not None and other is not None and same_number(one.text, other.text)
