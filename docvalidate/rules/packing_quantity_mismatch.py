"""The packing list packs another quantity than the invoice bills.

What
    Compares the quantity of each article on the packing list with that on the invoice, in one unit.
Why
    One of the two papers is wrong; examination counts what is packed, duty is paid on what is billed.
Law
    19 CFR 141.86(e), packing list; 19 CFR 141.86(a)(4); 19 CFR 158.1 to 158.5 (shortages and excesses).
Example
    Exercise cycles: the packing list's line 5 says 56 NO, the invoice's line 5 says 47 NO.
Fix
    Ask the exporter which one is right and have the other corrected before filing.
Limits
    Lines are matched by part number, else by description. Where the packing list counts cartons or another thing
    that no fixed factor leads to, the line is not assessed; so it is where its quantities add up to the packages of the
    shipment, where the quantity billed is printed on it in a place that was not read, and where it was read in part.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.document import Value
from docvalidate.domain.finding import Severity
from docvalidate.domain.shipment import LineRef, PackingPair
from docvalidate.reference import units
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.columns import marks_misread, misread, sentence
from docvalidate.rules.base.groups import confidence_of, line_evidence, line_number, line_values, multiplies, sum_of
from docvalidate.rules.base.phrases import listed, number, slip
from docvalidate.rules.base.places import pages_of
from docvalidate.rules.base.support import unread
from docvalidate.rules.base.totals import line_sum


@rule(
    "packing-quantity-mismatch",
    severity="warning",
    family="papers",
    needs=("invoice", "packing_list"),
    cites=Citation(text="19 CFR 141.86(e)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def packing_quantity_mismatch(check: Check) -> Iterator[Finding]:
    compared = 0
    findings = []
    reasons: list[str] = []
    cartons = {place for place in range(len(check.documents)) if _counts_packages(check, place)}
    for pair in check.matching.packing:
        if any(ref.document in cartons for ref in pair.packing_lines):
            continue
        both = _sums(check, pair)
        if both is None:
            continue
        compared += 1
        packed, billed, unit = both
        if abs(packed - billed) < max(Decimal("0.01"), check.tolerances.quantity_share * billed * _rounding(unit)):
            continue
        papers = [check.documents[place] for place in dict.fromkeys(ref.document for ref in pair.packing_lines)]
        if any(unread(paper, billed) for paper in papers):
            reasons.append(
                f"{number(billed)} {unit}".rstrip() + " is printed on the packing list in a place that was not read"
            )
            continue
        findings.append(_finding(check, pair, packed, billed, unit))
    if misread(len(findings), compared, check.tolerances):
        raise NoMatter(sentence(len(findings), compared, "the quantity packed"))
    unpacked = len(check.matching.not_packed)
    if len(findings) * 2 > compared and unpacked * 2 > unpacked + sum(
        len(pair.invoice_lines) for pair in check.matching.packing
    ):
        raise NoMatter(f"the packing list was read incompletely: {unpacked} invoice lines are not found on it")
    yield from findings
    if reasons:
        raise NoMatter("; ".join(reasons))
    if not compared and cartons:
        raise NoMatter("the packing list counts packages, or its column of quantities was not read")
    if not compared:
        raise NoMatter("no packing-list line and invoice line of one article have quantities in one unit")


def _finding(check: Check, pair: PackingPair, packed: Decimal, billed: Decimal, unit: str) -> Finding:
    ours, theirs = (line_values(check.shipment, refs, "quantity") for refs in (pair.invoice_lines, pair.packing_lines))
    what = check.shipment.value(pair.invoice_lines[0], "description")
    text = (
        f"{what.raw + ': ' if what is not None else ''}{_side(check, pair.packing_lines, 'the packing list', theirs)} "
        f"{number(packed)} {unit}".rstrip()
        + f", {_side(check, pair.invoice_lines, 'the invoice', ours)} {number(billed)} {unit}".rstrip()
        + f". {slip(f'{billed:f}', f'{packed:f}')}".rstrip()
    )
    severity: Severity | None = None
    if any(multiplies(check.shipment.item(ref)) is False for ref in pair.invoice_lines):
        severity = "info"
        text += " The invoice line does not multiply out as it was read: look at the page first."
    elif marks_misread(packed, billed):
        severity = "info"
        text += " A decimal mark may have been misread: look at the page first."
    return check.finding(
        text,
        expected=billed,
        found=packed,
        evidence=[
            *line_evidence(check.shipment, pair.packing_lines, "quantity"),
            *line_evidence(check.shipment, pair.invoice_lines, "quantity"),
        ],
        severity=severity,
        confidence=confidence_of([*ours, *theirs]),
    )


def _side(check: Check, refs: tuple[LineRef, ...], paper: str, values: list[Value | None]) -> str:
    numbers = listed([line_number(check.shipment, ref) for ref in refs])
    where = pages_of([value for value in values if value is not None])
    return f"{paper}'s line {numbers}{where} says" if len(refs) == 1 else f"{paper}'s lines {numbers}{where} add up to"


def _sums(check: Check, pair: PackingPair) -> tuple[Decimal, Decimal, str] | None:
    """What is packed and what is billed in the invoice's unit; None where a value is missing or cannot be converted."""
    units_found = {
        value.text
        for ref in (*pair.invoice_lines, *pair.packing_lines)
        if (value := check.shipment.value(ref, "unit")) is not None
    }
    billed = sum_of(line_values(check.shipment, pair.invoice_lines, "quantity"))
    packed = sum_of(line_values(check.shipment, pair.packing_lines, "quantity"))
    if billed is None or packed is None:
        return None
    if len(units_found) <= 1:
        return packed, billed, units_found.pop() if units_found else ""
    target = check.shipment.value(pair.invoice_lines[0], "unit")
    if packed == billed:
        return packed, billed, ""  # the number is one: it is a unit that differs, or was misread
    if target is None:
        return None
    sums = []
    for refs in (pair.packing_lines, pair.invoice_lines):
        total = Decimal(0)
        for ref in refs:
            quantity, unit = check.shipment.value(ref, "quantity"), check.shipment.value(ref, "unit")
            if quantity is None or quantity.number is None or unit is None:
                return None
            converted = units.convert(quantity.number, unit.text, target.text)
            if converted is None:
                return None
            total += converted
        sums.append(total)
    return sums[0], sums[1], target.text


def _counts_packages(check: Check, place: int) -> bool:
    """Whether a packing list's quantities are its packages: they add up to the number of packages."""
    document = check.documents[place]
    quantities = line_sum(document, "quantity") if document.type == "packing_list" else None
    if quantities is None:
        return False
    counts = [one.value.number for one in check.shipment.printed("package_count")]
    return len(document.line_items) > 1 and quantities[0] in counts


def _rounding(unit: str) -> int:
    """Weights and lengths are rounded on papers, pieces are not."""
    known = units.get(unit)
    return 0 if known is None or known.kind in ("count", "pairs", "article", "package") else 5
