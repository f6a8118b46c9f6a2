"""Spellings that other alphabets take in Latin letters, made one: `Khalid` and `Halid`, `Yusuf` and `Youssef`."""

from __future__ import annotations

import re
from functools import lru_cache

_SPELLINGS = (
    ("shch", "s"),
    ("sch", "s"),
    ("sh", "s"),
    ("tch", "c"),
    ("ch", "c"),
    ("dzh", "j"),
    ("dj", "j"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("tz", "ts"),
    ("w", "v"),
    ("off", "ov"),
    ("eff", "ev"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ij", "i"),
    ("ya", "ia"),
    ("yu", "iu"),
    ("yo", "io"),
    ("ay", "ai"),
    ("ae", "e"),
    ("oe", "o"),
    ("ue", "u"),
    ("y", "i"),
)
"""What a romanisation writes, and what stands for it here; the longer first."""
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def sounding(token: str) -> str:
    """A folded word in one spelling of its sounds. Vowels stay, so that `Hasan` is not `Hussein`.

    >>> sounding("khariby") == sounding("haribi"), sounding("mostafa") == sounding("mustafa")
    (True, False)
    """
    for written, sound in _SPELLINGS:
        token = token.replace(written, sound)
    return _TWICE.sub(r"\1", token)
