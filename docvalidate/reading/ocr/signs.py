"""Signs that OCR mistakes throughout a page and that the page itself tells apart: 3.457.48 is 3,457.48.

>>> from docvalidate.domain.page import Word
>>> words = [Word(text, 0, 0, 1, 1) for text in ("1,250.00", "3.457.48", "QM~578~859Q", "1~40", "LlNE", "7O.l0")]
>>> mend_signs(words)
>>> [word.text for word in words]
['1,250.00', '3,457.48', 'QM-578-859Q', '1~40', 'LINE', '70.10']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from docvalidate.domain.page import Word

_GROUPED = re.compile(r"^((?:[A-Z]{2,3})?\W*)(\d{1,3}(?:[.,]\d{3})+[.,]\d{1,4})(\W*)$")
"""A number of at least two signs: groups of three digits, and a last one of any size."""
_NEARLY = re.compile(r"^[\dOoIlSB]{1,3}(?:[.,][\dOoIlSB]{3})*[.,][\dOoIlSB]{2}$")
"""The form of an amount, with letters that look like digits in it."""
_DIGITS = str.maketrans("OoIlSB", "001158")
_DOLLARS = re.compile(r"^US[S8](?=\d{1,3}(?:[.,]\d{3})*[.,]\d{2}$)")
"""US$ before an amount, its sign read as a letter or a digit."""
_WIDE = str.maketrans("，：；．。（）！？／－％＋＝＆＊＃", ",:;..()!?/-%+=&*#")
_IDEOGRAPHS = 0x2E7F
_STROKES = frozenset("71lIJ|")
"""What a stroke that stands alone is read as."""
STROKES = 3
"""So many lone strokes make it the page's habit to part two languages by one."""
_LOST_GROUP = re.compile(r"^\d{4,6}[.,]\d{3}$")
THIRDS = 2
"""So many numbers with thousands and three decimals make it the page's habit to print quantities so."""
UNSURE = 0.9
DOUBTED = 0.97
"""Confidence under which a mark may be the other one, where the sure ones of the page are alike."""
FOLLOWED, FOLLOWED_SHARE = 4, 0.8
"""So many sure marks of a page, and this share of them, are a habit that doubtful ones follow."""
ALIGNED = 0.6
"""Heights of a word by which the edges of a column's words may lie apart."""
_MARKS = ".,"
_MARKED = (
    re.compile(r"^(\D{0,3}\d{1,3}(?:[.,]\d{3})*)([.,])(\d{2})\W{0,2}$"),
    re.compile(r"^(\D{0,3}\d{1,3}(?:[.,]\d{3})*)([.,])(\d{3})\W{0,2}$"),
)
"""A number whose last mark stands before two or before three digits."""
_ABBREVIATED = re.compile(r"^([A-Z][/.])0(?=[.:]?$)")
"""Two initials with a stroke or point, the second read as a nought: C/0, P/0."""
_TILDE = re.compile(r"^(\d{1,12})~(\d{1,12})$")
_HYPHEN = re.compile(r"^\d{1,12}-\d{1,12}$")
NEAR = 1.5
"""Heights of a word within which its neighbour on the line stands."""


def mend_signs(words: Sequence[Word]) -> None:
    """Mends the words of one page where only one reading makes sense."""
    for word in words:
        text = word.text if any(ord(sign) > _IDEOGRAPHS and sign.isalpha() for sign in word.text) else _plain(word.text)
        word.text = _in_capitals(text)
    _strokes(words)
    _hyphens(words)
    point = _points_divide(word.text for word in words)
    thirds = sum(_has_thirds(word.text) for word in words) >= THIRDS
    _follow(words)
    for word in words:
        word.text = _regrouped(word.text, point=point, thirds=thirds)


def _hyphens(words: Sequence[Word]) -> None:
    """Tildes of a page that uses hyphens and reads some of them so: no range falls from 69915 to 43, and 103~129 beside
    1-50 in one column is 103-129."""
    tildes = [(word, match) for word in words if (match := _TILDE.match(word.text))]
    if not tildes:
        return
    falling = any(int(match[1]) >= int(match[2]) for _, match in tildes)
    mixed = any(_HYPHEN.match(one.text) and _in_one_column(one, word) for word, _ in tildes for one in words)
    if falling or mixed:
        for word, match in tildes:
            word.text = f"{match[1]}-{match[2]}"
            word.confidence = min(word.confidence, DOUBTED)


def _follow(words: Sequence[Word]) -> None:
    """Doubtful marks before two last digits become the sign of the page's others, before three that of their column, in
    which thousands or fractions stand: 449.22 among 51,41."""
    for form in _MARKED:
        marked = [(word, match) for word in words if (match := form.match(word.text))]
        sure = [(word, match[2]) for word, match in marked if word.confidence >= UNSURE]
        both = [(word, match[2]) for word, match in marked if match[2] not in match[1] and set(_MARKS) & set(match[1])]
        if form is _MARKED[0] and len(both) >= FOLLOWED:
            sure = both  # 2.695,32 tells by itself which sign is which
        for word, match in marked:
            if word.confidence >= DOUBTED:
                continue
            votes = Counter(sign for one, sign in sure if form is _MARKED[0] or _in_one_column(one, word))
            usual, count = votes.most_common(1)[0] if votes else (match[2], 0)
            if match[2] != usual and count >= FOLLOWED and count >= FOLLOWED_SHARE * votes.total():
                word.text = match[1] + usual + word.text[match.end(2) :]
                word.confidence = min(word.confidence, UNSURE)


def _in_one_column(one: Word, other: Word) -> bool:
    near = ALIGNED * other.height
    return abs(one.x0 - other.x0) < near or abs(one.x1 - other.x1) < near


def _strokes(words: Sequence[Word]) -> None:
    """A doubtful figure between two words is a stroke where the page has many: Packstücke 7 Packages."""
    if sum(word.text == "/" for word in words) < STROKES:
        return
    for word in words:
        if word.text in _STROKES and word.confidence < UNSURE:
            beside = [one for one in words if one is not word and abs(one.middle - word.middle) < word.height / 2]
            left = any(0 <= word.x0 - one.x1 < NEAR * word.height and _is_word(one.text) for one in beside)
            right = any(0 <= one.x0 - word.x1 < NEAR * word.height and _is_word(one.text) for one in beside)
            if left and right:
                word.text = "/"


def _is_word(text: str) -> bool:
    return len(text) > 2 and text.strip(".").isalpha()


def _plain(text: str) -> str:
    """Without the wide signs of Chinese print and tildes inside a code, which papers print as hyphens."""
    text = _ABBREVIATED.sub(r"\1O", _DOLLARS.sub("US$", text.translate(_WIDE)))
    if "~" in text and any(sign.isalpha() for sign in text):
        text = re.sub(r"(?<=\w)~(?=\w)", "-", text)
    if _NEARLY.match(text) and sum(map(str.isdigit, text)) * 2 >= sum(map(str.isalnum, text)):
        text = text.translate(_DIGITS)
    return text


def _in_capitals(text: str) -> str:
    """An l among capitals and digits is an I: in most faces they look the same. Not in a word like 'Al' or 'All'."""
    rest = [sign for sign in text if sign != "l" and sign.isalnum()]
    if "l" in text and len(rest) > 1 and any(sign.isalpha() for sign in rest) and not any(map(str.islower, rest)):
        return text.replace("l", "I")
    return text


def _points_divide(texts: Iterable[str]) -> bool:
    """Whether the page writes 1,234.56 and not 1.234,56: by numbers that hold both, else by last signs."""
    both = single = 0
    for text in texts:
        bare = re.sub(r"[^\d.,]", "", text).strip(".,")
        signs = re.sub(r"\d", "", bare)
        if len(set(signs)) == 2 and _GROUPED.match(bare):
            both += 1 if signs[-1] == "." else -1
        elif len(signs) == 1 and re.search(r"[.,]\d\d$", bare):
            single += 1 if signs == "." else -1
    return (both or single) >= 0


def _has_thirds(text: str) -> bool:
    """Whether a number has groups of thousands and three decimals behind another sign, or lost the first: 11.600,000;
    2304,000."""
    if _LOST_GROUP.match(text):
        return True
    match = _GROUPED.match(text)
    signs = re.sub(r"\d", "", match[2]) if match else ""
    return len(signs) > 1 and signs[-1] not in signs[:-1] and bool(re.search(r"[.,]\d{3}$", match[2] if match else ""))


def _regrouped(text: str, *, point: bool, thirds: bool) -> str:
    """A number of several groups with the page's signs, where it mixes them up; `thirds` where the page prints
    three decimals."""
    match = _GROUPED.match(text)
    if not match:
        return text
    number = match[2]
    groups = re.split(r"[.,]", number)
    signs = re.sub(r"\d", "", number)
    whole, last = groups[:-1], groups[-1]
    thousands, fraction = (",", ".") if point else (".", ",")
    if len(last) == 3 and len(set(signs)) == 1:
        if thirds and signs[-1] == thousands:
            return match[1] + thousands.join(whole) + fraction + last + match[3]  # 4.032.000 among 11.600,000
        return text  # 12.336.480: thousands throughout, in either habit
    if len(last) == 3 and signs[-1] not in signs[:-1] and len(set(signs[:-1])) == 1:
        return text  # 1,234.567: a fraction of three digits
    if len(last) == 3:
        return match[1] + thousands.join(groups) + match[3]
    return match[1] + thousands.join(whole) + fraction + last + match[3]
