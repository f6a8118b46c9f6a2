"""The words of sums in the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docvalidate.extraction.lexicon import Hit, amounts, canonical
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.text import is_cjk, tokenise
from docvalidate.reference import currencies, units

SUM_PREFIXES = frozenset(
    {
        "add",
        "deduct",
        "less",
        "plus",
        "minus",
        "zzgl",
        "zuzuglich",
        "abzgl",
        "abzuglich",
        "hinzu",
        "mas",
        "menos",
        "moins",
        "piu",
        "meno",
        "cong",
        "tru",
    }
)
"""Words before the label of a sum: ADD: FREIGHT."""


_RATE = re.compile(r"^[^\w%]*\d+(?:[.,]\d+)?\s*%\s*")
"""A rate before the label: ./. 2 % Rabatt."""


def sum_label(text: str) -> Hit | None:
    """The label of a sum with which a phrase begins, its place counted in tokens.

    A prefix (`less`), its Chinese (`包装 Packing`) or its other language before a stroke (`Razem / Total`) go before.
    """
    folded = tokenise(text)
    tokens = canonical(folded)
    stroke = re.match(r"^[^/\d]{3,40}\s/\s", text)
    if stroke:
        begin = next((i for i, token in enumerate(folded) if token.start >= stroke.end()), 0)
        second = amounts().at(tokens, begin)
        if amounts().at(tokens, 0) is None or (second is not None and not amounts().whole(tokens[:begin])):
            return second  # Toplam İskonto / Discount
    rate = _RATE.match(text)
    if rate is not None:
        begin = next((i for i, token in enumerate(folded) if token.start >= rate.end()), len(tokens))
        return amounts().at(tokens, begin)
    foreign = next((i for i, token in enumerate(tokens) if not is_cjk(token)), 0)
    skip = 1 if tokens and tokens[0] in SUM_PREFIXES else foreign
    return amounts().at(tokens, 0) or amounts().at(tokens, skip)


def is_strip(phrases: Sequence[Phrase]) -> bool:
    """Labels of sums side by side, their amounts in the row below: Warenwert | Fracht | Endbetrag EUR."""
    meant: list[str] = []
    for phrase in phrases:
        tokens = canonical(tokenise(phrase.text))
        hit = sum_label(phrase.text)
        if hit is not None and all(neutral(token) or amounts().whole([token]) for token in tokens[hit.end :]):
            meant.append(hit.meanings[0])
        elif not any(c.isalpha() for c in phrase.text) or any(c.isdigit() for c in phrase.text.replace("0 %", "")):
            return False  # a figure, or a text with one
    unknown = len(phrases) - len(meant)
    return len(meant) > max(1, 2 * unknown) and bool({"subtotal", "total_amount"} & set(meant))


def neutral(token: str) -> bool:
    """Whether a word beside the label of a sum says nothing of its own: a currency, a term of delivery, `of`."""
    return (
        token.isdigit()
        or currencies.exists(token)
        or units.code(token) is not None
        or token
        in (
            "us",
            "of",
            "in",
            "no",
            "and",
            "the",
            "dollars",
            "usd",
            "fob",
            "cif",
            "cfr",
            "exw",
            "fca",
            "ddp",
            "dap",
            "cip",
            "cpt",
        )
    )
