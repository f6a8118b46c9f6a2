"""Whether the goods of a shipment are those that a Withhold Release Order names: it detains nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docvalidate.domain.document import Document, usable
from docvalidate.domain.entry import EntrySummary

UNTELLING = frozenset({
    "and", "or", "the", "of", "in", "on", "from", "with", "without", "by", "for", "to", "at", "as", "its",
    "their", "any", "all", "other", "such", "made", "containing", "contain", "produced", "product", "products",
    "goods", "good", "article", "articles", "merchandise", "item", "items", "material", "materials", "derived",
    "downstream", "using", "manufactured", "part", "whole", "including", "certain", "type", "types", "use",
    "used",
})  # fmt: skip


def goods_of(documents: Sequence[Document], entry: EntrySummary | None) -> list[str]:
    """How the papers and the entry describe the goods."""
    described = [
        value.text for document in documents for item in document.line_items if (value := usable(item, "description"))
    ]
    if entry is not None:
        described += [line.description for line in entry.lines if line.description]
    return described


def covers(merchandise: str, goods: Sequence[str]) -> bool:
    """Whether an order for `merchandise` may concern these goods: a telling word in common, in singular or plural.

    Where the order names no goods, or nothing is known of the goods, it may.

    >>> covers("Cotton and Cotton Products", ["MEN'S SHIRTS, 100% COTTON"])
    True
    >>> covers("Disposable gloves", ["Steel bolts M8"])
    False
    """
    named = _words(merchandise)
    if not named or not goods:
        return True
    return any(named & _words(text) for text in goods)


def _words(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]{3,}", text.casefold())
    return {_singular(word) for word in words if word not in UNTELLING}


def _singular(word: str) -> str:
    for ending, instead in (("ies", "y"), ("oes", "o"), ("ses", "se"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 2:
            return word.removesuffix(ending) + instead
    return word
