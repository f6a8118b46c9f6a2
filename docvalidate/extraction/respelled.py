"""Words of a scan that are a known word of trade papers but for a look-alike letter: Beiegnummer, 27 Ju1, CTHS.

Only words that the recognition was not sure of, or long ones that are off by one letter, that are no known word
themselves and come near exactly one. Names and codes are none of these words; what a paper says is not guessed, only
how its printed forms are spelled.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from docvalidate.domain.page import Page, Word
from docvalidate.extraction.lexicon import columns, labels, other_spellings, titles
from docvalidate.extraction.text import fold, is_cjk, tokenise
from docvalidate.extraction.typed import INCOTERMS
from docvalidate.reference import countries, subdivisions, units
from docvalidate.reference.scans import alike

SURE = {True: 0.97, False: 0.9}
"""Confidence from which a word is left as it was read: a long one (`LONG`), and a short one. A word of `TWO_APART`
letters that is a known one but for a letter is that one, however sure the reading of it: Neitogewicht."""
LONG = 6
SHORTEST = 4
"""Letters of a word that may differ in one; shorter ones must be units, months or terms of delivery."""
TWO_APART = 9
"""Letters from which two may differ, or one be lost or added."""
SURE_CHINESE = 0.6
"""The same for Chinese, where one other sign may be another word: 购货单位 is no 收货单位."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")
"""A run of so many Chinese signs may differ in one."""
_SMALL = "li lt ij lf ft tf ct ce co eo ae as ao un hn hb rn nr nm uv vw vy gq fl rt sz xz ki"
"""Small letters that look alike, besides those that do as capitals."""


def respell(page: Page) -> None:
    """Mends such words of a page that was read by OCR."""
    if page.source != "ocr":
        return
    for word in page.words:
        doubtful = word.confidence < SURE[len(word.text) >= LONG]
        if doubtful or len(word.text) >= TWO_APART:
            _respell(word, doubtful=doubtful)


def _respell(word: Word, *, doubtful: bool) -> None:
    if word.confidence < SURE_CHINESE and any(is_cjk(sign) for sign in word.text):
        word.text = _CHINESE.sub(lambda run: known_chinese(run.group()) or run.group(), word.text)
    for token in reversed(tokenise(word.text)):
        printed = word.text[token.start : token.end]
        if len(fold(printed)) != len(printed) or is_cjk(printed):
            continue
        meant = known_word(fold(printed), apart=2 if doubtful else 1)
        if meant is not None:
            meant = meant.upper() if printed.upper() == printed else meant
            meant = meant.capitalize() if printed[:1].isupper() and printed.upper() != printed else meant
            word.text = word.text[: token.start] + meant + word.text[token.end :]


def known_word(text: str, *, apart: int = 2) -> str | None:
    """The one known word that a folded text may be a misreading of; None where it is one, or near none or several.

    A long text may be `apart` by two letters, or by one lost or added; with 1 by one of its own letters alone.

    Its first letter was read right: GLASS is no CLASS, and FORT no PORT.

    >>> known_word("beiegnummer"), known_word("ju1"), known_word("invoice"), known_word("swire")
    ('belegnummer', 'jul', None, None)
    >>> known_word("furniture", apart=1)
    >>> known_word("pos")
    """
    if text in _all_words() or text in _short_words() or sum(map(str.isdigit, text)) * 2 > len(text):
        return None
    found = {word for word in _by_length()[len(text)] if _looks_like(text, word, apart)}
    if not found and apart > 1 and len(text) >= TWO_APART and text.isalpha():
        near = (*_by_length()[len(text) - 1], *_by_length()[len(text) + 1])
        found = {word for word in near if _one_more(text, word)}
    return found.pop() if len(found) == 1 else None


def known_chinese(text: str) -> str | None:
    """The one known Chinese word that differs in one sign; None where it is one, or near none or several.

    >>> known_chinese("商业发栗"), known_chinese("商业发票"), known_chinese("南京市江宁区")
    ('商业发票', None, None)
    """
    known = _chinese_words().get(len(text), set())
    if text in known:
        return None
    found = [word for word in known if sum(a != b for a, b in zip(text, word, strict=True)) == 1]
    return found[0] if len(found) == 1 else None


@cache
def _chinese_words() -> dict[int, set[str]]:
    lengths: dict[int, set[str]] = defaultdict(set)
    for text in _texts():
        for run in _CHINESE.findall(text.replace(" ", "")):  # lexicons part them into signs
            lengths[len(run)].add(run)
    return lengths


def _looks_like(text: str, word: str, apart: int) -> bool:
    allowed = apart if len(text) >= TWO_APART else 1
    if text[0] != word[0]:
        return False
    for one, other in zip(text, word, strict=True):
        if one != other:
            allowed -= 1
            if allowed < 0 or not _alike(one, other):
                return False
    return True


def _one_more(text: str, word: str) -> bool:
    longer, shorter = (text, word) if len(text) > len(word) else (word, text)
    at = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    rest, other = longer[at + 1 :], shorter[at:]
    apart = [(a, b) for a, b in zip(rest, other, strict=True) if a != b]
    return at > 0 and len(apart) <= 1 and all(_alike(a, b) for a, b in apart)


@cache
def _small_pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in _SMALL.split())


def _alike(one: str, other: str) -> bool:
    return alike(one.upper(), other.upper()) or frozenset((one, other)) in _small_pairs()


@cache
def _all_words() -> frozenset[str]:
    words = {token.text for text in _texts() for token in tokenise(text) if len(token.text) >= SHORTEST}
    words |= {token.text for text in _short_texts() for token in tokenise(text) if len(token.text) >= SHORTEST - 1}
    return frozenset(word for word in words if word.isalpha() and word.isascii())


@cache
def _short_words() -> frozenset[str]:
    """Words of labels and heads too short to be meant by others, which are words nevertheless: Pos. is no pcs."""
    return frozenset(token.text for text in _texts() for token in tokenise(text) if len(token.text) < SHORTEST)


@cache
def _by_length() -> dict[int, list[str]]:
    lengths: dict[int, list[str]] = defaultdict(list)
    for word in sorted(_all_words()):
        lengths[len(word)].append(word)
    return lengths


def _texts() -> Iterator[str]:
    for lexicon in (labels(), columns(), titles()):
        yield from lexicon.spellings()
    yield from other_spellings()
    yield from countries.spellings()
    yield from subdivisions.names("US")


def _short_texts() -> Iterator[str]:
    yield from INCOTERMS
    yield from units.printed_names()
    months = tomllib.loads(files("docvalidate.extraction").joinpath("data", "months.toml").read_text(encoding="utf-8"))
    for names in months["months"].values():
        yield from names
    yield from ("kgs", "ctns", "pkgs", "plts")
