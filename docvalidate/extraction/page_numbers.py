"""How papers print the number of a page: Page 2 of 3, Blatt 2, 第 2 页."""

from __future__ import annotations

import re

from docvalidate.extraction.layout import Layout
from docvalidate.extraction.phrases import Phrase

_PAGE = r"page|seite|p[aá]gina|p[aá]g|sayfa|trang"
_LOOSE = rf"{_PAGE}|sheet|blatt|side|sida|feuillet|feuille|foglio"
"""Words that name a page where nothing else stands with them; a sheet 304/316 is steel."""
_OF = re.compile(rf"(?i)(?:{_PAGE}|p\.)\s*:?\s*(\d+)\s*(?:of|/|von|de|di|sur|\(|-)\s*(\d+)")
_CHINESE = re.compile(r"第\s*(\d+)\s*页")
_ALONE = re.compile(rf"(?i)(?:{_LOOSE})\s*(?:no\.?)?\s*:?\s*(\d{{1,3}})")
_BEGINS = re.compile(rf"(?i)^\W*(?:{_LOOSE})\.?\W*\d{{1,4}}\b")
COUNTED = re.compile(
    rf"(?:\b(?:{_LOOSE})\b\.?|第)[\s:.#no]{{0,6}}\d+(?:\s*(?:of|von|de|di|sur|/|-|,|页|共|\()\s*)*\d*", re.IGNORECASE
)
"""The number of a page within a line, with how many there are."""
_TOP = 3
"""Rows of a page in which its number may stand alone."""


def page_number(layout: Layout) -> tuple[Phrase, int, int] | None:
    """The phrase that prints the number of the page, the number, and of how many (0: not said)."""
    for phrase in layout.phrases:
        if found := _OF.search(phrase.text):
            return phrase, int(found[1]), int(found[2])
        if chinese := _CHINESE.search(phrase.text):
            return phrase, int(chinese[1]), 0
    return None


def number_of(layout: Layout) -> tuple[int, int] | None:
    """The number of a page and of how many, also where it is printed in several phrases or alone at the top."""
    text = "\n".join(" ".join(phrase.text for phrase in row) for row in layout.rows)
    if found := _OF.search(text):
        return int(found[1]), int(found[2])
    if chinese := _CHINESE.search(text):
        return int(chinese[1]), 0
    top = [phrase.text.strip() for row in layout.rows[:_TOP] for phrase in row]
    alone = [match for text in top if (match := _ALONE.fullmatch(text))]
    return (int(alone[0][1]), 0) if len(alone) == 1 else None


def is_page_number(text: str) -> bool:
    """Whether a text begins with the number of a page: no reference, then."""
    return bool(_BEGINS.match(text))
