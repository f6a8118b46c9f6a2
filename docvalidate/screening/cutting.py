"""Texts that lost their end to a field's length or a paper's edge, or their first letters."""

from __future__ import annotations

import re
from collections.abc import Callable

from docvalidate.screening.alignment import Alignment
from docvalidate.screening.names import TELLING, ParsedName

LOST_LETTERS = 7
_BROKEN_OFF = re.compile(r"\w(?:-|\.\.+|…)\s*$")
"""A hyphen or points at the end say that more would follow."""
SHORTEST_CUT_TEXT = 12
"""A text shorter than this is not taken for one that was cut off by a field's length."""
HALF_HIDDEN = 0.4
"""Share of the mass of missing whole words that a short text is granted."""
SHORTEST_CUT_NAME = 28
"""From this length on whole words may be missing; below it only the end of one."""


def cut_kind(text: str, reaches_end: bool, has_form_behind: bool) -> str:
    """Whether a field of fixed length may have cut a text: see `score_names`.

    EDI name fields hold 35 letters; other systems cut at 25 to 40. A name with its legal form behind it is complete,
    and so is one that something follows (`reaches_end` is false).
    """
    size = len(text.strip())
    if reaches_end and _BROKEN_OFF.search(text):
        return "name"
    if has_form_behind or not reaches_end or size < SHORTEST_CUT_TEXT:
        return ""
    return "name" if size >= SHORTEST_CUT_NAME else "word"


def lost_in_front(
    query: ParsedName, listed: ParsedName, alignment: Alignment, is_known: Callable[[str], bool] | None
) -> float:
    """Mass of the first letters of the listed name's first word that a text lacks which ends that word and has the
    others (`ENOLL TRADING`): a paper's edge or a hole took them. 0 where nothing is lost so."""
    last, whole = query.tokens[0], listed.tokens[0]
    missing = len(whole) - len(last)
    if len(listed.tokens) < 2 or len(last) < 4 or not 0 < missing <= LOST_LETTERS or not whole.endswith(last):
        return 0.0
    if is_known is not None and is_known(last):
        return 0.0  # a word of its own
    others = sum(left * (1 - share) for left, share in zip(listed.left_over, alignment.listed, strict=True))
    others -= listed.left_over[0] * (1 - alignment.listed[0])
    if others > 0.12 * listed.total:
        return 0.0
    share = len(last) / len(whole)
    alignment.query[0], alignment.listed[0] = 1.0, share
    alignment.pairs.append((last, whole, share, "cut in front"))
    return listed.left_over[0] * (1 - share)


def hidden_by_cut(query: ParsedName, listed: ParsedName, alignment: Alignment, *, whole_words: bool) -> float:
    """Mass of the end of the listed name that the text is too short to show; 0 where the text is no prefix."""
    size = len(listed.tokens)
    last_met = -1
    for j in range(size):
        if alignment.listed[j] > 0.5:
            last_met = j
    # Everything before the last token that was met must have been met too, or the text is no prefix.
    before = sum(listed.left_over[j] * (1 - alignment.listed[j]) for j in range(last_met + 1))
    if last_met < 0 or before > 0.25 * listed.total:
        return 0.0
    hidden = 0.0
    last = query.tokens[-1]
    nxt = last_met + 1
    unmet_last = alignment.query[-1] < 0.5
    if nxt < size and unmet_last and listed.tokens[nxt].startswith(last):
        share = len(last) / len(listed.tokens[nxt])
        alignment.query[-1] = 1.0
        alignment.listed[nxt] = share
        alignment.pairs.append((last, listed.tokens[nxt], share, "cut off"))
        hidden += listed.left_over[nxt] * (1 - share)
        nxt += 1
    elif unmet_last:
        return 0.0
    elif listed.tokens[last_met].startswith(last) and alignment.listed[last_met] < 1.0:
        hidden += listed.left_over[last_met] * (1 - alignment.listed[last_met])
    elif not whole_words:
        # Too short to have been cut between words for certain: only words that tell nothing may be missing, by half.
        rest = range(nxt, size)
        if any(listed.weights[j] >= TELLING for j in rest):
            return 0.0
        return HALF_HIDDEN * sum(listed.left_over[j] * (1 - alignment.listed[j]) for j in rest)
    return hidden + sum(listed.left_over[j] * (1 - alignment.listed[j]) for j in range(nxt, size))
