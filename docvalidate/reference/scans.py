"""Characters that a scanner takes for one another, and whether one text may be another misread.

>>> may_be("MEDONBB4440292", "MEDUNB84440292"), may_be("INV-24651", "INV-24561"), may_be("6413.70.2004", "8413702004")
(True, False, True)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

_PAIRS = """
    0O 0D 0Q 0C 0U 06 08 09 OD OQ OC OU OG QG DB 1I 1L 1T 1J 17 14 IL IJ IT LJ 2Z 27 3B 38 35 39 3S 4A 49 5S 56 58 59
    6G 68 6B 56 8B 83 89 85 8S 9G 94 90 BR BE BP BH MN MH MR MW WN HN HK HW UV UW UH UJ VY VW XK XY CG CE EF PF PR FR
    FT TY 7T 7Y 7Z
"""
"""Two characters that look alike in print, in groups of two: the shapes that optical character recognition mixes up."""

CROSSED = str.maketrans("OQILSBZG", "00115826")
"""Letters as the digits that they are taken for."""


@cache
def _confused() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in _PAIRS.split())


def alike(one: str, other: str) -> bool:
    """Whether two characters look alike in print."""
    return one == other or frozenset((one, other)) in _confused()


def may_be(read: str, printed: str) -> bool:
    """Whether `read` can be a scanner's reading of `printed`: one in five characters confused, one lost or added."""
    left, right = _bare(read), _bare(printed)
    if not left or not right or left == right:
        return False
    if abs(len(left) - len(right)) == 1:
        longer, shorter = (left, right) if len(left) > len(right) else (right, left)
        return len(longer) >= 6 and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    if len(left) != len(right):
        return False
    apart = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(apart) <= max(1, len(left) // 5) and all(alike(a, b) for a, b in apart)


def differ_in_letters(read: str, printed: str) -> bool:
    """Whether one text may be the other misread, each time with a letter on one side at least.

    >>> differ_in_letters("EKI-004162", "EXI-004162"), differ_in_letters("HT-4716", "HT-4715")
    (True, False)
    """
    left, right = _bare(read), _bare(printed)
    pairs = [(a, b) for a, b in zip(left, right, strict=False) if a != b]
    return len(left) == len(right) and may_be(read, printed) and all(a.isalpha() or b.isalpha() for a, b in pairs)


def other_digits(number: str) -> Iterator[str]:
    """The numbers that one misread digit could stand for."""
    for place, digit in enumerate(number):
        for other in "0123456789" if digit.isdigit() else "":
            if other != digit and alike(digit, other):
                yield number[:place] + other + number[place + 1 :]


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).upper()


__all__ = ["CROSSED", "alike", "differ_in_letters", "may_be", "other_digits"]
