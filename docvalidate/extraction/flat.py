"""What the columns of an export say of the whole paper, proposed like what labels say."""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.document import Value
from docvalidate.domain.fields import PARTIES
from docvalidate.extraction import typed
from docvalidate.extraction.field_readers import READERS
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.label import Label
from docvalidate.extraction.line_items import LineItems, TablePart
from docvalidate.extraction.party_names import party_value
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.sums import SUMS
from docvalidate.extraction.table.document_columns import DOCUMENT, is_address, meanings

SURE = 0.95
"""A value in a column of its own, the same on all lines."""


def document_fields(tables: LineItems, habits: Habits) -> dict[str, Value]:
    """Header fields, parties and sums from the columns that repeat them on every line."""
    found: dict[str, Value] = {}
    for part in tables.parts:
        addresses = {
            role: span for meant, head, span in _cells(part) if is_address(head) for role in meant if role in PARTIES
        }
        for meant, head, span in _cells(part):
            for name in meant:
                value = None
                if name in PARTIES and not is_address(head):
                    lines = [span, addresses[name]] if name in addresses else [span]
                    value = party_value(lines, part.layout.page.number)
                elif name in READERS:
                    value = READERS[name](span, part.layout.page.number, habits, _label(meant, span, head))
                elif name in SUMS:
                    value = typed.read_money(span, part.layout.page.number, habits)
                if value is not None:
                    found.setdefault(name, value.model_copy(update={"confidence": SURE, "agreed": ["table"]}))
    return found


def _cells(part: TablePart) -> Iterator[tuple[tuple[str, ...], str, Span]]:
    for index, column in enumerate(part.head.columns):
        if column.kind == DOCUMENT and part.items:
            words = part.items[0].words(index)
            if words:
                yield meanings(column.head), column.head, Span.of(words)


def _label(meant: tuple[str, ...], span: Span, head: str) -> Label:
    return Label(meant, Phrase(span.words, 0), 0, 0, head.lower(), Span([]), "", True, True)
