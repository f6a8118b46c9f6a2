"""Words as people shorten them: broken off, or written without their vowels."""

from __future__ import annotations

_VOWELS = "aeiou"
LONGEST_SHARE = 0.75
"""A beginning longer than this is a word cut off rather than shortened."""
LONGEST_SQUEEZED = 0.85
SHORTEST_SQUEEZED = 4


def is_short_for(short: str, long: str) -> bool:
    """`trdg` for `trading`, `tech` for `technology`: a beginning, or the letters in order without a vowel after the
    first.

    >>> is_short_for("mchry", "machinery"), is_short_for("techno", "trading")
    (True, False)
    """
    if len(short) < 3 or short[0] != long[0] or len(short) > len(long) * LONGEST_SQUEEZED:
        return False
    if long.startswith(short):
        return len(short) <= len(long) * LONGEST_SHARE
    stem = short[:-1] if short.endswith("s") else short
    if any(letter in _VOWELS for letter in stem[1:]) or len(stem) < 3:
        return False
    position = 0
    for letter in stem:
        position = long.find(letter, position) + 1
        if position == 0:
            return False
    return True


def is_squeezed(short: str, long: str) -> bool:
    """A word without any vowel behind its first letter (`snwbr` for `senowbar`): so many consonants in order that the
    word is known by them, whatever it tells.

    >>> is_squeezed("snwbr", "senowbar"), is_squeezed("snw", "senowbar")
    (True, False)
    """
    if len(short) < SHORTEST_SQUEEZED or len(short) >= len(long) or short[0] != long[0]:
        return False
    return short == long[0] + "".join(letter for letter in long[1:] if letter not in _VOWELS)


def is_loosely_short_for(short: str, long: str) -> bool:
    """The same with vowels kept here and there (`natnl`, `engrg`, `elecl`): for words that tell little, and where the
    short one is no word of its own.

    >>> is_loosely_short_for("engrg", "engineering"), is_loosely_short_for("trade", "textile")
    (True, False)
    """
    if len(short) < SHORTEST_SQUEEZED or short[0] != long[0] or len(short) > len(long) * LONGEST_SHARE:
        return False
    position = 0
    for letter in short:
        position = long.find(letter, position) + 1
        if position == 0:
            return False
    return short[-1] in long[-3:] and long[1:3].find(short[1]) >= 0
