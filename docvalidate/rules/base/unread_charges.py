"""Charges and discounts that were not read, told by how the entry stands to the invoice's lines."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from docvalidate.domain.shipment import Shipment
from docvalidate.rules.base.support import figure_stands

if TYPE_CHECKING:
    from docvalidate.rules.base.worth import Judgement

ZERO = Decimal(0)
_MOST = Decimal("0.7")
"""The share of an invoice's lines that differ by one factor, from which a charge or a discount explains them."""


def unread_share(judgement: Judgement) -> Decimal | None:
    """The share by which most lines differ alike; None where they differ each in its own way."""
    ratios = [one.entered / one.expected for one in judgement.worths if one.expected > 50]
    if len(ratios) < 3 or len(judgement.differing) < 2:
        return None
    middle = sorted(ratios)[len(ratios) // 2]
    alike = sum(abs(ratio - middle) <= Decimal("0.002") for ratio in ratios)
    return middle - 1 if alike >= _MOST * len(ratios) and abs(middle - 1) > Decimal("0.005") else None


def printed_sum(shipment: Shipment, judgement: Judgement) -> Decimal | None:
    """The figure on the invoice that its entry lines come to, though its lines, as they were read, do not.

    The entry's own amount of the invoice, where its lines come to that; else any figure as near as their rounding.
    """
    valuation, rate = judgement.valuation, judgement.valuation.rate
    document = shipment.documents[valuation.document]
    entered = sum((one.entered for one in judgement.worths), ZERO)
    expected = sum((one.expected for one in judgement.worths), ZERO)
    slack = 1 + Decimal(len(judgement.worths)) / 2
    if not rate or abs(entered - expected) <= 2 * slack or entered < 100 * slack:
        return None
    total = document.get("total_amount")
    if valuation.closes and total is not None and total.number and abs(total.number * rate - entered) <= slack:
        return None  # what lies between the lines and the total is told, or is the carriage that the seller pays
    pair = shipment.matching.pair_of(valuation.document)
    named = shipment.entry_invoice(pair) if pair is not None else None
    if named is not None and named.amount is not None and abs(named.amount * rate - entered) <= slack:
        return named.amount if figure_stands([document], named.amount) else None
    figure = (entered / rate).quantize(Decimal("0.01"))
    return figure if figure_stands([document], figure, slack / rate) else None
