"""The value entered is not what the invoice says the goods are worth.

What
    Compares each entry line's value with its invoice lines, in US dollars, with their share of what belongs to the
    value (packing, assists) and without what does not (international freight and insurance, discounts).
Why
    Duty, fees and statistics rest on the value; a value that is too low can bring a penalty under 19 USC 1592.
Law
    19 CFR 152.103 (transaction value), 141.86(a)(5) and (8), 141.90(c) (computation), 159.3 (rounding), 159.31
    (rate).
Example
    Line 3: the entry says $10,121, the invoice lines 4 and 7 add up to $11,021.40.
Fix
    Enter the value the worksheet of the invoice arrives at, or have the invoice corrected if the entry is right.
Limits
    Where the papers leave open whether a charge belongs to the value, each lawful figure passes. Charges that are
    spread over the lines in another way than by value pass where the sum is right. Goods at no charge are not compared.
    Where an invoice's lines do not add up as they were read, a line of it that differs in quantity too is information:
    more lines may belong to it. Where most lines of an invoice in US dollars differ by one share and its sums do not
    close as they were read, a discount or a charge was not read, and the rule is not assessed; nor is it where the
    entry comes to a sum that the invoice prints and that was not read as one. A charge whose kind no label tells may
    belong to the value or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.finding import Severity
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.amounts import count_groups
from docvalidate.rules.base.columns import misread, sentence
from docvalidate.rules.base.currencies import currency_differs
from docvalidate.rules.base.groups import (
    confidence_of,
    entry_label,
    line_evidence,
    line_values,
    lines_in_words,
)
from docvalidate.rules.base.phrases import money, number, percent, plural, slip
from docvalidate.rules.base.places import in_entry, on_paper
from docvalidate.rules.base.worth import Judgement, Worth, judgements

CITATION = Citation(
    text="19 CFR 152.103; 19 CFR 141.90(c)", url="https://www.ecfr.gov/current/title-19/section-152.103"
)


@rule(
    "value-mismatch",
    severity="error",
    family="papers-entry",
    needs=("entry", "invoice"),
    uses=("lines.entered_value",),
    cites=CITATION,
    psc=("L04",),
)
def value_mismatch(check: Check) -> Iterator[Finding]:
    judged, reasons = judgements(check)
    reasons = list(reasons)
    if any(judgement.valuation.currency not in (None, "USD") for judgement in judged):
        check.misses("invoices.exchange_rate")
    other_currency = {pair.document for pair in currency_differs(check.shipment)}
    short = {one.group for one in count_groups(check.shipment, check.tolerances) if one.outcome == "quantity"}
    for judgement in judged:
        if judgement.valuation.document in other_currency:
            continue  # currency-mismatch says why the values differ
        several = len([one for one in judgement.worths if one.expected > 0]) > 1
        if (judgement.mistake is not None or judgement.ratio is not None) and several:
            yield _whole_invoice(check, judgement)
            continue
        if not judgement.valuation.complete:
            for worth in judgement.differing:
                worth.sure &= worth.group not in short
        unsure = sum(not worth.sure for worth in judgement.differing)
        if misread(unsure, len(judgement.worths), check.tolerances):
            reasons.append(sentence(unsure, len(judgement.worths), "value"))
            continue
        for worth in judgement.differing:
            yield _line(check, judgement, worth)
    compared = sum(len(judgement.worths) for judgement in judged)
    if not compared and not reasons:
        reasons.append("no invoice line with an amount belongs to an entry line with a value")
    if reasons:
        raise NoMatter("; ".join(reasons))


def _line(check: Check, judgement: Judgement, worth: Worth) -> Finding:
    shipment, refs = check.shipment, worth.group.invoice_lines
    values = line_values(shipment, refs, "amount")
    label, verb = entry_label(shipment, worth.group), "is" if len(refs) == 1 else "add up to"
    currency = judgement.valuation.currency or "USD"
    invoiced = sum(worth.amounts.values(), Decimal(0))
    text = f"{label}: the entry says {money(worth.entered)}, {lines_in_words(shipment, refs, values)} {verb} "
    text += money(invoiced, currency)
    if abs(invoiced - worth.expected) >= Decimal("0.01"):
        text += f", which is {money(worth.expected.quantize(Decimal('0.01')))} of entered value"
        text += _how(judgement)
    text += "."
    if judgement.mistake is not None:
        text += f" It looks as if {judgement.mistake.why}."
    else:
        text = f"{text} {slip(str(round(worth.expected)), str(round(worth.entered)))}".rstrip()
    severity: Severity | None = None
    if not worth.sure:
        severity = "info"
        text += " The invoice's lines do not add up as they were read: look at the page first."
    elif judgement.valuation.implied:
        severity = "warning"
        text += " The entry names no rate of exchange; the other lines show which one was used."
    return check.finding(
        text,
        expected=worth.expected.quantize(Decimal("0.01")),
        found=worth.entered,
        line=worth.group.entry_lines[0],
        evidence=[
            *line_evidence(shipment, refs, "amount"),
            *in_entry(check.entry, *(f"lines[{index}].entered_value" for index in worth.group.entry_lines)),
        ],
        severity=severity,
        confidence=confidence_of(values),
    )


def _whole_invoice(check: Check, judgement: Judgement) -> Finding:
    shipment, valuation = check.shipment, judgement.valuation
    document = shipment.documents[valuation.document]
    entered = sum((one.entered for one in judgement.worths), Decimal(0))
    expected = sum((one.expected for one in judgement.worths), Decimal(0)).quantize(Decimal("0.01"))
    printed = document.get("invoice_number")
    name = f"invoice {printed.raw}" if printed is not None else "the invoice"
    count = plural(len(judgement.worths), "line")
    text = f"The entry's {count} for {name} come to {money(entered)}, the invoice to {money(expected)} of entered value"
    text += _how(judgement) + "."
    if judgement.mistake is not None:
        apart = abs(judgement.mistake.total - judgement.reading.total) * (valuation.rate or Decimal(1))
        text += f" It looks as if {judgement.mistake.why}: {money(apart)}."
    elif judgement.ratio is not None:
        text += f" Every line is off by the same factor, {number(judgement.ratio, 4)} ({percent(judgement.ratio - 1)})"
        rate = valuation.rate or Decimal(1)
        if rate != 1 and abs(judgement.ratio * rate - 1) < Decimal("0.003"):
            text += f": the {valuation.currency} amounts seem to have been entered without conversion."
        else:
            text += ": look at the rate of exchange."
    sure = all(one.sure for one in judgement.differing) and (valuation.complete or valuation.anchored)
    if not sure:
        text += " The invoice's sums do not close as they were read: look at the page first."
    return check.finding(
        text,
        expected=expected,
        found=entered,
        evidence=[
            *on_paper(
                document, *(document.get(name) for name in ("subtotal", "freight", "insurance", "packing_charge"))
            ),
            *on_paper(document, document.get("discount"), document.get("total_amount")),
            *in_entry(
                check.entry,
                *(f"lines[{index}].entered_value" for one in judgement.worths for index in one.group.entry_lines),
            ),
        ],
        severity=None if sure else "info",
    )


def _how(judgement: Judgement) -> str:
    """`: EUR 1,000.00 at 1.0812 …`: what led from the amount to the value."""
    parts = []
    valuation = judgement.valuation
    if judgement.reading.factor != 1:
        parts.append("with its share of charges and discounts")
    if valuation.currency not in (None, "USD") and valuation.rate is not None:
        parts.append(f"at {number(valuation.rate)}")
    return f" ({', '.join(parts)})" if parts else ""
