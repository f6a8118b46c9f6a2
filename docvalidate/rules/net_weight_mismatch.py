"""A quantity entered in kilograms is not the net weight on the papers.

What
    Compares the entry's further quantities that are weights (the second or third quantity of a line) with the net
    weight of its goods on the packing list or invoice.
Why
    The second quantity is reported for statistics and for duties by weight, and the papers are where it comes from.
Law
    CATAIR AE record 50, second and third quantity; 19 CFR 141.86(f), weights needed to compute duty.
Example
    Line 5: the entry says 192 KG, the packing list's line 5 says 219 kg net.
Fix
    Enter the net weight of the packing list, or have the packing list corrected.
Limits
    Needs a net weight for every line of the goods. Where the column does not add up to its total, a weight that is many
    times off (a carton's), or where the entry's stands on the paper in another place, is not assessed. The tolerance
    is for rounding and for inner packings that are weighed by some and not by others. A first quantity in kilograms is
    compared by quantity-mismatch.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.shipment import LineGroup
from docvalidate.reference import units
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.amounts import net_weight
from docvalidate.rules.base.columns import misread, sentence
from docvalidate.rules.base.groups import confidence_of, entry_label
from docvalidate.rules.base.phrases import number, slip
from docvalidate.rules.base.places import in_entry, on_paper, pages_of
from docvalidate.rules.base.support import weights_in_doubt


@rule(
    "net-weight-mismatch",
    severity="warning",
    family="papers-entry",
    needs=("entry", "papers"),
    uses=("lines.quantity2", "lines.unit2"),
    cites=Citation(
        text="CATAIR AE record 50; 19 CFR 141.86(f)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
    psc=("L29",),
)
def net_weight_mismatch(check: Check) -> Iterator[Finding]:
    compared = 0
    findings = []
    reasons = []
    for group in check.matching.groups:
        entered = _entered(check, group)
        weight = net_weight(check.shipment, group.invoice_lines)
        if entered is None or weight is None:
            continue
        compared += 1
        quantity, unit, paths = entered
        figure = units.convert(weight[0], "KG", unit) or weight[0]
        slack = max(check.tolerances.net_weight * figure, check.tolerances.net_weight_kg)
        if abs(quantity - figure) <= slack:
            continue
        doubt = weights_in_doubt(check.shipment, group, weight[1], figure, quantity)
        if doubt is not None:
            reasons.append(f"{entry_label(check.shipment, group)}: {doubt}")
            continue
        documents = [(check.documents[ref.document], value) for ref, value in weight[1]]
        values = [value for _, value in weight[1]]
        verb = "says" if len(values) == 1 else "adds up to"
        findings.append(
            check.finding(
                f"{entry_label(check.shipment, group)}: the entry says {number(quantity)} {unit}, "
                f"{documents[0][0].label} {verb} {number(weight[0])} kg net{pages_of(values)}. "
                f"{slip(f'{figure:f}', f'{quantity:f}')}".rstrip(),
                expected=figure,
                found=quantity,
                line=group.entry_lines[0],
                evidence=[
                    *(place for document, value in documents for place in on_paper(document, value)),
                    *in_entry(check.entry, *paths),
                ],
                confidence=confidence_of(values),
            )
        )
    if misread(len(findings) + len(reasons), compared, check.tolerances):
        raise NoMatter(sentence(len(findings) + len(reasons), compared, "net weight"))
    yield from findings
    if reasons:
        raise NoMatter("; ".join(reasons))
    if not compared:
        raise NoMatter("no entry line has a second quantity by weight and a net weight on the papers")


def _entered(check: Check, group: LineGroup) -> tuple[Decimal, str, list[str]] | None:
    """The group's second or third quantity that is a weight: quantity, unit, where it stands."""
    total, unit, paths = Decimal(0), "", []
    for index in group.entry_lines:
        line = check.line(index)
        for name, quantity, its_unit in (
            ("quantity2", line.quantity2, line.unit2),
            ("quantity3", line.quantity3, line.unit3),
        ):
            if quantity is not None and units.is_weight(its_unit):
                if unit and its_unit != unit:
                    return None
                unit = its_unit or ""
                total += quantity
                paths.append(f"lines[{index}].{name}")
                break
    return (total, unit, paths) if paths and len(paths) == len(group.entry_lines) else None
