"""The weights on the papers do not agree with one another.

What
    Compares the gross and net weight in the head of the packing list with the sum of its lines and with the weights
    on the invoice.
Why
    One of the figures is wrong, and the entry takes its weights from them.
Law
    19 CFR 141.86(e) and (f); CATAIR AE record 40, gross shipping weight.
Example
    The packing list says 3,381.3 kg gross, its lines add up to 3,043.2 kg.
Fix
    Ask the exporter for the right weight; enter what the carrier weighed.
Limits
    A total may hold the weight of pallets that the lines do not; the tolerance allows for it. Lines count only where
    it is sure that all were read, or where the bill of lading or the entry agrees with their sum. Figures more than
    eight times apart are taken for a carton's weight beside that of all, unless a decimal point has slipped. A weight
    that is the other one in pounds is information. Not assessed: a figure that is the net weight by other figures, or
    two lists read as one, or a sum of lines against a head that another paper repeats. The bill of lading is compared
    with the entry by gross-weight-mismatch.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from docvalidate.domain.document import Document, Value, usable
from docvalidate.domain.shipment import BILLS
from docvalidate.reference.texts import same_number
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.groups import confidence_of
from docvalidate.rules.base.phrases import kilograms, percent, slip
from docvalidate.rules.base.places import on_paper, page_of, pages_of
from docvalidate.rules.base.support import FAR, is_weight_of
from docvalidate.rules.base.totals import line_sum

NAMES = {"gross_weight_kg": "gross", "net_weight_kg": "net"}


class Figure(NamedTuple):
    """Another figure for the weight in the head of a packing list."""

    value: Decimal
    words: str
    """Whose it is, with the verb: `its lines add up to`."""
    places: list[Value]
    document: Document
    certain: bool
    """Nothing can have been missed: a printed total, or the sum of lines that are known to be all."""


@rule(
    "packing-weight-mismatch",
    severity="warning",
    family="papers",
    needs=("packing_list",),
    uses=("lines.gross_weight_kg",),
    cites=Citation(text="19 CFR 141.86(e) and (f)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def packing_weight_mismatch(check: Check) -> Iterator[Finding]:
    compared = 0
    reasons: list[str] = []
    for document in check.shipment.packing_lists:
        for name, kind in NAMES.items():
            printed = document.get(name)
            if printed is None or printed.number is None:
                continue
            if _exchanged(check, document) or _of_one_line(document, name, printed.number):
                continue
            if _other_weight(check, document, name, printed.number):
                reasons.append(
                    f"what was read as the {kind} weight of {document.label} is another paper's other weight"
                )
                continue
            figures = [one for one in _figures(check, document, name) if _comparable(printed.number, one.value)]
            witnesses = [*(one.value for one in figures), *_witnesses(check, name)]
            differing = [one for one in figures if not _near(check, name, printed.number, one.value)]
            proven = [
                one
                for one in differing
                if one.certain
                or sum(
                    _near(check, name, one.value, other) and not _near(check, name, printed.number, other)
                    for other in witnesses
                )
                > 1
            ]
            compared += len(figures) - len(differing) + len(proven)
            if proven and (doubt := _doubt(check, document, name, printed.number, proven[0])):
                reasons.append(doubt)
                continue
            if proven:
                yield _finding(check, document, printed, kind, proven[0])
                return
    if reasons:
        raise NoMatter("; ".join(reasons))
    if not compared:
        raise NoMatter("no weight of a packing list stands on the papers twice, or its lines were not all read")


def _figures(check: Check, document: Document, name: str) -> Iterator[Figure]:
    lines = line_sum(document, name)
    if lines is not None:
        yield Figure(lines[0], "its lines add up to", lines[1], document, _all_lines(check, document, name))
    for other in check.shipment.invoices:
        value = other.get(name)
        if value is None or value.number is None or not _same_goods(check, document, other):
            continue
        certain = not _exchanged(check, other) and _plausible(other)
        yield Figure(value.number, f"{other.label} says", [value], other, certain)


def _other_weight(check: Check, document: Document, name: str, figure: Decimal) -> bool:
    """Whether another paper, which has both weights, has this figure as the other one of the two."""
    other = "net_weight_kg" if name == "gross_weight_kg" else "gross_weight_kg"
    for paper in check.documents:
        same, opposite = paper.get(name), paper.get(other)
        if paper is document or same is None or opposite is None:
            continue
        if opposite.number == figure != same.number:
            return True
    return False


def _doubt(check: Check, document: Document, name: str, printed: Decimal, other: Figure) -> str | None:
    """Why the two figures do not show that a weight is wrong on the paper, or None."""
    opposite = "net_weight_kg" if name == "gross_weight_kg" else "gross_weight_kg"
    for paper in check.documents:
        weight = paper.get(opposite)
        if weight is not None and weight.number and weight.number != printed and _in_pounds(weight.number, printed):
            return f"what was read as the weight of {document.label} is the other weight on {paper.label} in pounds"
    if is_weight_of(check.shipment, opposite, other.value) != is_weight_of(check.shipment, opposite, printed):
        return f"one of the two figures is the {NAMES[opposite]} weight by other figures of the papers"
    if other.document is not document:
        return None
    apart = abs(other.value - printed)
    for paper in check.documents:
        value = paper.get(name)
        if paper is not document and value is not None and value.number is not None and value.number == apart:
            return f"the lines of {document.label} are more by the weight on {paper.label}: two lists were read as one"
    heads = [
        paper for paper in check.documents if paper is not document and (v := paper.get(name)) and v.number == printed
    ]
    if heads and not _weighed_so(check, name, other.value, printed):
        return f"{heads[0].label} has the weight of {document.label}, and a weight of its lines may be misread"
    return None


def _weighed_so(check: Check, name: str, lines: Decimal, printed: Decimal) -> bool:
    """Whether the bill or the entry says what the lines add up to, and not what the head says."""
    return any(
        _near(check, name, lines, one) and not _near(check, name, printed, one) for one in _witnesses(check, name)
    )


def _plausible(document: Document) -> bool:
    """The goods weigh a good part of the whole: where they do not, one of the two weights is another number."""
    gross, net = document.get("gross_weight_kg"), document.get("net_weight_kg")
    if gross is None or net is None or gross.number is None or net.number is None:
        return True
    return net.number * 4 > gross.number


def _witnesses(check: Check, name: str) -> list[Decimal]:
    """What the bill and the entry say: they decide which of two figures is the odd one."""
    if name != "gross_weight_kg" or len(check.shipment.packing_lists) > 1:
        return []
    found = [one.value.number for one in check.shipment.printed(name, *BILLS) if one.value.number is not None]
    entered = check.shipment.entry.gross_weight_kg if check.shipment.entry is not None else None
    return [*found, *([entered] if entered is not None else [])]


def _all_lines(check: Check, document: Document, name: str) -> bool:
    """The lines are all there: their packages, or the other weight, add up to what the head says."""
    for other in ("package_count", *NAMES):
        printed, lines = document.get(other), line_sum(document, other)
        if other != name and printed is not None and printed.number is not None and lines is not None:
            return abs(lines[0] - printed.number) <= check.tolerances.packing_weight * printed.number
    return False


def _same_goods(check: Check, document: Document, invoice: Document) -> bool:
    ours, theirs = document.get("invoice_number"), invoice.get("invoice_number")
    if ours is not None and theirs is not None:
        return same_number(ours.text, theirs.text)
    return len(check.shipment.invoices) == len(check.shipment.packing_lists) == 1


def _exchanged(check: Check, document: Document) -> bool:
    """Gross and net weight were read for one another: the net weight is what another figure calls gross."""
    gross, net = document.get("gross_weight_kg"), document.get("net_weight_kg")
    if gross is None or net is None or gross.number is None or net.number is None or net.number <= gross.number:
        return False
    others = [one.value.number for one in check.shipment.printed("gross_weight_kg") if one.document is not document]
    lines = line_sum(document, "gross_weight_kg")
    known = [*others, *_witnesses(check, "gross_weight_kg"), *([lines[0]] if lines else [])]
    return any(one is not None and _near(check, "gross_weight_kg", net.number, one) for one in known)


def _of_one_line(document: Document, name: str, total: Decimal) -> bool:
    """What was read as the total is the weight of one line of several."""
    values = [value.number for item in document.line_items if (value := usable(item, name)) is not None]
    return len(values) > 1 and total in values and any(values.count(one) and one not in (total, 0) for one in values)


POUNDS = Decimal("2.20462")
"""Pounds in a kilogram."""


def _comparable(one: Decimal, other: Decimal) -> bool:
    """Whether two figures can be meant for the same goods: neither is a carton's weight beside that of them all.

    A slipped decimal point puts them exactly ten, a hundred or a thousand times apart.
    """
    low, high = sorted((abs(one), abs(other)))
    return low > 0 and (high <= FAR * low or high / low in (10, 100, 1000))


def _near(check: Check, name: str, one: Decimal, other: Decimal) -> bool:
    share = check.tolerances.gross_weight if name == "gross_weight_kg" else check.tolerances.packing_weight
    return abs(one - other) <= max(share * max(one, other), check.tolerances.packing_weight_kg)


def _in_pounds(one: Decimal, other: Decimal) -> bool:
    """Whether one of two weights is the other in pounds: its unit was not read, or is wrong on the paper."""
    low, high = sorted((one, other))
    return abs(low * POUNDS - high) <= high / 1000


def _finding(check: Check, document: Document, printed: Value, kind: str, other: Figure) -> Finding:
    total = printed.number or Decimal(0)
    apart = abs(total - other.value) / other.value if other.value else Decimal(1)
    pounds = _in_pounds(total, other.value)
    hint = "One may be in pounds: look at the units on the pages." if pounds else slip(f"{other.value:f}", f"{total:f}")
    return check.finding(
        f"{document.label.capitalize()} says {kilograms(total)} {kind}{page_of(printed)}, {other.words} "
        f"{kilograms(other.value)}{pages_of(other.places)}: {percent(apart)} apart. {hint}".rstrip(),
        expected=other.value,
        found=total,
        evidence=[*on_paper(document, printed), *on_paper(other.document, *other.places)],
        severity="info" if pounds else None,
        confidence=confidence_of([printed, *other.places]),
    )
