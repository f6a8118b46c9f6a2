"""Trigrams of folded names without spaces: the keys under which the index finds candidates."""

from __future__ import annotations

from itertools import pairwise

from docvalidate.screening.folding import skeleton

ALPHABET = 37
"""Letters, digits and the mark of the beginning."""
KEYS = ALPHABET**3
_CODES = {character: code for code, character in enumerate("#abcdefghijklmnopqrstuvwxyz0123456789")}


def trigram_keys(joined: str) -> set[int]:
    """Codes of the trigrams of a joined, folded name (after letters that scanners confuse became one).

    >>> len(trigram_keys("abc"))
    2
    """
    codes = [0, *(_CODES[character] for character in skeleton(joined) if character in _CODES)]
    pairs = [a * ALPHABET + b for a, b in pairwise(codes)]
    return {pair * ALPHABET + third for pair, third in zip(pairs, codes[2:], strict=False)}
