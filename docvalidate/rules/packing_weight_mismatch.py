"""The weights on the papers do not agree with one another.

What
    Compares the gross and net weight in the head of the packing list with the sum of its lines, the weights of
    packing list and invoice, and the net weight with the gross weight.
Why
    One of the figures is wrong, and the entry takes its weights from them.
Law
    19 CFR 141.86(e) and (f); CATAIR AE record 40, gross shipping weight.
Example
    The packing list says 3,381.3 kg gross, its lines add up to 3,043.2 kg.
Fix
    Ask the exporter for the right weight; enter what the carrier weighed.
Limits
    A total may hold the weight of pallets that the lines do not: it may be more than the lines by the tolerance for
    gross weight. The bill of lading is compared with the entry by gross-weight-mismatch.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from docvalidate.domain.document import Document, Value
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.groups import confidence_of
from docvalidate.rules.base.phrases import kilograms, percent, slip
from docvalidate.rules.base.places import on_paper, page_of, pages_of
from docvalidate.rules.base.totals import line_sum


class Pair(NamedTuple):
    """Two figures that should be one."""

    total: Decimal
    other: Decimal
    words: str
    """What the other one is, with its verb: `its lines add up to`."""
    values: list[Value]
    document: Document
    """The paper the other one stands on."""
    pallets: bool


@rule(
    "packing-weight-mismatch",
    severity="warning",
    family="papers",
    needs=("papers",),
    cites=Citation(text="19 CFR 141.86(e) and (f)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def packing_weight_mismatch(check: Check) -> Iterator[Finding]:
    compared = 0
    for document in check.shipment.of_type("packing_list", "commercial_invoice"):
        for name, kind in (("gross_weight_kg", "gross"), ("net_weight_kg", "net")):
            printed = document.get(name)
            if printed is None or printed.number is None:
                continue
            pairs = list(_pairs(check, document, name, printed.number))
            compared += len(pairs)
            differing = [pair for pair in pairs if not _covers(check, pair)]
            if differing:
                yield _finding(check, document, printed, kind, differing[0])
                return
    if not compared:
        raise NoMatter("no weight stands on the papers twice")


def _pairs(check: Check, document: Document, name: str, total: Decimal) -> Iterator[Pair]:
    lines = line_sum(document, name)
    if lines is not None:
        yield Pair(total, lines[0], "its lines add up to", lines[1], document, name == "gross_weight_kg")
    gross = document.get("gross_weight_kg")
    if name == "net_weight_kg" and gross is not None and gross.number is not None and total > gross.number:
        yield Pair(total, gross.number, "its gross weight is only", [gross], document, False)
    if document.type == "packing_list":
        for other in check.shipment.invoices:
            value, ours, theirs = other.get(name), document.get("invoice_number"), other.get("invoice_number")
            alone = len(check.shipment.invoices) == 1 and len(check.shipment.packing_lists) == 1
            same = alone or (ours is not None and theirs is not None and ours.text == theirs.text)
            if value is not None and value.number is not None and same:
                yield Pair(total, value.number, f"{other.label} says", [value], other, name == "gross_weight_kg")


def _covers(check: Check, pair: Pair) -> bool:
    share = check.tolerances.gross_weight if pair.pallets else check.tolerances.packing_weight
    allowed = max(share * max(pair.total, pair.other), check.tolerances.packing_weight_kg)
    return abs(pair.total - pair.other) <= allowed


def _finding(check: Check, document: Document, printed: Value, kind: str, pair: Pair) -> Finding:
    apart = abs(pair.total - pair.other) / pair.other if pair.other else Decimal(1)
    return check.finding(
        f"{document.label.capitalize()} says {kilograms(pair.total)} {kind}{page_of(printed)}, {pair.words} "
        f"{kilograms(pair.other)}{pages_of(pair.values)}: {percent(apart)} apart. "
        f"{slip(f'{pair.other:f}', f'{pair.total:f}')}".rstrip(),
        expected=pair.other,
        found=pair.total,
        evidence=[*on_paper(document, printed), *on_paper(pair.document, *pair.values)],
        confidence=confidence_of([printed, *pair.values]),
    )
