"""The currency of a paper: in a column's head, beside the amounts, or in the words of the total."""

from __future__ import annotations

from collections.abc import Sequence

from docvalidate.domain.document import Value
from docvalidate.extraction import typed
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.line_items import LineItems
from docvalidate.extraction.span import Span


def find_currency(fields: dict[str, Value], layouts: Sequence[Layout], tables: LineItems) -> None:
    """Without a label the currency stands in a column's head, beside the amounts, or in the words of the total."""
    if "currency" in fields and fields["currency"].confidence >= 0.7:
        return
    for part in tables.parts:
        for column in part.head.columns:
            if column.currency:
                words = [w for row in part.head.rows for p in part.layout.rows[row] for w in p.words]
                span = Span.of([w for w in words if column.x0 - 1 <= w.centre <= column.x1 + 1])
                value = typed.read_currency(span, part.layout.page.number, 0.9) if span else None
                if value:
                    fields["currency"] = value
                    return
    under = _currency_under_heads(tables)
    if under is not None:
        fields["currency"] = under
        return
    told = tables.told.get("currency")
    if told is not None and (told.raw.isalpha() or set(told.raw) & set("€£₩₫₹₺")):
        fields["currency"] = tables.told["currency"]
        return
    for layout in layouts:
        for phrase in layout.phrases:
            if any(hit.meanings[0] in ("total_amount", "subtotal") for hit in phrase.hits):
                signs = (p for p in layout.rows[phrase.row] if p.x0 >= phrase.x1 and len(p.text) == 3)
                beside = next((p for p in signs if p.text.isupper()), None)
                if beside is not None:
                    value = typed.read_currency(beside.span, layout.page.number, 0.85)
                    if value is not None:
                        fields["currency"] = value
                        return
            if any(hit.meanings[0] in ("total_amount", "subtotal", "_reference") for hit in phrase.hits):
                value = typed.read_currency(phrase.span, layout.page.number, 0.8)
                if value and len(value.text) == 3 and value.raw.strip("() ").isupper():
                    fields["currency"] = value
                    return
    for layout in layouts:
        for phrase in layout.phrases:
            value = (
                typed.read_currency(phrase.span, layout.page.number, 0.7)
                if any(c.isdigit() for c in phrase.text)
                else None
            )
            if value and (
                (value.raw.isupper() and len(value.raw) == 3)
                or ("$" in value.raw and len(value.raw) > 1)
                or value.raw in "€£₩₫"
            ):
                fields["currency"] = value
                return
    if "currency" in tables.told:
        fields["currency"] = tables.told["currency"]
        return
    dollar = next(
        (
            (layout, phrase)
            for layout in layouts
            for phrase in layout.phrases
            if "$" in phrase.text and any(c.isdigit() for c in phrase.text)
        ),
        None,
    )
    if dollar is not None:
        layout, phrase = dollar
        place = phrase.text.index("$")
        fields["currency"] = typed.value_of(phrase.span.cut(place, place + 1), "USD", layout.page.number, 0.6)


def _currency_under_heads(tables: LineItems) -> Value | None:
    """The currency that stands alone between a head and its first item: USD under Unit price."""
    for part in tables.parts:
        first = min((row.index for item in part.items for row in item.rows), default=0)
        for row in (row for row in part.rows if row.index < first):
            for index, cell in row.cells.items():
                if part.head.columns[index].kind in ("unit_price", "amount") and len(cell) == 1:
                    value = typed.read_currency(Span.of(cell), part.layout.page.number, 0.9)
                    if value is not None and len(value.raw) == 3:
                        return value
    return None
