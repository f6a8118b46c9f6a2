"""What stands on the papers though it was not read as a field: a rule that misses it there would accuse the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from docvalidate.domain.document import Document
from docvalidate.reference import countries
from docvalidate.reference.identifiers import mid
from docvalidate.reference.texts import LEGAL_FORMS, code, firm_words, words

_LEAST = 6
"""Letters that a single word or number must have to be found by itself."""

_ALSO_WORDS = """
    al am ar as at be bg by ch cl co cv de do ee es et ge gm gr hr id il in ir is it kg la lt lu ma md me mg ml mm mr
    mt my na ne no nr om pa pe pm pn pr ps re sa se so st tm to tt us va
"""
"""Codes of countries that are words, units or abbreviations of trade papers, too."""


def stands_there(documents: Sequence[Document], text: str) -> bool:
    """Whether the words of a name or a number stand, one after the other, on some paper."""
    sought = words(text)
    if len(sought.replace(" ", "")) < _LEAST:
        return False
    return any(f" {sought} " in f" {document.text} " for document in documents)


def code_stands(documents: Sequence[Document], number: str) -> bool:
    """Whether the letters and digits of a code stand on some paper, however they are separated there."""
    sought = code(number).lower()
    return len(sought) > _LEAST and any(sought in document.text.replace(" ", "") for document in documents)


def firm_stands_there(documents: Sequence[Document], name: str) -> bool:
    """Whether a firm's name, without its legal form and words like `and`, stands on some paper."""
    sought = " ".join(firm_words(name))
    if len(sought.replace(" ", "")) < _LEAST:
        return False
    return any(f" {sought} " in f" {_telling(document.text)} " for document in documents)


def _telling(text: str) -> str:
    return " ".join(word for word in text.split() if word not in LEGAL_FORMS)


def number_stands_there(documents: Sequence[Document], number: str, field: str) -> bool:
    """Whether a number stands on some paper and was read as no other field than `field`."""
    key = words(number)
    others = (
        value.text
        for document in documents
        for name, value in document.fields.items()
        if name != field and isinstance(value.value, str)
    )
    return stands_there(documents, number) and all(words(other) != key for other in others)


def country_stands(text: str, code: str) -> bool:
    """Whether a page names a country, by one of its names of one or two words or by its code, unless that is a word."""
    tokens = text.split()
    if code.lower() not in _ALSO_WORDS.split() and code.lower() in tokens:
        return True
    names = {*(word for word in tokens if len(word) > 3), *(f"{one} {other}" for one, other in pairwise(tokens))}
    return any(countries.find(name) == code for name in names)


def maker_stands_there(documents: Sequence[Document], number: str) -> bool:
    """Whether two words one after the other begin like the name in a manufacturer ID (three letters of each)."""
    body = mid.compact(number)[2:8].lower()
    if len(body) < 6 or not body.isalpha():
        return False
    pair = re.compile(rf"\b{body[:3]}\w* {body[3:]}\w*")
    return any(pair.search(document.text) for document in documents)
