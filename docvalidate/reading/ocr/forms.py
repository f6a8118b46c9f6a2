"""Letters read for digits, and digits for letters, told by the form of a code: OOLU for 0OLU, 84821080 for 8482108C.

A container number, an air waybill number and an IMO number say by their check digit whether the form restored is the
number; a bill of lading begins with the four letters of its carrier; a code in a column has the form of those above and
below it, and so has an amount behind the sign of its currency. What is set so is less sure than what was read.

>>> from docvalidate.domain.page import Word
>>> words = [Word(text, 0, 0, 1, 1, confidence=0.9) for text in ("0OLUSH47023398", "SEGU731380B", "O20-85583212")]
>>> mend_forms(words)
>>> [word.text for word in words]
['OOLUSH47023398', 'SEGU7313808', '020-85583212']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from docvalidate.domain.page import Word
from docvalidate.reference.identifiers import air_waybill, container, imo

SURE = 0.97
"""A word read more surely is left as it is."""
MENDED = 0.8
"""No word is surer than this once a sign of it was set by its form."""
MATES, SHARE = 3, 0.8
"""So many codes of a column, and this share of those of one length, give it a form."""
SHORTEST = 5
CHANGES = 2
CLOSE = 0.8
"""Heights of a word within which the rest of a figure stands whose point was lost."""
ALIGNED = 0.6
"""Heights of a word by which the edges of a column's words may lie apart."""
_TO_LETTERS = str.maketrans("015826", "OISBZG")
_TO_DIGITS = str.maketrans("OoQDCIlSsBZzG|", "00000115582261")
_MARKS = ".,"
_AS_MONEY = {"$": "5S8s", "€": "6CeE", "£": "1ELf"}
"""What the sign of a currency before an amount is read as."""
_CONTAINER = re.compile(r"[A-Z0-9]{3}[UJZ02]\d[A-Z0-9]{6}$")
_AIR_WAYBILL = re.compile(r"\w{3}-\w{8}$")
_BILL = re.compile(r"[A-Z0-9]{4}[A-Z]{0,4}\d{6,12}$")


def mend_forms(words: list[Word]) -> None:
    """Mends the doubtful codes of one page, and joins figures whose point was lost: 1140 6 among 867.5 and 181.4."""
    _join(words)
    for index, word in enumerate(words):
        if word.confidence >= SURE or len(word.text) < SHORTEST:
            continue
        behind_imo = index > 0 and words[index - 1].text.upper().strip(":.#") == "IMO"
        mended = _by_check_digit(word.text, behind_imo) or _as_bill(word.text) or _as_column(word, words)
        if mended and mended != word.text:
            word.text, word.confidence = mended, min(word.confidence, MENDED)


def _by_check_digit(text: str, behind_imo: bool) -> str | None:
    """The number with its form restored, if its check digit then fits and did not before."""
    forms: list[tuple[bool, str, Callable[[str], bool]]] = [
        (
            bool(_CONTAINER.match(text)),
            text[:4].translate(_TO_LETTERS) + text[4:].translate(_TO_DIGITS),
            container.is_valid,
        ),
        (bool(_AIR_WAYBILL.match(text)), text.translate(_TO_DIGITS), air_waybill.is_valid),
        (behind_imo, text.translate(_TO_DIGITS), imo.is_valid),
    ]
    return next((form for fits, form, valid in forms if fits and valid(form)), None)


def _as_bill(text: str) -> str | None:
    """The number of a bill whose carrier's four letters hold one digit that looks like a letter."""
    head = text[:4]
    digits = [sign for sign in head if sign.isdigit()]
    if len(digits) != 1 or digits[0] not in "01" or not _BILL.match(text):
        return None
    return head.translate(_TO_LETTERS) + text[4:]


def _as_column(word: Word, words: Sequence[Word]) -> str | None:
    """The code with the form of most codes above and below it."""
    if not any(map(str.isdigit, word.text)):
        return None
    near = ALIGNED * word.height
    mates = Counter(
        _form(one.text)
        for one in words
        if one is not word
        and len(one.text) == len(word.text)
        and (abs(one.x0 - word.x0) < near or abs(one.x1 - word.x1) < near)
    )
    if not mates:
        return None
    form, count = mates.most_common(1)[0]
    if count < MATES or count < SHARE * sum(mates.values()):
        return None
    changed = [at for at, (sign, kind) in enumerate(zip(_form(word.text), form, strict=True)) if sign != kind]
    if not 0 < len(changed) <= CHANGES:
        return None
    signs = list(word.text)
    for at in changed:
        if form[at] in _AS_MONEY:
            signs[at] = form[at] if at == 0 and signs[at] in _AS_MONEY[form[at]] else signs[at]
        elif form[at] in _MARKS and signs[at] in _MARKS:
            signs[at] = form[at]  # 3.720 among 1,280 and 2,800
        else:
            signs[at] = signs[at].translate(_TO_DIGITS if form[at] == "0" else _TO_LETTERS)
    return "".join(signs) if _form("".join(signs)) == form else None


def _join(words: list[Word]) -> None:
    """Joins two words with a point between them where the words above and below are all so."""
    for word in list(words):
        if not word.text[-1:].isdigit() or not word.text.isalnum():
            continue
        near = CLOSE * word.height
        behind = [
            one
            for one in words
            if 0 <= one.x0 - word.x1 < near and abs(one.middle - word.middle) < word.height / 4 and one.text.isdigit()
        ]
        if len(behind) != 1:
            continue
        whole = f"{word.text}.{behind[0].text}"
        mates = [
            _runs(one.text)
            for one in words
            if one is not word
            and one is not behind[0]
            and (abs(one.x0 - word.x0) < ALIGNED * word.height or abs(one.x1 - behind[0].x1) < ALIGNED * word.height)
            and any(map(str.isdigit, one.text))
        ]
        alike = sum(mate == _runs(whole) for mate in mates)
        if alike >= MATES and alike >= SHARE * len(mates):
            word.text, word.x1 = whole, behind[0].x1
            word.confidence = min(word.confidence, behind[0].confidence, MENDED)
            words[:] = [one for one in words if one is not behind[0]]


def _runs(text: str) -> tuple[str, int]:
    """The form with each run of digits as one, and how many digits stand behind the last sign that is none."""
    return re.sub(r"\d+", "0", _form(text)), len(text) - len(text.rstrip("0123456789"))


def _form(text: str) -> str:
    """Letters as A, digits as 0, other signs as they are."""
    return "".join("0" if sign.isdigit() else "A" if sign.isalpha() else sign for sign in text)
