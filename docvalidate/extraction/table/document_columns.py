"""Columns that repeat on every line what the whole paper says, as a program's exports do: INVOICE_DATE, VENDOR_NAME."""

from __future__ import annotations

from collections.abc import Sequence

from docvalidate.domain.fields import PARTIES
from docvalidate.extraction.lexicon import canonical, labels
from docvalidate.extraction.table.columns import Column
from docvalidate.extraction.table.head import Head
from docvalidate.extraction.table.rows import BodyRow
from docvalidate.extraction.text import tokenise
from docvalidate.extraction.typed import unit_code

DOCUMENT = "_document"
"""The kind of such a column."""
_NAME = frozenset({"name", "company"})
_ADDRESS = frozenset({"address", "adresse", "direccion", "indirizzo", "adresi"})
_AMOUNT = frozenset({"amount", "amt", "charge", "value", "total"})


def meanings(head: str) -> tuple[str, ...]:
    """What a head says of the whole paper: the fields whose label it is, () where it is none's."""
    tokens = canonical(tokenise(head))
    found = labels().whole(tokens)
    if found or len(tokens) < 2:
        return tuple(m for m in found if not m.startswith("_"))
    if tokens[-1] in _NAME | _ADDRESS:
        return tuple(meaning for meaning in labels().whole(tokens[:-1]) if meaning in PARTIES)
    return labels().whole(tokens[:-1]) if tokens[-1] in _AMOUNT else ()


def is_address(head: str) -> bool:
    """Whether a head names a party's address and not its name."""
    return canonical(tokenise(head))[-1:] != [] and canonical(tokenise(head))[-1] in _ADDRESS


def mark(head: Head, rows: Sequence[BodyRow]) -> None:
    """Gives the kind `_document` to columns of a sheet that hold one and the same value on all lines.

    On a page a column of the buyer's order alone may say so: elsewhere such columns are of the items.
    """
    anchors = [row for row in rows if row.anchor]
    sheet = all(p.words[0].cell for row in anchors for p in row.phrases)
    for index, column in enumerate(head.columns if anchors else []):
        if not sheet and meanings(column.head) != ("purchase_order_number",):
            continue
        texts = {" ".join(w.text for w in row.cells.get(index, [])) for row in anchors}
        units = all(unit_code(text) for text in texts)  # Sold by | KGS
        if len(texts) == 1 and _may_tell(column, len(anchors)) and not units:
            column.kind = DOCUMENT


def _may_tell(column: Column, lines: int) -> bool:
    if not meanings(column.head):
        return False
    return column.kind is None or column.kind.startswith("_") or (lines > 1 and not column.exact)
