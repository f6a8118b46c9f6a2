"""An entry line has no invoice line.

What
    Finds entry lines that no invoice line belongs to, though the invoice they name is among the papers.
Why
    Goods that are entered and not invoiced are overpaid, or an invoice is missing.
Law
    19 CFR 141.83(a), a commercial invoice for each shipment; 19 CFR 141.86(a)(3) to (5).
Example
    Line 6, brake discs at $2,871, is on no invoice among the papers.
Fix
    Take the line out, or add the invoice that covers it.
Limits
    Entry lines of an invoice that is not among the papers are left to invoice-not-found. Where an invoice was read
    incompletely and its total leaves room for the line, the line is not assessed; nor is it where the entry comes to
    the invoices' totals and invoice lines of the same value are left over, or where most of the entry finds no line and
    fewer were read than are missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.finding import Severity
from docvalidate.reference.texts import same_number
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import money, number
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.scope import Scope, entered_invoices, scope_of


@rule(
    "line-not-invoiced",
    severity="error",
    family="papers-entry",
    needs=("entry", "invoice"),
    uses=("lines.entered_value",),
    cites=Citation(
        text="19 CFR 141.83(a); 19 CFR 141.86(a)", url="https://www.ecfr.gov/current/title-19/section-141.83"
    ),
    psc=("L01",),
)
def line_not_invoiced(check: Check) -> Iterator[Finding]:
    inside = entered_invoices(check.shipment)
    lines = sum(len(check.documents[place].line_items) for place in inside)
    if not lines:
        raise NoMatter("no line items are read from the invoices")
    scope = scope_of(check.shipment, check.tolerances)
    if scope is not None and scope.closes and not scope.complete:
        raise NoMatter("the entry comes to the invoices' totals, but some invoice lines could not be read")
    if scope is not None and scope.closes and scope.exchanged and not scope.closes_without_extra:
        raise NoMatter(
            "the entry comes to the invoices' totals, and invoice lines of the same value are left over: what they are "
            "was not read"
        )
    missing = len(check.matching.not_invoiced)
    if missing > max(_FEW, len(check.entry.lines) // 2) and lines < missing:
        raise NoMatter(f"{missing} entry lines find no invoice line, and only {lines} were read: look at the pages")
    unread = 0
    for index in check.matching.not_invoiced:
        if _of_missing_invoice(check, index):
            continue
        severity = _severity(check, scope)
        if severity == "info" and len(check.matching.not_invoiced) > max(1, len(check.entry.lines) // 3):
            unread += 1  # many lines without a partner: the invoice was not read, and one sentence is enough
            continue
        yield _finding(check, index, severity)
    if unread:
        raise NoMatter(f"the invoices were read incompletely: {unread} entry lines find no invoice line")


_FEW = 3
"""Entry lines without a partner that one mistake may leave."""


def _severity(check: Check, scope: Scope | None) -> Severity | None:
    """An error where the invoices were read whole, or where their totals leave no room for the line."""
    if scope is not None and (scope.complete or scope.closes_without_extra):
        return None
    valuations = [check.matching.valuation(place) for place in entered_invoices(check.shipment)]
    return None if all(one is not None and one.complete for one in valuations) else "info"


def _finding(check: Check, index: int, severity: Severity | None) -> Finding:
    line = check.line(index)
    parts = [line.description or "", line.hts_numbers[0] if line.hts_numbers else ""]
    if line.quantity is not None:
        parts.append(f"{number(line.quantity)} {line.unit or ''}".strip())
    if line.entered_value is not None:
        parts.append(money(line.entered_value))
    what = ", ".join(part for part in parts if part)
    text = f"Line {line.line_number}: the entry has {what or 'goods'}, no invoice among the papers has such a line."
    if severity == "info":
        text += " The invoices were read incompletely: look at the pages first."
    return check.finding(
        text,
        found=what,
        line=index,
        evidence=in_entry(check.entry, f"lines[{index}].description", f"lines[{index}].entered_value"),
        severity=severity,
    )


def _of_missing_invoice(check: Check, index: int) -> bool:
    """The line names an invoice that no paper is."""
    number = check.line(index).invoice_number
    missing = [
        named
        for pair in check.matching.invoices
        if pair.document is None and (named := check.shipment.entry_invoice(pair)) is not None
    ]
    return any(same_number(number, named.number) for named in missing)
