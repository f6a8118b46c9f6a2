"""An invoice line is not in the entry.

What
    Finds invoice lines that belong to no entry line, though their invoice is entered.
Why
    Goods that are not entered are landed without permission and without duty.
Law
    19 USC 1484 and 1485; 19 CFR 141.61 (all merchandise of the shipment is entered).
Example
    Invoice line 3, 950 kg of hex bolts for $3,268.00, is in no line of the entry.
Fix
    Add the line to the entry, or enter it separately and note that on the papers.
Limits
    Lines without an amount are information: samples and free goods have a value that must be entered too. Where the
    entry's values come to the whole invoice, nothing is missing, and where the invoice was read incompletely, the
    line is reported as information.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.finding import Severity
from docvalidate.domain.shipment import LineRef, amount_of
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.groups import line_evidence, line_values, lines_in_words, multiplies, sum_of
from docvalidate.rules.base.phrases import money, number
from docvalidate.rules.base.scope import Scope, entered_invoices, scope_of


@rule(
    "line-not-entered",
    severity="error",
    family="papers-entry",
    needs=("entry", "invoice"),
    cites=Citation(text="19 USC 1484; 19 CFR 141.61", url="https://www.ecfr.gov/current/title-19/section-141.61"),
    psc=("L01",),
)
def line_not_entered(check: Check) -> Iterator[Finding]:
    inside = entered_invoices(check.shipment)
    if not any(check.documents[place].line_items for place in inside):
        raise NoMatter("no line items are read from the invoices that are entered")
    if not check.entry.lines:
        raise NoMatter("the entry has no lines")
    scope = scope_of(check.shipment, check.tolerances)
    nothing_missing = scope is not None and scope.closes and not scope.closes_with_missing
    articles: dict[tuple[str, ...], list[LineRef]] = {}
    for ref in check.matching.not_entered:
        if ref.document in inside and not _empty(check, ref):
            articles.setdefault(_article(check, ref), []).append(ref)
    for refs in articles.values():
        if not (nothing_missing and any(amount_of(check.shipment.item(ref)) for ref in refs)):
            yield _finding(check, refs, scope)


def _article(check: Check, ref: LineRef) -> tuple[str, ...]:
    """Lines of one article are one entry line that is missing: of one tariff number (or description) and origin."""
    tariff, description, origin = (
        value.text if (value := check.shipment.value(ref, name)) is not None else ""
        for name in ("hts_number", "description", "country_of_origin")
    )
    return (str(ref.document), tariff or description, origin)


def _finding(check: Check, refs: list[LineRef], scope: Scope | None) -> Finding:
    amounts = [amount_of(check.shipment.item(ref)) for ref in refs]
    amount = sum((one for one in amounts if one is not None), Decimal(0))
    currency = check.documents[refs[0].document].get("currency")
    description, unit = (check.shipment.value(refs[0], name) for name in ("description", "unit"))
    quantity = sum_of(line_values(check.shipment, refs, "quantity"))
    what = description.raw if description is not None else "goods without a description"
    if quantity is not None:
        what = f"{number(quantity)} {unit.text if unit is not None else ''}".rstrip() + f" of {what}"
    text = lines_in_words(check.shipment, refs, line_values(check.shipment, refs, "description"))
    text = f"{text[:1].upper()}{text[1:]} ({what}"
    text += f", {money(amount, currency.text if currency else None)})" if amount else ")"
    text += f" {'is' if len(refs) == 1 else 'are'} in no line of the entry."
    severity: Severity | None = None
    if not amount:
        severity = "info"
        text += " It is invoiced at no charge or without an amount; goods at no charge have a value too."
    elif not all(_sure(check, ref, scope) for ref in refs):
        severity = "info"
        text += " The invoice's lines do not add up as they were read: look at the page first."
    return check.finding(
        text,
        expected=what,
        evidence=line_evidence(check.shipment, refs, "description", "quantity", "amount"),
        severity=severity,
    )


def _sure(check: Check, ref: LineRef, scope: Scope | None) -> bool:
    """The line is one: it multiplies out, its invoice adds up, or the entry closes when it is added."""
    valuation = check.matching.valuation(ref.document)
    complete = valuation is not None and valuation.complete
    return complete or bool(multiplies(check.shipment.item(ref))) or (scope is not None and scope.closes_with_missing)


def _empty(check: Check, ref: LineRef) -> bool:
    """A line that says too little to be goods: no description and no tariff number, or neither quantity nor amount."""
    item = check.shipment.item(ref)
    named = any(check.shipment.value(ref, name) is not None for name in ("description", "hts_number", "part_number"))
    quantity = check.shipment.value(ref, "quantity")
    return not named or (amount_of(item) in (None, Decimal(0)) and quantity is None)
