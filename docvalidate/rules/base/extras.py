"""Invoice lines that are no goods, or that name what belongs to the value: royalties, tooling, commissions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docvalidate.domain.document import Document, Value, usable
from docvalidate.domain.finding import Finding
from docvalidate.reference.tables import rows
from docvalidate.rules.base.content import capital, name_of, numbered
from docvalidate.rules.base.context import Check, NoMatter
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import on_paper


def named(check: Check, kind: str, what: str, advice: str) -> Iterator[Finding]:
    """One finding for each invoice with lines that name something of the kind. Raises NoMatter without descriptions."""
    described = False
    for document in check.shipment.invoices:
        told = [(at, value) for at, item in enumerate(document.line_items) if (value := usable(item, "description"))]
        described |= bool(told)
        found = [(at, value) for at, value in told if words(kind).search(value.text)]
        if found:
            yield _finding(check, document, found, what, advice)
    if not described:
        raise NoMatter("no invoice line has a description")


def _finding(check: Check, document: Document, found: list[tuple[int, Value]], what: str, advice: str) -> Finding:
    texts = listed([f"'{value.text[:60]}'" for _, value in found], 4)
    return check.finding(
        f"{capital(numbered(document, [at for at, _ in found]))} of {name_of(document)} "
        f"name{'s' if len(found) == 1 else ''} {what} ({texts}): {advice}.",
        expected=advice,
        found=[value.text for _, value in found],
        evidence=on_paper(document, *(value for _, value in found)),
        confidence=min(value.confidence for _, value in found),
    )


@cache
def words(kind: str) -> re.Pattern[str]:
    """The expression that finds words of the kind in a description."""
    known = [row["words"] for row in rows("value_words.csv") if row["kind"] == kind]
    return re.compile(rf"\b(?:{'|'.join(known)})\b", re.IGNORECASE)
