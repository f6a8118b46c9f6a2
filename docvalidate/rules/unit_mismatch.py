"""The unit of measure entered is not the unit the quantity was invoiced in.

What
    Finds lines where the entry has the invoice's number in another unit: the number was taken over, the unit was
    not.
Why
    ACE refuses a unit that is not the tariff's, and accepts a wrong quantity in the right one.
Law
    CATAIR AE record 50, unit of measure; 19 CFR 141.86(a)(4), quantities in the weights and measures of the trade.
Example
    Line 3: the entry says 88 KG, invoice line 3 says 88 DOZ.
Fix
    Convert the quantity to the tariff's unit, or enter the unit that was invoiced.
Limits
    Pieces, sets, rolls and packages of equal number are taken to be the same. A quantity that was converted by a
    fixed factor, and kilograms that are the net weight, are right. A unit is not assessed where the packing list has
    the entry's, where it stands behind a number in the description, where the goods do not weigh so much, where it may
    be a neighbouring line's, and where many lines differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.finding import Severity
from docvalidate.domain.shipment import LineRef
from docvalidate.reference import units
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.amounts import Counted, count_groups, net_weight
from docvalidate.rules.base.columns import misread, sentence
from docvalidate.rules.base.groups import confidence_of, line_evidence, line_values, lines_in_words
from docvalidate.rules.base.phrases import listed, number
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.support import FAR, measured_in_words, packed, text_of


@rule(
    "unit-mismatch",
    severity="error",
    family="papers-entry",
    needs=("entry", "invoice"),
    uses=("lines.quantity", "lines.unit", "lines.entered_value"),
    cites=Citation(
        text="CATAIR AE record 50; 19 CFR 141.86(a)(4)", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
    ace=("442",),
    psc=("L29",),
)
def unit_mismatch(check: Check) -> Iterator[Finding]:
    counted = list(count_groups(check.shipment, check.tolerances))
    compared = [one for one in counted if one.outcome != "open" and one.printed_unit]
    differing = [one for one in compared if one.outcome == "unit"]
    if misread(len(differing), len(compared), check.tolerances):
        raise NoMatter(sentence(len(differing), len(compared), "unit"))
    reasons = []
    for one in differing:
        doubt = _doubt(check, one)
        if doubt is None:
            yield _finding(check, one)
        else:
            reasons.append(f"Line {check.line(one.entry_line).line_number}: {doubt}")
    if reasons:
        raise NoMatter("; ".join(reasons))
    if not any(one.outcome != "open" and one.printed_unit for one in counted):
        raise NoMatter("no entry line and its invoice lines both have a unit that can be compared")


def _finding(check: Check, one: Counted) -> Finding:
    shipment, refs = check.shipment, one.group.invoice_lines
    assert one.raw is not None
    assert one.entered is not None
    values = line_values(shipment, refs, "unit")
    verb = "says" if len(refs) == 1 else "add up to"
    text = (
        f"Line {check.line(one.entry_line).line_number}: the entry says {number(one.entered)} {one.unit}, "
        f"{lines_in_words(shipment, refs, values)} {verb} {number(one.raw)} {one.printed_unit}"
    )
    text += f", which is {number(one.printed)} {one.unit}." if one.printed not in (None, one.raw) else "."
    if one.fits not in (None, one.printed_unit):
        text += f" The number entered is the quantity in {one.fits}."
    return check.finding(
        text,
        expected=one.fits or one.printed_unit,
        found=one.unit,
        line=one.entry_line,
        evidence=[
            *line_evidence(shipment, refs, "quantity", "unit"),
            *in_entry(check.entry, f"lines[{one.entry_line}].quantity", f"lines[{one.entry_line}].unit"),
        ],
        severity=_severity(one),
        confidence=confidence_of(values),
    )


def _doubt(check: Check, one: Counted) -> str | None:
    """Why the unit that was read is not the paper's for certain, or None."""
    shipment, refs = check.shipment, one.group.invoice_lines
    packed_in = {units.code(value.text) or value.text for value in packed(shipment, refs, "unit")}
    if len(packed_in) == 1 and units.convert(Decimal(1), packed_in.pop(), one.unit or "") == 1:
        return "the packing list has the unit of the entry"
    texts = [text_of(shipment.item(ref), "description") for ref in refs]
    texts += [check.line(index).description or "" for index in one.group.entry_lines]
    raws = {value.raw for value in line_values(shipment, refs, "unit") if value is not None}
    if any(measured_in_words(text, raw) for text in texts for raw in {*raws, one.printed_unit or ""}):
        return f"the unit read, {listed(sorted(raws))}, may be one of the goods' description"
    if any(_slid(check, ref, one) for ref in refs):
        return "the unit beside the line may be a neighbouring line's: a line at the end of the column has none"
    weight = net_weight(shipment, refs)
    if weight is not None and one.raw and units.is_weight(one.printed_unit):
        kilograms = units.convert(one.raw, one.printed_unit or "", "KG") or Decimal(0)
        if not weight[0] / FAR <= kilograms <= weight[0] * FAR:
            return f"{number(one.raw)} {one.printed_unit} is not what the goods weigh by the papers"
    return None


def _slid(check: Check, ref: LineRef, one: Counted) -> bool:
    """The first (or last) line has no unit, and the next (or the one before) has the entry's."""
    last = len(check.documents[ref.document].line_items) - 1
    for end, step in ((0, 1), (last, -1)):
        if check.shipment.value(LineRef(ref.document, end), "unit") is not None or ref.line == last - end:
            continue
        beside = check.shipment.value(LineRef(ref.document, ref.line + step), "unit")
        if beside is not None and units.convert(Decimal(1), beside.text, one.unit or "") == 1:
            return True
    return False


def _severity(one: Counted) -> Severity | None:
    """Pairs are called pieces on many papers: a warning. The raised 2 of m² is easily lost in reading: information."""
    kinds = {known.kind for known in (units.get(one.unit), units.get(one.printed_unit)) if known is not None}
    if "length" in kinds and kinds & {"area", "volume"}:
        return "info"
    return "warning" if kinds == {"count", "pairs"} else None
