"""The quantity entered is not the quantity invoiced.

What
    Compares each entry line's quantity with the sum of its invoice lines, in one unit where a fixed factor leads
    there (12 NO are 1 DOZ). A quantity in kilograms of goods invoiced by the piece is compared with their net
    weight.
Why
    Specific duties, quotas and statistics rest on the quantity; too few entered are goods that were never entered.
Law
    19 CFR 141.86(a)(4); CATAIR AE record 50, quantity in the tariff's unit.
Example
    Line 6: the entry says 233 DPC, invoice line 6 says 212 DOZ.
Fix
    Enter the invoiced quantity, or have invoice and packing list corrected if the entry is right.
Limits
    How many pieces a carton or a set holds is not known: such lines are not assessed. A line whose amount
    multiplies out only with the entered quantity is left to line-arithmetic. A quantity that is exactly a hundred or a
    thousand times the other is information where the line does not multiply out with it: a decimal mark may have been
    misread. A quantity that its line does not prove is not assessed where the papers say the entry's in another place:
    on the packing list, in another column, or where nothing was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.document import LineItem, usable
from docvalidate.reference import units
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.amounts import Counted, count_groups, net_weight
from docvalidate.rules.base.columns import marks_misread, misread, sentence
from docvalidate.rules.base.groups import (
    confidence_of,
    entry_label,
    line_evidence,
    line_values,
    lines_in_words,
    multiplies,
    product_of,
    sum_of,
)
from docvalidate.rules.base.phrases import number, slip
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.support import packed, unpriced, unread, weights_in_doubt
from docvalidate.rules.base.worth import judgements


@rule(
    "quantity-mismatch",
    severity="error",
    family="papers-entry",
    needs=("entry", "invoice"),
    uses=("lines.quantity",),
    cites=Citation(
        text="19 CFR 141.86(a)(4); CATAIR AE record 50", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
    psc=("L29",),
)
def quantity_mismatch(check: Check) -> Iterator[Finding]:
    counted = [
        one
        for one in count_groups(check.shipment, check.tolerances)
        if one.outcome == "equal" or not _half_read(check, one)
    ]
    differing = [one for one in counted if one.outcome == "quantity"]
    compared = sum(one.outcome != "open" for one in counted)
    if misread(len(differing), compared, check.tolerances):
        raise NoMatter(sentence(len(differing), compared, "quantity"))
    reasons = []
    for one in differing:
        if one.doubtful:
            continue
        doubt = _doubt(check, one)
        if doubt is None:
            yield _finding(check, one)
        else:
            reasons.append(f"{entry_label(check.shipment, one.group)}: {doubt}")
    if reasons:
        raise NoMatter("; ".join(reasons))
    if not any(one.outcome != "open" for one in counted):
        raise NoMatter("no entry line's quantity can be compared with an invoice's in one unit")


def _half_read(check: Check, one: Counted) -> bool:
    """Lines of the group may not have been read: its invoice does not add up, and its value differs too."""
    valuations = [check.matching.valuation(ref.document) for ref in one.group.invoice_lines]
    if all(valuation is None or valuation.complete for valuation in valuations):
        return False
    worths = [worth for judgement in judgements(check)[0] for worth in judgement.worths]
    return any(worth.group == one.group and not worth.agrees for worth in worths)


def _doubt(check: Check, one: Counted) -> str | None:
    """Why the papers do not contradict the entry's quantity for certain, or None."""
    assert one.printed is not None
    assert one.entered is not None
    shipment, refs = check.shipment, one.group.invoice_lines
    weight = net_weight(shipment, refs) if one.printed != one.raw else None
    if weight is not None and units.is_weight(one.unit) and not units.is_weight(one.printed_unit):
        return weights_in_doubt(shipment, one.group, weight[1], one.printed, one.entered)
    if one.group.entry_lines and _in_another_column(check, one):
        return "the line has the entry's figure in another column"
    if weight is None and _plain_sum(check, one) == one.entered:
        return "the numbers are the entry's, and only units that were read for some of the lines make the difference"
    own = net_weight(shipment, refs)
    if own is not None and units.is_weight(one.unit) and not _proven(check, one):
        figure = units.convert(own[0], "KG", one.unit or "") or own[0]
        if abs(figure - one.entered) <= max(check.tolerances.net_weight * figure, check.tolerances.net_weight_kg):
            return "the net weight on the papers is what is entered, and the unit of the quantity may be misread"
    if len(refs) == 1 and one.raw == one.printed and _multiplies_so(shipment.item(refs[0]), one.raw, one.entered):
        return "the line multiplies out with the entry's quantity, and not with the one that was read"
    papers = [check.documents[place] for place in dict.fromkeys(ref.document for ref in refs)]
    if not _proven(check, one) and any(unread(paper, one.entered) for paper in papers):
        return "the entry's figure is printed on the invoice in a place that was not read"
    if any(unpriced(shipment, refs)):
        return "some of the lines read have no amount and may be another table's"
    values = packed(shipment, refs, "quantity")
    if values and not _proven(check, one) and sum_of(values) == one.entered != one.raw:
        return "the packing list says what the entry says"
    return None


def _multiplies_so(item: LineItem, raw: Decimal | None, entered: Decimal) -> bool:
    """Whether the price times the entry's quantity is the amount, and not the price times the one that was read."""
    read, due, amount = product_of(item, raw), product_of(item, entered), usable(item, "amount")
    if read is None or due is None or amount is None or amount.number is None:
        return False
    slack = max(amount.number / 500, Decimal("0.05"))
    return abs(due - amount.number) <= slack < abs(read - amount.number)


def _in_another_column(check: Check, one: Counted) -> bool:
    """Each line of the group prints a figure elsewhere, and these add up to the entry's quantity."""
    if _proven(check, one):
        return False
    for name in ("package_count", "net_weight_kg", "gross_weight_kg"):
        if sum_of(line_values(check.shipment, one.group.invoice_lines, name)) == one.entered:
            return True
    return False


def _plain_sum(check: Check, one: Counted) -> Decimal | None:
    """The sum of the quantities as printed, whatever their units, where they have several."""
    found = {value.text for value in line_values(check.shipment, one.group.invoice_lines, "unit") if value is not None}
    return sum_of(line_values(check.shipment, one.group.invoice_lines, "quantity")) if len(found) > 1 else None


def _proven(check: Check, one: Counted) -> bool:
    """The lines multiply out with the quantity that was compared, and not their weight, so that its marks are right."""
    if one.raw is None:
        return False
    known = one.printed_unit is not None and one.unit is not None
    counted = units.convert(one.raw, one.printed_unit or "", one.unit or "") if known else one.raw
    return counted == one.printed and all(multiplies(check.shipment.item(ref)) for ref in one.group.invoice_lines)


def _finding(check: Check, one: Counted) -> Finding:
    shipment, refs = check.shipment, one.group.invoice_lines
    assert one.printed is not None
    assert one.entered is not None
    values = line_values(shipment, refs, "quantity")
    verb = "says" if len(refs) == 1 else "add up to"
    printed = number(one.raw if one.raw is not None and one.printed_unit else one.printed)
    text = (
        f"{entry_label(shipment, one.group)}: the entry says {number(one.entered)} {one.unit or ''}".rstrip()
        + f", {lines_in_words(shipment, refs, values)} {verb} {printed} {one.printed_unit or one.unit or ''}".rstrip()
    )
    if one.raw is not None and one.printed != one.raw:
        text += f", which is {number(one.printed)} {one.unit}"
    marks = marks_misread(one.printed, one.entered) and not _proven(check, one)
    hint = "A decimal mark may have been misread: look at the page first." if marks else ""
    return check.finding(
        f"{text}. {hint or slip(f'{one.printed:f}', f'{one.entered:f}')}".rstrip(),
        expected=one.printed,
        found=one.entered,
        line=one.entry_line,
        evidence=[
            *line_evidence(shipment, refs, "quantity", "unit"),
            *in_entry(check.entry, *(f"lines[{index}].quantity" for index in one.group.entry_lines)),
        ],
        severity="info" if marks else None,
        confidence=confidence_of(values),
    )
