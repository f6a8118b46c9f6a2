"""The gross weight entered is not the gross weight on the papers.

What
    Compares the entry's gross weight with the bill of lading's, or, without one, the packing list's or the
    invoice's.
Why
    CBP and the carrier's manifest hold the same figure; a difference is queried at release and can hint at goods
    that were left out or added.
Law
    CATAIR Entry Summary Create/Update, record 40, gross shipping weight; 19 CFR 141.86(a)(4).
Example
    Bill of lading 4,021.5 kg, entry 4,512 kg: 12.2 % apart, tolerance 2 %.
Fix
    Take the weight from the bill of lading; if another paper is right, have the bill corrected.
Limits
    Pallets are weighed on some papers and not on others; the tolerance allows for that. Without an entry total the
    weights of its lines are added up. Papers of an invoice that is not entered are left out. A governing weight
    twenty times off, where another paper has the entry's, was misread: the rule is not assessed. Nor is it where the
    entry's weight is printed on the same paper, unread, or where what was read is the net weight by other figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.entry import EntrySummary
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import kilograms, percent, slip
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.support import is_weight_of, unread
from docvalidate.rules.base.totals import entered_elsewhere, totals

MISREAD = 20
"""A weight that is so many times off, where another paper has the entry's, is another number of the page."""
POUNDS = Decimal("2.20462")
"""Pounds in a kilogram."""


@rule(
    "gross-weight-mismatch",
    severity="warning",
    family="papers-entry",
    needs=("entry", "papers"),
    uses=("gross_weight_kg",),
    cites=Citation(
        text="CATAIR AE record 40, gross shipping weight; 19 CFR 141.86(a)(4)",
        url="https://www.ecfr.gov/current/title-19/section-141.86",
    ),
    psc=("L31",),
)
def gross_weight_mismatch(check: Check) -> Iterator[Finding]:
    entered, paths = entered_weight(check.entry)
    if entered is None:
        raise NoMatter("the entry carries no gross weight")
    unmatched = check.matching.not_entered or (check.shipment.invoices and check.matching.not_invoiced)
    if unmatched and (paths != ["gross_weight_kg"] or entered == sum(_line_weights(check.entry), Decimal(0))):
        raise NoMatter("the entry's weight is that of its lines, and they are not those of the papers")
    found = list(totals(check.shipment, "gross_weight_kg"))
    if not found:
        raise NoMatter("no paper prints a gross weight")
    if any(_covers(check.tolerances, entered, one.value) for one in found if one.partial):
        return
    found = [one for one in found if not one.partial]
    if not found:
        raise NoMatter("the papers give the weight of some invoices only")
    governing = found[0]
    same_kind = [one for one in found if one.label == governing.label or one.label + "s together" == governing.label]
    if any(_covers(check.tolerances, entered, one.value) for one in [governing, *same_kind]):
        return
    if entered_elsewhere(check.shipment) and not governing.label.startswith(("the bill", "the air")):
        raise NoMatter("the entry names an invoice that is not among the papers")
    agreeing = [one for one in found if _covers(check.tolerances, entered, one.value)]
    if agreeing and not governing.label.startswith(("the bill", "the air")):
        return  # the papers disagree among themselves: packing-weight-mismatch says so
    if agreeing and not entered / MISREAD < governing.value < entered * MISREAD:
        raise NoMatter(f"{governing.label} seems misread: {kilograms(governing.value)}, and another paper agrees")
    papers = [one for one in check.documents if any(place.file == one.file for place in governing.evidence)]
    if not governing.by_lines and any(unread(paper, entered) for paper in papers if paper.label in governing.label):
        raise NoMatter(f"the entry's weight is printed on {governing.label} in a place that was not read as its weight")
    if is_weight_of(check.shipment, "net_weight_kg", governing.value):
        raise NoMatter(f"what was read as the gross weight on {governing.label} is the net weight by other figures")
    difference = abs(entered - governing.value) / governing.value if governing.value else Decimal(1)
    also = f" {agreeing[0].label.capitalize()} agrees with the entry." if agreeing else ""
    hint, printed_pounds = slip(f"{governing.value:f}", f"{entered:f}"), False
    if _covers(check.tolerances, entered, governing.value * POUNDS):
        hint = "The entry's figure is the weight in pounds."
    elif _covers(check.tolerances, governing.value, entered * POUNDS):
        hint, printed_pounds = "The paper may give pounds.", True
    yield check.finding(
        f"The entry says {kilograms(entered)} gross, {governing.label} says {kilograms(governing.value)}"
        f"{governing.where}: {percent(difference)} apart.{also} {hint}".rstrip(),
        expected=governing.value,
        found=entered,
        evidence=[*governing.evidence, *in_entry(check.entry, *paths)],
        severity="info" if printed_pounds else None,
        confidence=governing.confidence,
    )


def entered_weight(entry: EntrySummary) -> tuple[Decimal | None, list[str]]:
    """The entry's gross weight, from its head or, without one, from its lines, and where it stands."""
    if entry.gross_weight_kg is not None:
        return entry.gross_weight_kg, ["gross_weight_kg"]
    weights = _line_weights(entry)
    if not weights or len(weights) < len(entry.lines):
        return None, []
    return sum(weights, Decimal(0)), [f"lines[{index}].gross_weight_kg" for index in range(len(entry.lines))]


def _line_weights(entry: EntrySummary) -> list[Decimal]:
    return [line.gross_weight_kg for line in entry.lines if line.gross_weight_kg is not None]


def _covers(tolerances: Tolerances, entered: Decimal, printed: Decimal) -> bool:
    allowed = max(tolerances.gross_weight * printed, tolerances.gross_weight_kg)
    return abs(entered - printed) <= allowed
