"""Words that begin a row under the description of every item, a figure behind them: they describe no goods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_ITEMS, _SHARE = 3, 0.6
"""Items in which a word must begin a row, at least, and the share of all."""
_LONG = 4
"""Letters of such a word, at least."""


def row_keys(described: Sequence[Sequence[str]]) -> frozenset[str]:
    """The first words of rows of text, by items, that recur below their first rows: Werkstoff 51CrV4, Charge 88121."""
    counts: Counter[str] = Counter()
    said: dict[str, set[str]] = {}
    for rows in described:
        keyed = [(key, row) for row in rows[1:] if (key := key_of(row)) is not None]
        counts.update({key for key, _ in keyed})
        for key, row in keyed:
            said.setdefault(key, set()).add(row)
    # what is the same below every item describes it: polyester 190T
    return frozenset(
        key for key, count in counts.items() if count >= max(_ITEMS, _SHARE * len(described)) and len(said[key]) > 1
    )


def key_of(row: str) -> str | None:
    """The word that a row begins with, where a code or a figure stands right behind it."""
    words = row.split(maxsplit=2)
    if len(words) < 2 or not any(c.isdigit() for c in words[1]):
        return None
    word = words[0].rstrip(".:")
    return word if word.isalpha() and word[0].isupper() and len(word) >= _LONG else None
