"""Which packing-list lines are the goods of which invoice lines."""

from __future__ import annotations

from collections import defaultdict

from docvalidate.domain.document import Document, LineItem, usable
from docvalidate.domain.shipment import LineRef, PackingPair
from docvalidate.reference.texts import code, likeness, same_number


def pair_packing(
    documents: list[Document], invoices: list[int], alike: float
) -> tuple[list[PackingPair], list[LineRef]]:
    """The pairs, and the invoice lines that no packing list has though one covers their invoice.

    Lines of one part number belong together on both sides: an article packed in several lots is several packing lines.
    Without part numbers the descriptions decide, and among equal ones the order.
    """
    pairs: list[PackingPair] = []
    missing: list[LineRef] = []
    lists = [place for place, one in enumerate(documents) if one.type == "packing_list" and one.line_items]
    for invoice in invoices:
        covering = [place for place in lists if _covers(documents[place], documents[invoice], len(invoices))]
        if not covering:
            continue
        ours = [LineRef(invoice, at) for at in range(len(documents[invoice].line_items))]
        theirs = [LineRef(place, at) for place in covering for at in range(len(documents[place].line_items))]
        found, left = _pair(documents, ours, theirs, alike)
        pairs += found
        missing += left
    return pairs, missing


def _covers(packing: Document, invoice: Document, invoices: int) -> bool:
    one, other = packing.get("invoice_number"), invoice.get("invoice_number")
    if one is None or other is None:
        return invoices == 1
    return same_number(one.text, other.text) or (invoices == 1)


def _pair(
    documents: list[Document], ours: list[LineRef], theirs: list[LineRef], alike: float
) -> tuple[list[PackingPair], list[LineRef]]:
    pairs: list[PackingPair] = []
    by_part = _by_part(documents, ours), _by_part(documents, theirs)
    used_ours: set[LineRef] = set()
    used_theirs: set[LineRef] = set()
    for part, lines in by_part[0].items():
        if part and part in by_part[1]:
            pairs.append(PackingPair(tuple(by_part[1][part]), tuple(lines)))
            used_ours.update(lines)
            used_theirs.update(by_part[1][part])
    rest_ours = [ref for ref in ours if ref not in used_ours]
    rest_theirs = [ref for ref in theirs if ref not in used_theirs]
    options = sorted(
        (
            (-_points(_item(documents, one), _item(documents, other), one.line, other.line), one, other)
            for one in rest_ours
            for other in rest_theirs
        ),
    )
    taken: set[LineRef] = set()
    for points, one, other in options:
        if -points < alike or one in taken or other in taken:
            continue
        taken |= {one, other}
        pairs.append(PackingPair((other,), (one,)))
    return pairs, [ref for ref in rest_ours if ref not in taken]


def _by_part(documents: list[Document], refs: list[LineRef]) -> dict[str, list[LineRef]]:
    found: dict[str, list[LineRef]] = defaultdict(list)
    for ref in refs:
        value = usable(_item(documents, ref), "part_number")
        found[code(value.text) if value else ""].append(ref)
    return found


def _points(one: LineItem, other: LineItem, at: int, place: int) -> float:
    """Likeness of the descriptions; a part number that differs speaks against, equal places decide between equals."""
    left, right = usable(one, "description"), usable(other, "description")
    if left is None or right is None:
        return 0.0
    points = likeness(left.text, right.text)
    parts = usable(one, "part_number"), usable(other, "part_number")
    if parts[0] is not None and parts[1] is not None:
        points -= 0.3
    quantities = usable(one, "quantity"), usable(other, "quantity")
    if quantities[0] is not None and quantities[1] is not None and quantities[0].value == quantities[1].value:
        points += 0.05
    return points + (0.02 if at == place else 0.0)


def _item(documents: list[Document], ref: LineRef) -> LineItem:
    return documents[ref.document].line_items[ref.line]
