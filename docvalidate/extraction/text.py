"""Folding of printed text for look-up: case, accents and punctuation go, Chinese runs fall into characters.

>>> [token.text for token in tokenise("发票号 Invoice No.: 4711")]
['发', '票', '号', 'invoice', 'no', '4711']
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SPECIAL = str.maketrans({"ß": "ss", "ı": "i", "İ": "i", "đ": "d", "Đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l"})
_TRADITIONAL = str.maketrans(
    "發編號運單價總額貨買賣製產淨數達啟條處戶訂約證釋項規裝國稅進賬銀開簽頁備註稱類別體積長寬貿關報費險減計訖車輛櫃聯繫電話傳網郵實際圓個雙張噸種來",
    "发编号运单价总额货买卖制产净数达启条处户订约证释项规装国税进账银开签页备注称类别体积长宽贸关报费险减计讫车辆柜联系电话传网邮实际圆个双张吨种来",
)
"""Traditional characters of labels as simplified ones, so that 發票 and 发票 are one label."""
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = re.compile(rf"q['’´`.]ty|n[°º](?![a-z])|№|[a-z0-9]+|#|&|[{_CJK}]")
_HUMP = re.compile(r"[A-Za-z][a-z]{2}(?=[A-Z][A-Za-z])|[A-Z]{2}(?=[A-Z][a-z]{2})")
"""Words written together, as data exports do: GrossWeightKg, BLNumber; a name such as McCoy is one word."""
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_IS_CJK = re.compile(f"[{_CJK}]")


@dataclass(frozen=True, slots=True)
class Token:
    """A folded token, with the place of its characters in the text it came from."""

    text: str
    start: int
    end: int


def is_cjk(text: str) -> bool:
    """Whether a Chinese, Japanese or Korean character occurs in it."""
    return bool(_IS_CJK.search(text))


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case without accents; may be longer or shorter than `text`."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL).translate(_TRADITIONAL))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the index in `text`; keeps ° and º, which mean number."""
    folded: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        for piece in character if character in "°º№" else fold(character):
            folded.append(piece)
            places.append(index)
    return "".join(folded), places


@lru_cache(maxsize=16384)
def tokenise(text: str) -> tuple[Token, ...]:
    """The folded tokens of a text; `start` and `end` count characters of `text` itself."""
    folded, places = _folded_with_places(text)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(folded):
        start, end = places[match.start()], places[match.end() - 1] + 1
        joints = _JOINT.finditer(text[start:end]) if _HUMP.search(text[start:end]) else ()
        humps = [start, *(start + m.start() for m in joints), end]
        if len(humps) == 2 or end - start != match.end() - match.start():
            tokens.append(Token(match.group(), start, end))
        else:
            tokens.extend(Token(fold(text[a:b]), a, b) for a, b in itertools.pairwise(humps))
    return tuple(tokens)
