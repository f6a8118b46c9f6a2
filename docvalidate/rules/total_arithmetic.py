"""The invoice's total is not what its parts add up to.

What
    Adds up the lines of each invoice and compares them with the subtotal, and the subtotal and the charges with the
    total.
Why
    A sum that is wrong hides a line, a charge or a discount that belongs on the worksheet of the entered value.
Law
    19 CFR 141.86(a)(5) and (8), prices and all charges itemised; 19 CFR 141.90(c).
Example
    Lines 21,259.76 and packing 318.90 are 21,578.66, the invoice says 22,578.66.
Fix
    Have the invoice corrected, or find the charge that is not itemised.
Limits
    A charge may be shown and lie within the prices: that passes. Where lines or numbers were not read for certain,
    or where the total may be a balance after a deposit, it is not assessed. A total that is more than its parts,
    where no charge is read, is information. Where the invoice prints the right sum too, or the difference itself, a
    label was taken for another's or a charge was not read, and the rule is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from docvalidate.domain.document import Document, Value
from docvalidate.domain.shipment import Valuation, amount_of
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.groups import multiplies
from docvalidate.rules.base.phrases import listed, number, slip
from docvalidate.rules.base.places import on_paper, page_of
from docvalidate.rules.base.support import figure_stands, unread
from docvalidate.rules.base.worth import judgements

CHARGES = {
    "freight": "freight",
    "insurance": "insurance",
    "packing_charge": "packing",
    "assists": "assists",
    "discount": "discount",
}
ZERO = Decimal(0)
PLAUSIBLE = 3
"""A total that is more than so many times the lines, or less than that part of them, is another number of the page."""


@rule(
    "total-arithmetic",
    severity="warning",
    family="papers",
    needs=("invoice",),
    uses=("lines.entered_value",),
    cites=Citation(text="19 CFR 141.86(a)(5) and (8)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def total_arithmetic(check: Check) -> Iterator[Finding]:
    reasons = []
    for valuation in check.matching.valuations:
        document = check.documents[valuation.document]
        finding, reason = _judge(check, document, valuation)
        if finding is not None:
            yield finding
        elif reason is not None:
            reasons.append(reason)
    if reasons:
        raise NoMatter("; ".join(dict.fromkeys(reasons)))
    if not check.matching.valuations:
        raise NoMatter("no invoice has amounts")


def _judge(check: Check, document: Document, valuation: Valuation) -> tuple[Finding | None, str | None]:
    """A finding, or why the invoice cannot be judged, or neither: the sums close."""
    subtotal, total = document.get("subtotal"), document.get("total_amount")
    amounts = [amount_of(item) for item in document.line_items]
    known = [amount for amount in amounts if amount is not None]
    lines = sum(known, ZERO) if known and len(known) == len(amounts) else None
    slack = check.tolerances.arithmetic + check.tolerances.arithmetic_line * len(amounts)
    if total is None and subtotal is None:
        return None, "no total is read from the invoice"
    charges = {name: value for name in CHARGES if (value := document.get(name)) is not None and value.number}
    # From the printed subtotal to the total, or from the lines where there is no subtotal.
    start = subtotal.number if subtotal is not None else lines
    if start is None:
        return None, "not every line of the invoice has an amount"
    lines_close = subtotal is not None and lines is not None and abs(lines - start) <= slack
    unsure = "the lines of the invoice do not add up as they were read"
    if subtotal is not None and lines is not None and not lines_close:
        if total is not None and _closes(lines, total.number, charges, slack):
            lines_close, start = True, lines  # the subtotal stands after a charge, or is of another kind
        elif not _lines_sure(check, document, valuation):
            return None, unsure
    if total is not None and total.number is not None and not _closes(start, total.number, charges, slack):
        if not lines_close and not _lines_sure(check, document, valuation):
            return None, unsure
        if _entered(check, valuation, total.number):
            return None, "the entry comes to the printed total: a charge or discount was not read"
        if not start / PLAUSIBLE < total.number < start * PLAUSIBLE:
            return None, "what was read as the total cannot be it"
        expected = _expected(start, charges)
        if unread(document, expected):
            return None, f"the invoice prints {number(expected, 2)} too, in a place that was not read as its total"
        if _difference_printed(document, expected, total.number):
            return None, "the difference itself stands on the invoice: a charge, a discount or a part was not read"
        if _balance(start, expected, total.number):
            return None, "the total is less by a round share: it may be the balance after a deposit"
        return _total(check, document, start, charges, total), None
    if subtotal is not None and lines is not None and not lines_close:
        if any(multiplies(item) is False for item in document.line_items):
            return None, None  # line-arithmetic says which line is wrong
        return _subtotal(check, document, lines, subtotal), None
    return None, None


def _total(check: Check, document: Document, start: Decimal, charges: dict[str, Value], total: Value) -> Finding:
    assert total.number is not None
    expected = _expected(start, charges)
    parts = [
        f"{'less ' if name == 'discount' else ''}{CHARGES[name]} {number(abs(one.number or ZERO), 2)}"
        for name, one in charges.items()
    ]
    text = f"Lines {number(start, 2)}, {listed(parts)} are {number(expected, 2)}"
    if not parts:
        text = f"The lines come to {number(start, 2)}"
    slipped = slip(number(expected, 2), number(total.number, 2))
    # More by no slip of a digit, where no charge is read that should be there: rather a charge than a wrong sum.
    charge = total.number > expected and not slipped and (not charges or _carriage_unread(document))
    hint = "A charge may not be itemised, or was not read." if charge else slipped
    return check.finding(
        f"{text}, {document.label} says {number(total.number, 2)}{page_of(total)}. {hint}".rstrip(),
        expected=expected,
        found=total.number,
        evidence=on_paper(document, document.get("subtotal"), *charges.values(), total),
        severity="info" if charge else None,
        confidence=min(value.confidence for value in (total, *charges.values())),
    )


def _expected(start: Decimal, charges: dict[str, Value]) -> Decimal:
    figures = [abs(one.number or ZERO) * (-1 if name == "discount" else 1) for name, one in charges.items()]
    return start + sum(figures, ZERO)


def _entered(check: Check, valuation: Valuation, total: Decimal) -> bool:
    """Whether the entry lines of the invoice come to its printed total: then the total is what was agreed."""
    own = [one for one in judgements(check)[0] if one.valuation.document == valuation.document]
    if not own or valuation.rate is None or not own[0].worths:
        return False
    entered = sum((one.entered for one in own[0].worths), ZERO)
    slack = check.tolerances.value_sum_dollars + check.tolerances.value_dollars * len(own[0].worths) / 2
    return abs(entered - total * valuation.rate) <= slack


def _carriage_unread(document: Document) -> bool:
    """The seller pays the carriage by the term of sale, and no freight charge is read."""
    term = document.get("incoterm")
    return term is not None and term.text[:1].upper() in ("C", "D") and document.get("freight") is None


def _subtotal(check: Check, document: Document, lines: Decimal, subtotal: Value) -> Finding:
    assert subtotal.number is not None
    return check.finding(
        f"The lines of {document.label} add up to {number(lines, 2)}, its subtotal says {number(subtotal.number, 2)}"
        f"{page_of(subtotal)}. {slip(number(lines, 2), number(subtotal.number, 2))}".rstrip(),
        expected=lines,
        found=subtotal.number,
        evidence=on_paper(document, subtotal, document.get("total_amount")),
        confidence=subtotal.confidence,
    )


def _closes(start: Decimal, total: Decimal | None, charges: dict[str, Value], slack: Decimal) -> bool:
    """Whether some of the charges lead from the lines to the total."""
    if total is None:
        return False
    figures = [abs(one.number or ZERO) * (-1 if name == "discount" else 1) for name, one in charges.items()]
    return any(
        abs(start + sum((figure for figure, used in zip(figures, chosen, strict=True) if used), ZERO) - total) <= slack
        for chosen in product((True, False), repeat=len(figures))
    )


def _lines_sure(check: Check, document: Document, valuation: Valuation) -> bool:
    """No line was missed: each multiplies out, and the entry has them all and no more, at these values."""
    if not document.line_items or not all(multiplies(item) for item in document.line_items):
        return False
    if check.shipment.entry is None or check.matching.not_invoiced:
        return False
    own = [one for one in judgements(check)[0] if one.valuation.document == valuation.document]
    return bool(own) and bool(own[0].worths) and all(one.agrees for one in own[0].worths)


def _difference_printed(document: Document, expected: Decimal, total: Decimal) -> bool:
    """Whether what the total is off by is printed, and no slip of a digit explains it."""
    apart = abs(expected - total)
    return not slip(number(expected, 2), number(total, 2)) and figure_stands([document], apart)


def _balance(start: Decimal, expected: Decimal, total: Decimal) -> bool:
    """Whether what is missing is a round share of the price or of the sum: a deposit was taken off the total."""
    for whole in (start, expected):
        share = (expected - total) / whole if whole else ZERO
        if Decimal("0.05") <= share <= Decimal("0.95") and abs(share * 20 - round(share * 20)) < Decimal("0.002"):
            return True
    return False
