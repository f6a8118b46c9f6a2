"""Letters that a reader of scans took for two or three (`MUHAIVIMAD`, `SHA11`): undone where a listed word results."""

from __future__ import annotations

import re

from docvalidate.screening.folding import fold_tokens
from docvalidate.screening.forms import CERTAIN_FORMS
from docvalidate.screening.names import TokenWeights
from docvalidate.screening.tables import abbreviations

_WORD = re.compile(r"[^\W_]{4,}")
_TAKEN = (("ivi", "m"), ("iii", "m"), ("iyi", "m"), ("vv", "w"), ("ii", "h"), ("ii", "n"), ("ii", "u"))
"""What was read, and the letter that stood there. Pairs that words hold by themselves (`ri`, `li`) are none."""
_LONG_WORD = re.compile(r"[^\W\d_]{7,}")
ENDINGS = frozenset(word for word in {*CERTAIN_FORMS, *abbreviations()} if len(word) >= 3)
_MARKS = ("IVI", "III", "IYI", "VV", "II", "11", "1I", "I1")


def reread(text: str, weights: TokenWeights) -> str:
    """The text with such words put right, where the word as it stands is none of the lists and the other is one.

    >>> reread("MUHAIVIMAD TRADING", TokenWeights({"muhammad": 9}, 100))
    'muhammad TRADING'
    """
    if weights.listed is None:
        return text
    text = _LONG_WORD.sub(lambda match: _apart(match.group(), weights), text)
    if not any(mark in text.upper() for mark in _MARKS):
        return text
    return _WORD.sub(lambda match: _right(match.group(), weights), text)


def _apart(word: str, weights: TokenWeights) -> str:
    """A legal form or an abbreviation at the end of a listed word set apart (`TETRABALINC`)."""
    listed = weights.listed
    folded = word.lower()
    if listed is None or not folded.isascii() or listed.get(folded) or weights.is_known(folded):
        return word
    for at in range(len(folded) - 3, 3, -1):
        if listed.get(folded[:at]) and folded[at:] in ENDINGS:
            return f"{word[:at]} {word[at:]}"
    return word


def _right(word: str, weights: TokenWeights) -> str:
    listed = weights.listed
    folded = fold_tokens(word)
    if listed is None or len(folded) != 1 or listed.get(folded[0]) or weights.is_known(folded[0]):
        return word
    for read, stood in _TAKEN:
        if read in folded[0]:
            other = folded[0].replace(read, stood, 1)
            if listed.get(other):
                return other
    return word
