"""An invoice line's quantity times its unit price is not its amount.

What
    Multiplies quantity and unit price of each invoice line and compares the product with the amount printed, within
    the rounding of what is printed.
Why
    Either the price or the amount is wrong, and the entered value rests on one of them.
Law
    19 CFR 141.86(a)(4) and (5), quantity and purchase price of each item.
Example
    Line 4: 50 at 409.04 are 20,452.00, the invoice says 20,542.00.
Fix
    Have the invoice corrected; until then enter what was really agreed to be paid.
Limits
    Prices for a dozen, a hundred, a gross or a thousand are known, and a discount of one rate on every line. Lines at
    no charge are left out. Where most lines of a page do not multiply out, they are not assessed. A number that was
    not read for certain is no proof: then the line is information. So it is where the entry, the packing list or
    another column has a quantity with which it multiplies out, and where the right amount or price is printed too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from docvalidate.domain.document import Document, LineItem, usable
from docvalidate.domain.finding import Severity
from docvalidate.domain.shipment import LineRef
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.columns import marks_misread
from docvalidate.rules.base.groups import line_evidence, lines_in_words, multiplies, product_of, sum_of
from docvalidate.rules.base.phrases import number, slip
from docvalidate.rules.base.support import packed, unread

PARTS = ("quantity", "unit_price", "amount")
MOST = 2
"""More lines than this that do not multiply out, if most of a page, are a column that was read wrongly."""


@rule(
    "line-arithmetic",
    severity="warning",
    family="papers",
    needs=("invoice",),
    uses=("lines.quantity",),
    cites=Citation(text="19 CFR 141.86(a)(4) and (5)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def line_arithmetic(check: Check) -> Iterator[Finding]:
    compared = 0
    reasons: list[str] = []
    for valuation in check.matching.valuations:
        document = check.documents[valuation.document]
        results = {place: multiplies(item) for place, item in enumerate(document.line_items)}
        compared += sum(result is not None for result in results.values())
        wrong = [place for place, result in results.items() if result is False and _charged(document.line_items[place])]
        if _one_discount([document.line_items[place] for place in wrong]):
            continue
        misread = set(_misread_pages(document, results, wrong))
        reasons += [
            f"{count} of {of} lines of {document.label} on page {page} do not multiply out: they were misread"
            for page, count, of in sorted(misread)
        ]
        pages = {page for page, _, _ in misread}
        for place in wrong:
            if _page(document, place) not in pages:
                yield _finding(check, LineRef(valuation.document, place))
    if reasons:
        raise NoMatter("; ".join(reasons))
    if not compared:
        raise NoMatter("no invoice line has a quantity, a unit price and an amount")


def _misread_pages(
    document: Document, results: dict[int, bool | None], wrong: list[int]
) -> Iterator[tuple[int, int, int]]:
    """The pages most of whose lines do not multiply out, how many, and of how many.

    A column that was read wrongly shows so, and is no fault of the invoice.
    """
    compared = Counter(_page(document, place) for place, result in results.items() if result is not None)
    counts = Counter(_page(document, place) for place in wrong)
    misread = [page for page, count in counts.items() if count > MOST and count * 2 > compared[page]]
    # The few lines that the same table has on a further page are of the same columns.
    misread += [page for page, count in counts.items() if misread and page not in misread and count == compared[page]]
    for page in misread:
        yield page, counts[page], compared[page]


def _page(document: Document, place: int) -> int:
    amount = usable(document.line_items[place], "amount")
    return amount.page or 1 if amount is not None else 1


def _finding(check: Check, ref: LineRef) -> Finding:
    item = check.shipment.item(ref)
    values = [value for name in PARTS if (value := usable(item, name)) is not None]
    quantity, price, amount = (value.number or Decimal(0) for value in values)
    product = product_of(item) or Decimal(0)
    confidence = min(value.confidence for value in values)
    doubtful = marks_misread(product, amount) or _entry_settles(check, ref) or _cut(check, ref)
    doubtful |= _packed_otherwise(check, ref, quantity) or _fits_another_column(check, ref)
    doubtful |= _other_printed(check.documents[ref.document], quantity, product, amount)
    label = lines_in_words(check.shipment, [ref], values[2:])
    severity: Severity | None = "info" if doubtful else None
    return check.finding(
        f"{label[:1].upper()}{label[1:]}: {number(quantity)} at {number(price)} are {number(product, 2)}, the "
        f"invoice says {number(amount, 2)}."
        f"{' A number may have been misread: look at the page.' if doubtful else ''} "
        f"{slip(str(product.quantize(Decimal('0.01'))), str(amount.quantize(Decimal('0.01'))))}".rstrip(),
        expected=product.quantize(Decimal("0.01")),
        found=amount,
        evidence=line_evidence(check.shipment, [ref], *PARTS),
        severity=severity,
        confidence=confidence,
    )


def _number(item: LineItem, name: str) -> Decimal | None:
    value = usable(item, name)
    return value.number if value is not None else None


def _charged(item: LineItem) -> bool:
    amount = usable(item, "amount")
    return amount is not None and bool(amount.number)


def _one_discount(items: list[LineItem]) -> bool:
    """Whether all these lines are cheaper than their product by one rate: a discount in the line."""
    ratios = []
    for item in items:
        amount, product = usable(item, "amount"), product_of(item)
        if amount is None or amount.number is None or not product:
            return False
        ratios.append(amount.number / product)
    if len(ratios) < 2 or not all(Decimal("0.4") < ratio < 1 for ratio in ratios):
        return False
    return max(ratios) - min(ratios) < Decimal("0.002")


def _cut(check: Check, ref: LineRef) -> bool:
    """On a scan: the line multiplies out with a quantity or price of which a part was read: 25 for 25.87.

    Or with the sign of its currency as a digit: 52.82 for $2.82.
    """
    item = check.shipment.item(ref)
    amount = usable(item, "amount")
    if amount is None or not amount.number or amount.page not in check.documents[ref.document].scanned:
        return False
    for name, other in (("quantity", "unit_price"), ("unit_price", "quantity")):
        value, factor = usable(item, name), usable(item, other)
        if value is None or value.number is None or factor is None or not factor.number:
            continue
        meant = (amount.number / factor.number).quantize(Decimal("0.0001"))
        if abs(meant * factor.number - amount.number) >= Decimal("0.005"):
            continue
        printed, due = f"{value.number.normalize():f}", f"{meant.normalize():f}"
        if due.startswith(f"{printed}.") or printed[1:] == due:
            return True
    return False


def _packed_otherwise(check: Check, ref: LineRef, quantity: Decimal) -> bool:
    """The packing list has another quantity for the line: then the quantity is what was misread."""
    found = sum_of(list(packed(check.shipment, [ref], "quantity")))
    return found is not None and found != quantity


def _fits_another_column(check: Check, ref: LineRef) -> bool:
    """The line multiplies out with another of its figures: that is the quantity, then, and its column was mistaken."""
    item = check.shipment.item(ref)
    quantity, price, amount = (_number(item, name) for name in PARTS)
    if quantity and price and amount and abs(quantity * amount - price) <= abs(price) / 500:
        return True  # price and amount were taken for one another
    others = (usable(item, name) for name in ("package_count", "net_weight_kg", "gross_weight_kg"))
    return any(multiplies(item, one.number) for one in others if one is not None and one.number is not None)


def _other_printed(document: Document, quantity: Decimal, product: Decimal, amount: Decimal) -> bool:
    """The product, or the price that would lead to the amount, is printed in a place that was not read."""
    if unread(document, product.quantize(Decimal("0.01"))):
        return True
    price = (amount / quantity).quantize(Decimal("0.0001")) if quantity else Decimal(0)
    return abs(price * quantity - amount) < Decimal("0.005") and unread(document, price, 3)


def _entry_settles(check: Check, ref: LineRef) -> bool:
    """The line multiplies out with the quantity that the entry leaves for it: then it was probably misread."""
    group = next((one for one in check.matching.groups if ref in one.invoice_lines), None)
    if group is None or check.shipment.entry is None or len(group.entry_lines) > 1:
        return False
    quantity = check.line(group.entry_lines[0]).quantity
    others = [one for one in group.invoice_lines if one != ref]
    rest = sum_of([check.shipment.value(one, "quantity") for one in others]) if others else Decimal(0)
    if quantity is None or rest is None or quantity <= rest:
        return False
    return bool(multiplies(check.shipment.item(ref), quantity - rest))
