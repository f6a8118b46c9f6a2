"""Folding: any script and spelling becomes plain lower-case letters, digits and spaces.

Chinese company words (forms, cities, trades) are first translated by a small table, because a Chinese name has no
spaces and its trade words stand on the lists in English; the rest is transliterated to pinyin. Other scripts
(Cyrillic, Greek, Arabic, Hangul, Devanagari, accented Latin) go through `anyascii`, which needs no ICU.
"""

from __future__ import annotations

import re
from functools import lru_cache

from docvalidate.screening.tables import han_words, legal_forms

BREAK = "|"
"""Marks, among the tokens, a comma, bracket or other sign at which a name may end and an address begin."""

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_DOTTED = re.compile(r"\b[a-z]\.(?:\s?[a-z]\.)+(?!\w)|\b(?:[a-z]\.)+[a-z]\b(?![\w/])")
_APOSTROPHES = re.compile(r"['`´’‘ʼʻʿʾ\"“”„«»*]+")
_BREAKS = re.compile(r"[,;()\[\]{}<>|\n\r\t:]+|\s[-–—/]+\s")
_TOGETHER = re.compile(
    r"\bco-(?=brand|develop|financ|generat|invest|liv|manufactur|op\b|oper|ordin|own|pack|work|publish)"
)
"""`Co-Investment` is one word, and no company's form."""
_SEPARATOR = re.compile(r"(?<=[a-z]{5})\|(?=[a-z]{5})")
"""A stroke between long words sets fields apart; inside a word it is a letter misread."""
_GLYPHS = re.compile(
    r"(?<=[a-z])[!¡|€£@\]](?=[a-z])|\$(?=[a-z])|(?<=[a-z])\$|(?<=[a-z]{3})[!|](?=[\s,]|$)|(?<![a-z])[!|](?=[a-z]{3})"
)
_GLYPH_LETTERS = {"!": "i", "¡": "i", "|": "i", "]": "i", "€": "e", "£": "e", "@": "a", "$": "s"}
"""Signs inside words are letters misread (`TECHN!C`, `$HIPPING`)."""
_BRACKETED_FORM = re.compile(
    r"[(\[]\s*(p|m|s|b|pvt|private|pty|pte|proprietary|opc)\s*\.?\s*[)\]](?=\s*(?:l|sdn|co|pvt))"
)
"""`(Pvt) Ltd`, `(M) Sdn Bhd`: brackets within a legal form set nothing apart."""
_SLASHED = re.compile(r"\b(?:c/o|m/s|a/c|o/b|p/a|t/a|c/p|f/a/o|o/b/o|d/b/a)\b\.?")
"""Cues of single letters: no letter behind them is one of theirs (`C/O J & P`)."""
_BOX = re.compile(r"\bp\W{0,2}o\W{0,2}box\b")
_OTHER = re.compile(r"[^a-z0-9|]+")
_OCR_DIGITS = str.maketrans({"0": "o", "1": "i", "5": "s", "8": "b", "|": "i"})
_SKELETON = str.maketrans({"0": "o", "1": "i", "l": "i", "j": "i", "5": "s", "8": "b", "6": "g", "2": "z"})
_SHORT_FORMS = frozenset(
    [
        "co",
        "ltd",
        "llc",
        "inc",
        "sa",
        "srl",
        "sas",
        "oao",
        "ooo",
        "zao",
        "pao",
        "spa",
        "sl",
        "bv",
        "jsc",
        "plc",
        "llp",
        "aps",
        "ao",
        "oy",
        "so",
    ]
)
"""Short words in which a digit is surely a misread letter (`C0`, `1TD`)."""
_MAXIMUM_LENGTH = 600
"""Longer texts are no names; what follows is cut (a hostile cell must not cost seconds)."""


def _translate_han(text: str) -> str:
    words = han_words()
    longest = max(map(len, words), default=0)
    out: list[str] = []
    position = 0
    while position < len(text):
        for size in range(min(longest, len(text) - position), 0, -1):
            word = words.get(text[position : position + size])
            if word is not None:
                out.append(f" {word} ")
                position += size
                break
        else:
            out.append(text[position])
            position += 1
    return "".join(out)


def to_ascii(text: str) -> str:
    """The text in ASCII letters: transliterated, not translated (but for the words of `han_words.csv`)."""
    if text.isascii():
        return text
    from anyascii import anyascii

    if _HAN.search(text):
        text = _translate_han(text)
    return anyascii(text)


def _undot(match: re.Match[str]) -> str:
    letters = match.group().replace(".", "")
    head, _, last = letters.rpartition(" ")
    if len(last) > 1 and head and (last,) in legal_forms():
        return f"{head.replace(' ', '')} {last} "  # `Alpha M. S.A.`: the initial is none of the form's
    return letters.replace(" ", "") + " "


@lru_cache(maxsize=65536)
def fold_tokens(text: str) -> tuple[str, ...]:
    """Tokens of a name in folded letters, with `BREAK` where the text has a comma, bracket or the like.

    >>> fold_tokens("Société Générale S.A., Paris")
    ('societe', 'generale', 'sa', '|', 'paris')
    """
    # A listed name may itself be all quotation marks or points; then there is simply no token.
    folded = _APOSTROPHES.sub("", text[:_MAXIMUM_LENGTH])
    folded = to_ascii(folded).lower()
    folded = _APOSTROPHES.sub("", folded)
    folded = _SEPARATOR.sub(" | ", folded)
    folded = _GLYPHS.sub(lambda sign: _GLYPH_LETTERS[sign.group()], folded)
    folded = _TOGETHER.sub("co", folded)
    folded = _SLASHED.sub(lambda cue: f" {cue.group()} | ", folded)
    folded = _BOX.sub("po box", folded)
    folded = _DOTTED.sub(_undot, folded)
    folded = _BRACKETED_FORM.sub(r" \1 ", folded)
    folded = folded.replace("&", " and ").replace("+", " and ")
    folded = _BREAKS.sub(" | ", folded)
    folded = _OTHER.sub(" ", folded)
    return _join_letters([_unconfuse(token) for token in folded.split()])


def _join_letters(tokens: list[str]) -> tuple[str, ...]:
    """Three letters and more that stand alone in a row are one word (`B L A N C O`, `A B C Works`)."""
    out: list[str] = []
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and len(tokens[end]) == 1 and tokens[end].isalpha():
            end += 1
        if end - start >= 3:
            out.append("".join(tokens[start:end]))
        else:
            end = max(end, start + 1)
            out.extend(tokens[start:end])
        start = end
    return tuple(out)


def _unconfuse(token: str) -> str:
    """Digits that stand inside a word are misread letters: `5HANGHAI`, `C0MPANY`."""
    if token.isalpha() or token.isdigit():
        return token
    if len(token) < 4:
        word = token.translate(_OCR_DIGITS)
        return next((form for form in (word, word.replace("i", "l")) if form in _SHORT_FORMS), token)
    letters = sum(character.isalpha() for character in token)
    if letters < 3 or len(token) - letters > 2 or any(d in token for d in "234679"):
        return token
    if token.rstrip("0158").isalpha() and len(token) - letters > 1:
        return token  # a trailing number (MODEL10) is a number
    return token.translate(_OCR_DIGITS)


def fold(text: str) -> str:
    """The folded name as one string with single spaces, without breaks.

    >>> fold("ООО «Ромашка»")
    'ooo romashka'
    """
    return " ".join(token for token in fold_tokens(text) if token != BREAK)


def skeleton(joined: str) -> str:
    """Letters that scanners confuse become one: used for finding candidates, never for judging them."""
    return joined.translate(_SKELETON).replace("rn", "m").replace("vv", "w").replace("ci", "d")
