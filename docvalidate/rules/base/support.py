"""What on the papers supports a reading, and what speaks against it: no finding rests on a figure of another row.

A value that the paper proves (the line multiplies out, the column adds up) stands whatever the entry says. One that
nothing proves gives way where the papers themselves say what the entry says, in a place that was read otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Document, LineItem, Value, usable
from docvalidate.domain.shipment import LineGroup, LineRef, Shipment
from docvalidate.reference import figures
from docvalidate.reference.texts import likeness
from docvalidate.rules.base.totals import line_sum

FAR = 8
"""Times apart from which two weights are no longer those of the same goods: one is a carton's, or a piece's."""
SAME_GOODS = 0.85
"""From this likeness of the descriptions on, lines of two papers are the same article."""


def figure_stands(documents: Iterable[Document], figure: Decimal, slack: Decimal = Decimal(0)) -> bool:
    """Whether a figure (or one that is off by no more than `slack`) is printed on some of the papers."""
    return any(figures.printed(document.text, figure, slack) for document in documents)


def unread(document: Document, figure: Decimal, least: int = figures.TELLING) -> bool:
    """Whether a figure of so many digits at least is printed on a paper more often than it was read there: at one place
    it was read as something else, or not at all."""
    if figures.digits(figure) < least:
        return False
    there = figures.times(document.text, figure)
    return there > 0 and there > len(
        {
            (value.page, value.bbox, value.cell) if value.bbox or value.cell else id(value)
            for values in (document.fields, *document.line_items)
            for value in values.values()
            if value.number is not None and abs(value.number) == figure
        }
    )


def tariff_unread(document: Document, number: str) -> bool:
    """Whether a tariff number is printed on a paper more often than its lines have it as they were read."""
    parts = " ?".join((number[:4], *re.findall("..?", number[4:])))
    there = len(re.findall(rf"(?<![0-9]){parts}", document.text))
    read = sum(
        "".join(c for c in text_of(item, "hts_number") if c.isdigit()).startswith(number)
        for item in document.line_items
    )
    return there > read


def column_closes(shipment: Shipment, document: Document, name: str) -> bool | None:
    """Whether a column of the lines adds up to the total in the head, of this paper or of another.

    None where either is not read.
    """
    lines = line_sum(document, name)
    heads = [value.number for paper in shipment.documents if (value := paper.get(name)) is not None and value.number]
    if lines is None or not heads:
        return None
    return any(abs(lines[0] - head) <= max(head / 500, Decimal("0.05") * len(document.line_items)) for head in heads)


def weights_in_doubt(
    shipment: Shipment, group: LineGroup, weights: Sequence[tuple[LineRef, Value]], printed: Decimal, entered: Decimal
) -> str | None:
    """Why net weights read for a group (in the unit of both figures `printed`) do not contradict the entry's, or None.

    Where the column adds up to its total they do, unless the packing list's lines of that description add up to what is
    entered: then other lines were taken for the group's.
    """
    papers = [shipment.documents[place] for place in dict.fromkeys(ref.document for ref, _ in weights)]
    label = papers[0].label
    if _described_so(shipment, group, "net_weight_kg", entered):
        return "the packing list's lines of that description add up to the entry's weight"
    closes = [column_closes(shipment, paper, "net_weight_kg") for paper in papers]
    if all(closes):
        return None
    low, high = sorted((abs(printed), abs(entered)))
    if high > FAR * low and low and high / low not in (10, 100, 1000):
        return f"the net weights read from {label} may be those of a carton or a piece: they do not add up to its total"
    if figure_stands(papers, entered):
        return f"the entry's net weight stands on {label} in another place than the one that was read"
    if any(one is False for one in closes) or any(column_gaps(paper, "net_weight_kg") for paper in papers):
        return f"the net weights read from {label} do not add up to its total"
    return None


def _described_so(shipment: Shipment, group: LineGroup, name: str, entered: Decimal) -> bool:
    """Whether the packing lists' lines that bear the description of the entry's line add up to what it has."""
    if shipment.entry is None:
        return False
    described = shipment.entry.lines[group.entry_lines[0]].description or ""
    found = [
        value.number
        for paper in shipment.packing_lists
        for item in paper.line_items
        if (value := usable(item, name)) is not None
        and value.number is not None
        and likeness(text_of(item, "description"), described) >= SAME_GOODS
    ]
    return bool(found) and abs(sum(found, Decimal(0)) - entered) <= max(entered / 200, Decimal("0.5"))


def is_weight_of(shipment: Shipment, name: str, figure: Decimal) -> bool:
    """Whether a figure is the weight of that name in the head of some paper, or what a paper's lines add up to."""
    heads = (value.number for paper in shipment.documents if (value := paper.get(name)) is not None)
    sums = (lines[0] for paper in shipment.documents if (lines := line_sum(paper, name)) is not None)
    return any(one is not None and abs(one - figure) <= Decimal("0.1") for one in (*heads, *sums))


def column_gaps(document: Document, name: str) -> bool:
    """Whether some lines have no such value while others have: a row was taken for another, or not read."""
    there = [usable(item, name) is not None for item in document.line_items]
    return any(there) and not all(there)


def of_another_row(
    ref: LineRef, lines: int, printed: Callable[[LineRef], str | None], entered: Callable[[LineRef], Sequence[str]]
) -> bool:
    """Whether a column slid by one row: the value is what the entry has for the row above (or below), and so on row by
    row, up to a row that has none. The values on the way must tell: where all are alike, they fit every row."""
    for step in (-1, 1):
        at, passed = ref, set[str]()
        while (value := printed(at)) is not None:
            other = LineRef(at.document, at.line + step)
            if not 0 <= other.line < lines or value not in entered(other):
                break
            passed.add(value)
            if printed(other) is None:
                if len(passed) > 1 or _next_fits(ref, step, lines, printed, entered):
                    return True
                break
            at = other
    return False


def _next_fits(
    ref: LineRef,
    step: int,
    lines: int,
    printed: Callable[[LineRef], str | None],
    entered: Callable[[LineRef], Sequence[str]],
) -> bool:
    """Whether the row on the other side has what is entered for this one; a value that stands in no other row tells by
    itself."""
    following = LineRef(ref.document, ref.line - step)
    value = printed(following) if 0 <= following.line < lines else None
    if value is not None and value in entered(ref):
        return True
    return [printed(LineRef(ref.document, line)) for line in range(lines)].count(printed(ref)) == 1


def misread_pages(compared: Iterable[int], differing: Iterable[int], tolerances: Tolerances) -> frozenset[int]:
    """The pages of a paper on which so many of the lines differ in a column that the column was misread there."""
    whole, wrong = Counter(compared), Counter(differing)
    return frozenset(
        page for page, count in wrong.items() if count >= 3 and count > whole[page] * tolerances.column_share
    )


def packed(shipment: Shipment, refs: Sequence[LineRef], name: str) -> list[Value]:
    """What the packing list says of just these invoice lines; empty where a line lacks it or packs others too."""
    pairs = [pair for pair in shipment.matching.packing if set(pair.invoice_lines) & set(refs)]
    if not pairs or {ref for pair in pairs for ref in pair.invoice_lines} != set(refs):
        return []
    values = [shipment.value(ref, name) for pair in pairs for ref in pair.packing_lines]
    return [one for one in values if one is not None] if all(one is not None for one in values) else []


def unpriced(shipment: Shipment, refs: Sequence[LineRef]) -> Iterator[LineRef]:
    """Lines without an amount in a paper whose other lines have one: they may be another table's, read with it."""
    for ref in refs:
        items = shipment.documents[ref.document].line_items
        priced = sum(usable(item, "amount") is not None for item in items)
        if usable(shipment.item(ref), "amount") is None and priced * 3 >= len(items):
            yield ref


def measured_in_words(text: str, unit: str) -> bool:
    """Whether a description itself has that unit behind a number: `rotary pump, 25 M3/h`.

    >>> measured_in_words("Rotary vane vacuum pump, 25 m3/h", "M3"), measured_in_words("Pump, 25 pcs a set", "M3")
    (True, False)
    """
    sought = re.escape(unit.strip(" .()[]"))
    return bool(sought) and re.search(rf"\d\s*{sought}(?![a-z])", text, re.IGNORECASE) is not None


def text_of(item: LineItem, name: str) -> str:
    """The text of a line's value, empty where there is none."""
    value = usable(item, name)
    return value.text if value is not None else ""
