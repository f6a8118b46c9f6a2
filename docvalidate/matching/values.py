"""What of an invoice belongs to the entered value: 19 CFR 152.103, shown as a worksheet (141.90(c)).

The lines' amounts are the price. A charge that is added to them to make the invoice's total is outside the price:
packing and assists belong to the value and go on, international freight and insurance do not. A charge that is itemised
but not added lies inside the price: freight and insurance come off where the term of sale says the seller pays them. A
discount comes off; a deposit already paid does not. Where the papers leave it open, each lawful figure is a reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Document
from docvalidate.domain.finding import Evidence, Worksheet, WorksheetRow
from docvalidate.domain.shipment import Valuation, ValueReading
from docvalidate.matching.charges import ZERO, Charges, is_complete, number_of, read_charges

SELLER_PAYS_CARRIAGE = frozenset(
    {"CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP", "DAT", "DDU", "DAF", "DES", "DEQ", "CNF"}
)
BUYER_PAYS_INLAND = frozenset({"EXW", "FCA", "FAS"})
"""Terms under which a freight charge on the invoice can be that to the port, which belongs to the value."""


def value_invoice(position: int, document: Document, tolerances: Tolerances) -> Valuation:
    """The readings of an invoice's value, the mistakes often made with it, and its worksheet without a rate."""
    currency_value = document.get("currency")
    currency = currency_value.text if currency_value else None
    charges = read_charges(document, tolerances)
    if charges is None or not charges.base:
        return Valuation(position, currency=currency)
    term = (value.text.upper()[:3] if (value := document.get("incoterm")) else "").replace("C&F", "CFR")
    readings = list(_readings(charges, term))
    total, carried = number_of(document, "total_amount"), "freight" in charges.printed
    if charges.gap is not None and charges.printed and (charges.gap < 0 or carried or term not in SELLER_PAYS_CARRIAGE):
        why = "a charge or a discount that was not read leads to the printed total"
        readings.append((why, readings[0][1] + charges.gap))
    if charges.added is None and total is not None and (total < charges.base or term not in SELLER_PAYS_CARRIAGE):
        readings.append(("the printed total holds a charge or a discount that is not itemised", total))
    unique: dict[Decimal, ValueReading] = {}
    for why, total in readings:
        if total > 0:
            unique.setdefault(total, ValueReading(why, total, total / charges.base))
    mistakes: dict[Decimal, ValueReading] = {}
    floor = tolerances.charge_weight * charges.base
    for why, total in _mistakes(charges, readings[0][1]):
        if total > 0 and all(abs(total - known) > floor for known in (*unique, *mistakes)):
            mistakes[total] = ValueReading(why, total, total / charges.base)
    return Valuation(
        document=position,
        readings=tuple(unique.values()),
        mistakes=tuple(mistakes.values()),
        currency=currency,
        closes=charges.added is not None
        or (charges.gap is not None and charges.gap > 0 and term in SELLER_PAYS_CARRIAGE),
        complete=is_complete(document, tolerances),
        anchored=charges.added is not None or number_of(document, "subtotal") is not None,
        worksheet=_worksheet(document, charges, term, list(unique.values()), currency),
    )


def _readings(charges: Charges, term: str) -> Iterator[tuple[str, Decimal]]:
    """The figures that are lawful, the one the papers say first."""
    carriage = sum((charges.printed.get(name, ZERO) for name in ("freight", "insurance")), ZERO)
    packing, discount = charges.printed.get("packing_charge", ZERO), charges.printed.get("discount", ZERO)
    base = charges.base + charges.printed.get("assists", ZERO)
    added = charges.added
    on_packing = packing if added is None or "packing_charge" in added else ZERO
    off_discount = discount if added is None or "discount" in added else ZERO
    price = base + on_packing - off_discount
    outside = added is None or not carriage or bool({"freight", "insurance"} & added)
    inside = sum(
        (
            charges.printed.get(name, ZERO)
            for name in ("freight", "insurance")
            if added is not None and name not in added
        ),
        ZERO,
    )
    if outside and not inside:
        yield "the lines, with what is dutiable and without what is not", price
    elif term in SELLER_PAYS_CARRIAGE:
        yield f"freight and insurance lie within the {term} price and are itemised, so they come off", price - inside
    else:
        yield "freight is shown for information and is no part of the price", price
        yield "freight lies within the price and comes off", price - inside
    if added is None and carriage and term in SELLER_PAYS_CARRIAGE:
        yield "freight and insurance lie within the lines' prices and come off", price - carriage
    if outside and charges.printed.get("freight") and term in BUYER_PAYS_INLAND:
        yield (
            f"the freight under {term} is that to the port and belongs to the value",
            price + charges.printed["freight"],
        )
    if added is None and packing:
        yield "packing is included in the prices", price - packing
    for name in charges.untold & (added or frozenset()):
        amount = charges.printed[name]
        yield (
            f"a charge of {amount:,.2f} bears no label that tells its kind",
            (price - amount if name == "packing_charge" else price + amount),
        )
    if packing and added is not None and "packing_charge" not in added:
        yield "packing is paid on top of the prices", price + packing
    if charges.deposit:
        yield "a sum less the discount is printed, too", price - discount
    if discount and added is None:
        yield "the prices are net of the discount", price + discount


def _mistakes(charges: Charges, right: Decimal) -> Iterator[tuple[str, Decimal]]:
    """Figures that come of treating a charge wrongly."""
    freight, insurance = charges.printed.get("freight", ZERO), charges.printed.get("insurance", ZERO)
    packing, discount = charges.printed.get("packing_charge", ZERO), charges.printed.get("discount", ZERO)
    assists = charges.printed.get("assists", ZERO)
    if freight and insurance:
        yield "freight and insurance are left in the value", right + freight + insurance
        yield "freight and insurance are taken off, but the lines do not contain them", right - freight - insurance
    if freight:
        yield "freight is left in the value", right + freight
        yield "freight is taken off, but the lines do not contain it", right - freight
    if insurance:
        yield "insurance is left in the value", right + insurance
    if packing:
        yield "the packing charge is left out of the value", right - packing
        yield "the packing charge is counted twice", right + packing
        if freight or insurance:
            yield "packing, freight and insurance are left out of the value", right - packing - freight - insurance
            yield (
                "freight and insurance are left in the value and packing is left out",
                right - packing + freight + insurance,
            )
    if discount:
        yield "the discount is not taken off", right + discount
        yield "the discount is taken off twice", right - discount
    if assists:
        yield "the assists are left out of the value", right - assists


def _worksheet(
    document: Document, charges: Charges, term: str, readings: list[ValueReading], currency: str | None
) -> Worksheet:
    number = document.get("invoice_number")
    rows = [WorksheetRow(text="Lines as invoiced", amount=charges.base, evidence=_evidence(document, "subtotal"))]
    added, first = charges.added, readings[0].total if readings else charges.base
    running = charges.base
    for name, text in (("packing_charge", "Packing"), ("assists", "Assists")):
        if name in charges.printed and (name == "assists" or added is None or name in added):
            running += charges.printed[name]
            rows.append(_row(document, name, f"+ {text}, 19 CFR 152.103(b)", charges.printed[name]))
    if "discount" in charges.printed and (added is None or "discount" in added):
        running -= charges.printed["discount"]
        rows.append(_row(document, "discount", "− Discount", -charges.printed["discount"]))
    for name, text in (("freight", "Freight"), ("insurance", "Insurance")):
        if name not in charges.printed:
            continue
        if running - first >= charges.printed[name] and added is not None and name not in added:
            running -= charges.printed[name]
            rows.append(
                _row(document, name, f"− {text} within the price, 19 CFR 152.103(a)(1)", -charges.printed[name])
            )
        else:
            figure = f"{charges.printed[name]:,.2f}"
            rows.append(_row(document, name, f"{text} of {figure} stands outside the lines: not added", ZERO))
    question = None
    if len(readings) > 1:
        parts = [f"{one.total:,.2f} if {one.why}" for one in readings]
        question = f"The papers leave the value open: {'; '.join(parts)}."
    return Worksheet(
        invoice_number=number.text if number else None,
        file=document.file,
        currency=currency,
        rows=rows,
        value_in_currency=readings[0].total if readings else None,
        open_question=question,
    )


def _row(document: Document, name: str, text: str, amount: Decimal) -> WorksheetRow:
    return WorksheetRow(text=text, amount=amount, evidence=_evidence(document, name))


def _evidence(document: Document, name: str) -> list[Evidence]:
    value = document.get(name)
    if value is None:
        return []
    return [Evidence(file=document.file, page=value.page, bbox=value.bbox, cell=value.cell, text=value.raw)]
