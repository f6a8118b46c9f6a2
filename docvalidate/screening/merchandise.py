"""Does an order that detains goods cover these goods? A Withhold Release Order counts only where its merchandise fits.

Orders name goods in a few words (`Disposable gloves`, `Silica-based products`, `Cotton`); papers describe them in
others (`NITRILE EXAM GLOVES`). What cannot be told is said to be unknown: an order is never taken off for want of a
like word where its scope is a whole industry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docvalidate.screening.folding import BREAK, fold_tokens

_EVERYTHING = re.compile(r"^\s*(?:all|any|all (?:goods|products|merchandise)|all products.*)\s*$", re.IGNORECASE)
_INDUSTRY = re.compile(
    r"apparel|textile|agricultur|prepared products|machinery|base metals|electronics|industrial|consumer products|"
    r"chemicals|health|automotive|aerospace|materials|derivatives|downstream|containing|made (?:from|with)|products",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    "and or of the its with in part whole goods products product merchandise articles certain all other made from "  # noqa: SIM905
    "containing based using for including produced by manufactured any their items".split()
)


def merchandise_fits(scope: str, goods: Iterable[str]) -> bool | None:
    """Whether goods (as the papers describe them) are within the scope of an order; None where it cannot be told.

    >>> merchandise_fits("Disposable gloves", ["NITRILE EXAM GLOVES, POWDER FREE"])
    True
    >>> merchandise_fits("Seafood", ["Steel pipe fittings"])
    False
    >>> merchandise_fits("Apparel, Footwear and Textiles", ["Knitted caps"]) is None
    True
    """
    described = [text for text in goods if text and text.strip()]
    if not scope.strip() or not described:
        return None
    if _EVERYTHING.match(scope):
        return True
    wanted = _stems(scope)
    if any(wanted & _stems(text) for text in described):
        return True
    return None if _INDUSTRY.search(scope) or not wanted else False


def _stems(text: str) -> set[str]:
    """Words without plural endings; `gloves` and `glove`, `berries` and `berry` are one."""
    out = set()
    for token in fold_tokens(text):
        if token == BREAK or token in _EMPTY or len(token) < 3 or token.isdigit():
            continue
        if token.endswith("ies") and len(token) > 4:
            out.add(token[:-3] + "y")
        elif token.endswith("es") and token[-3:-2] in ("s", "x", "z", "h"):
            out.add(token[:-2])
        elif token.endswith("s") and not token.endswith("ss"):
            out.add(token[:-1])
        else:
            out.add(token)
    return out
