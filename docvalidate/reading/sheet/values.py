"""What a cell's value looks like in print."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass
from decimal import Decimal

SIGNIFICANT = 12
"""Digits kept of a number: enough for any amount, too few for the noise of binary fractions."""
_BRACKETS = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_CONDITIONS = re.compile(r"\[[^\]]*\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_MASK = 0xF0000
"""Signs from the private plane stand for literals while the rest of a format is looked at."""
_DIGITS = re.compile(r"[#0?][#0?,.]*")


@dataclass(frozen=True, slots=True)
class Format:
    """What a number format adds to the number: text before and after it, a percent sign, leading zeros."""

    before: str = ""
    after: str = ""
    percent: bool = False
    digits: int = 0
    """At least so many digits, with zeros before the number: `0000` shows 42 as 0042."""


PLAIN = Format()


def parse_format(code: str) -> Format:
    """The part of a spreadsheet number format for positive numbers that changes more than the decimals.

    >>> parse_format('"US$"#,##0.00')
    Format(before='US$', after='', percent=False, digits=0)
    >>> parse_format('#,##0.0" KGS";[Red]-0')
    Format(before='', after=' KGS', percent=False, digits=0)
    """
    code = code.split(";", maxsplit=1)[0]
    if code.lower() in ("", "general", "@"):
        return PLAIN
    code = _BRACKETS.sub(lambda match: f'"{match.group(1)}"', code)
    code = _CONDITIONS.sub("", code)
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match.group(1) if match.group(1) is not None else match.group(2) or "")
        return chr(_MASK + len(literals) - 1)

    masked = _LITERAL.sub(keep, code)
    number = _DIGITS.search(masked)
    if number is None or "/" in masked or "E" in masked.upper():
        return PLAIN

    def shown(text: str) -> str:
        text = text.replace("%", "")
        return "".join(literals[ord(sign) - _MASK] if 0 <= ord(sign) - _MASK < len(literals) else sign for sign in text)

    whole = number.group().split(".")[0].replace(",", "")
    digits = len(whole) if whole and set(whole) == {"0"} and len(whole) > 1 else 0
    return Format(shown(masked[: number.start()]), shown(masked[number.end() :]), "%" in masked, digits)


def show(value: object, form: Format = PLAIN) -> str:
    """A cell's value as text: numbers plainly, dates as ISO 8601."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(float(value), form)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else str(value)


def _number(value: float, form: Format) -> str:
    text = plain_number(value * 100 if form.percent else value)
    if form.digits and not text.startswith("-"):
        whole, _, decimals = text.partition(".")
        text = whole.zfill(form.digits) + ("." + decimals if decimals else "")
    return f"{form.before}{text}{'%' if form.percent else ''}{form.after}"


def plain_number(value: float) -> str:
    """A number without exponent, trailing zeros or binary noise.

    >>> plain_number(2736.0), plain_number(0.1 + 0.2), plain_number(9401612011.0)
    ('2736', '0.3', '9401612011')
    """
    if not math.isfinite(value):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{Decimal(f'{value:.{SIGNIFICANT}g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
