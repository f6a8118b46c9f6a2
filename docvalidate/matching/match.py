"""The one way in: documents and entry -> what belongs together."""

from __future__ import annotations

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Document
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.shipment import Matching


def match(documents: list[Document], entry: EntrySummary | None, tolerances: Tolerances | None = None) -> Matching:
    """Which lines and invoices belong together, and each invoice's way to its entered value. Pure."""
    return Matching()
