"""Boxes of values from the coordinates in which a page was read to those of the page as displayed.

They differ where a scan was turned or straightened before it was read (`Page.frame`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docvalidate.domain.document import Document, Mention, Value
from docvalidate.domain.page import Page


def as_displayed(document: Document, pages: Sequence[Page]) -> Document:
    """The document with every box as it lies on the displayed page."""
    turned = {page.number: page for page in pages if page.frame is not None}
    if not turned:
        return document
    return document.model_copy(
        update={
            "fields": {name: _moved(value, turned) for name, value in document.fields.items()},
            "particulars": None
            if document.particulars is None
            else {name: _moved(value, turned) for name, value in document.particulars.items()},
            "line_items": [
                {name: _moved(value, turned) for name, value in item.items()} for item in document.line_items
            ],
            "mentions": document.mentions and [_shown(one, turned) for one in document.mentions],
        }
    )


def _shown(mention: Mention, turned: Mapping[int, Page]) -> Mention:
    page = turned.get(mention.page or 0)
    if page is None or mention.bbox is None:
        return mention
    x0, top, x1, bottom = (round(edge, 2) for edge in page.displayed(mention.bbox))
    return mention.model_copy(update={"bbox": (x0, top, x1, bottom)})


def _moved(value: Value, turned: Mapping[int, Page]) -> Value:
    page = turned.get(value.page or 0)
    if page is None or value.bbox is None:
        return value
    x0, top, x1, bottom = (round(edge, 2) for edge in page.displayed(value.bbox))
    others = [_moved(other, turned) for other in value.alternatives] if value.alternatives else value.alternatives
    return value.model_copy(update={"bbox": (x0, top, x1, bottom), "alternatives": others})
