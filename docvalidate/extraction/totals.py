"""The sum row under a table: packages and weights of the whole paper, by the columns they stand in."""

from __future__ import annotations

from docvalidate.domain.document import Value
from docvalidate.extraction import typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.line_items import TablePart
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.cells import details_in

_NAMES = ("package_count", "net_weight_kg", "gross_weight_kg")


def totals_row(part: TablePart, habits: Habits) -> dict[str, Value]:
    """Package count and weights of the last sum row below the items of a table."""
    found: dict[str, Value] = {}
    for row in part.rows:
        if (row.index <= part.last_row and not row.leads) or row.sum_label not in ("total_amount", "subtotal"):
            continue
        for phrase in row.details:
            for detail in details_in(phrase.span, part.layout.page.number, habits):
                if detail.kind in _NAMES:
                    found[detail.kind] = detail.value.model_copy(update={"agreed": ["table"]})
        for index, words in row.cells.items():
            column = part.head.columns[index]
            if column.kind not in _NAMES:
                continue
            span = Span.of(words)
            page = part.layout.page.number
            if column.kind == "package_count":
                value = typed.read_count(span, page, habits, 0.85)
            else:
                value = typed.read_weight(span, page, habits, pounds=column.pounds, confidence=0.85)
            if value is not None:
                found[column.kind] = value.model_copy(update={"agreed": ["table"]})
    return found
