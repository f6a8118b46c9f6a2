"""Which invoice among the papers is which invoice of the entry."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from docvalidate.domain.document import Document
from docvalidate.domain.entry import EntryInvoice, EntrySummary
from docvalidate.domain.shipment import InvoicePair, LineGroup, amount_of
from docvalidate.reference.texts import code, near_number, same_number

ENOUGH, LAST = 0.75, 0.3
"""Points that pair an invoice with a name of the entry, and those that do where only one is left on each side."""


def distinct_invoices(documents: list[Document]) -> list[int]:
    """The places of the commercial invoices, without copies of one that is there already.

    A copy bears the same number (or none) and the same total, or has no amounts of its own.
    """
    kept: list[int] = []
    order = [place for place, one in enumerate(documents) if one.type == "commercial_invoice"]
    order.sort(key=lambda place: -sum(amount_of(item) is not None for item in documents[place].line_items))
    for place in order:
        if not any(_is_copy(documents[place], documents[other]) for other in kept):
            kept.append(place)
    return sorted(kept)


def _is_copy(one: Document, other: Document) -> bool:
    left, right = one.get("invoice_number"), other.get("invoice_number")
    totals = one.get("total_amount"), other.get("total_amount")
    same_total = totals[0] is not None and totals[1] is not None and totals[0].value == totals[1].value
    if left is not None and right is not None:
        if not same_number(left.text, right.text):
            return False
        without_amounts = all(amount_of(item) is None for item in one.line_items)
        return same_total or (without_amounts and totals[0] is None)
    return same_total and len(one.line_items) in (0, len(other.line_items))


def pair_by_number(documents: list[Document], invoices: list[int], entry: EntrySummary) -> list[InvoicePair]:
    """The pairs that the numbers make. Several papers can be parts of one invoice."""
    pairs = []
    for place in invoices:
        number = documents[place].get("invoice_number")
        candidates = [number.text] if number else []
        candidates += [one.text for one in number.alternatives or []] if number else []
        for at, one in enumerate(entry.invoices or []):
            if any(same_number(one.number, text) for text in candidates):
                pairs.append(InvoicePair(place, at, "number"))
                break
    return pairs


def pair_by_contents(
    documents: list[Document],
    invoices: list[int],
    entry: EntrySummary,
    pairs: list[InvoicePair],
    groups: list[LineGroup],
) -> list[InvoicePair]:
    """All pairs: those by number, then by what is in the invoices, then the invoices that are left over on each side.

    The contents speak where the amounts are equal, where the lines of the paper are entered under the other number, or
    where the numbers are nearly the same. Without invoices in the entry an invoice is entered when a line of it is.
    """
    result = list(pairs)
    free_papers = [place for place in invoices if not any(pair.document == place for pair in pairs)]
    names = entry.invoices or []
    free_names = [at for at in range(len(names)) if not any(pair.entry_invoice == at for pair in pairs)]
    shares = _shares(documents, entry, groups)
    options = sorted(
        (
            (-_points(documents[place], names[at], shares[place].get(code(names[at].number), 0.0)), place, at)
            for place in free_papers
            for at in free_names
        ),
    )
    for points, place, at in options:
        # The last paper and the last name need less: what else should they be?
        enough = LAST if len(free_papers) == len(free_names) == 1 else ENOUGH
        if -points >= enough and place in free_papers and at in free_names:
            result.append(InvoicePair(place, at, "contents"))
            free_papers.remove(place)
            free_names.remove(at)
    for place in free_papers:
        entered = sum(shares[place].values()) >= 0.5
        result.append(InvoicePair(place, None, "contents" if entered and not names else "none"))
    result += [InvoicePair(None, at) for at in free_names]
    return result


def _shares(documents: list[Document], entry: EntrySummary, groups: list[LineGroup]) -> dict[int, dict[str, float]]:
    """For each invoice, the share of its lines that is entered under each invoice number (`` where none is named)."""
    shares: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for group in groups:
        for ref in group.invoice_lines:
            number = code(entry.lines[group.entry_lines[0]].invoice_number)
            shares[ref.document][number] += 1 / max(1, len(documents[ref.document].line_items))
    return shares


def _points(document: Document, named: EntryInvoice, share: float) -> float:
    """What speaks for the paper being the invoice of the entry, apart from an equal number; 1 is enough."""
    points = 1.5 * share
    total = document.get("total_amount")
    if total is not None and total.number is not None and named.amount is not None:
        points += 1.0 if abs(total.number - named.amount) <= Decimal("0.05") else -0.2
    number = document.get("invoice_number")
    if number is not None:
        points += max(0.0, near_number(number.text, named.number) - 0.7)
    return points
