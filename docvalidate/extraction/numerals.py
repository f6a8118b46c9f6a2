"""Numbers as papers print them, in both conventions, decided once per document.

>>> parse("1.234,56", Convention.COMMA), parse("1,234.56", Convention.POINT), parse("1 234,5", Convention.COMMA)
(Decimal('1234.56'), Decimal('1234.56'), Decimal('1234.5'))
>>> decide(["1.234,56", "12,50"]), decide(["1,234.56"]), decide(["250"])
(<Convention.COMMA: 'comma'>, <Convention.POINT: 'point'>, None)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

NUMBER = re.compile(
    r"(?<![\w.,'’])[-+(]?\s?\d+(?:[.,'’]\d+)*(?:[.,]-)?\)?|(?:(?<=[$€£¥￥₩₫])|(?<=[A-Z]{3})(?<![A-Za-z]{4}))\d+(?:[.,'’]\d+)*"
)
"""A printed number, sign and brackets included; blanks as thousands separators are joined before."""

_GROUPED = {
    "point": re.compile(r"^\d{1,3}(?:[,'’]\d{2,3})*[,'’]\d{3}(?:\.\d+)?$"),
    "comma": re.compile(r"^\d{1,3}(?:[.'’]\d{3})+(?:,\d+)?$"),
}
_SPACED = re.compile(r"(?<![\w.,'])\d{1,3}(?:[\u00a0\u2009\u202f ]\d{3})+(?!\d)")
_BLANK = re.compile(r"[\u00a0\u2009\u202f ]")


class Convention(Enum):
    """Which sign divides the whole from its parts."""

    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Printed:
    """A number found in a text: its value and the characters text[start:end] that print it."""

    value: Decimal
    start: int
    end: int
    text: str


def _digits(text: str) -> str:
    return re.sub(r"[^\d.,'’]", "", text).rstrip(".,")


def votes(text: str) -> tuple[int, int]:
    """How strongly one printed number speaks for (point, comma): a group and a fraction decide, one alone hints.

    >>> votes("1,234.56"), votes("1.234,56"), votes("12.50"), votes("12,50"), votes("1,234")
    ((5, 0), (0, 5), (2, 0), (0, 2), (0, 0))
    """
    digits = _digits(text)
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return (5, 0) if digits.rfind(".") > digits.rfind(",") else (0, 5)
    if points > 1 or commas > 1:
        groups = re.split(r"[.,]", digits)
        return ((5, 0) if commas > 1 else (0, 5)) if all(len(g) == 3 for g in groups[1:]) else (0, 0)
    for mark, vote in ((".", (2, 0)), (",", (0, 2))):
        if mark in digits:
            whole, _, part = digits.partition(mark)
            if len(part) != 3 or whole in ("0", "") or len(whole) > 3:
                return vote
    return (0, 0)


def decide(texts: Iterable[str]) -> Convention | None:
    """The convention that the printed numbers of a document agree on; None where nothing tells."""
    point = comma = 0
    for text in texts:
        a, b = votes(text)
        point, comma = point + a, comma + b
    if point == comma:
        return None
    return Convention.POINT if point > comma else Convention.COMMA


def parse(text: str, convention: Convention | None) -> Decimal | None:
    """The number that `text` prints, None for none. Without a convention the text itself decides, else POINT."""
    negative = bool(re.match(r"^\s*(?:-|\()", text)) or text.rstrip().endswith("-")
    digits = _digits(text)
    if not re.search(r"\d", digits):
        return None
    use = convention
    if votes(digits)[0] >= 5:
        use = Convention.POINT
    elif votes(digits)[1] >= 5:
        use = Convention.COMMA
    use = use or decide([digits]) or Convention.POINT
    if use is Convention.COMMA and digits.count(".") == 1 and "," not in digits and not _GROUPED["comma"].match(digits):
        use = Convention.POINT
    elif (
        use is Convention.POINT and digits.count(",") == 1 and "." not in digits and not _GROUPED["point"].match(digits)
    ):
        use = Convention.COMMA
    if use is Convention.POINT:
        plain = re.sub(r"[,'’]", "", digits)
    else:
        plain = re.sub(r"[.'’]", "", digits).replace(",", ".")
    if plain.count(".") > 1 or len(plain) > 18:
        return None
    value = Decimal(plain)
    return -value if negative else value


def find(text: str, convention: Convention | None) -> list[Printed]:
    """Every number in a text, in order."""
    found: list[Printed] = []
    joined = _SPACED.sub(lambda match: _BLANK.sub("'", match.group()), text)
    for match in NUMBER.finditer(joined):
        value = parse(match.group(), convention)
        if value is not None:
            found.append(Printed(value, match.start(), match.end(), text[match.start() : match.end()]))
    return found
