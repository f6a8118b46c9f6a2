"""How values, places and amounts read in a report: the same words in the terminal, in HTML and in JUnit."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from docvalidate.domain.document import Party, Value
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.fields import HEADER, LINE, Kind
from docvalidate.domain.finding import Evidence, Money

MINUS = "\N{MINUS SIGN}"
"""The typographic minus: as wide as the digits, and no line break after it."""

_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction of text: on a hostile paper they could make a figure read backwards."""

_ACRONYMS = {"hts": "HTS", "kg": "(kg)", "id": "ID", "mpf": "MPF", "hmf": "HMF", "spi": "SPI", "scac": "SCAC"}


def printable(text: str, *, lines: bool = False) -> str:
    """The text without control characters and direction marks, white space as single blanks.

    `lines` keeps line breaks. Terminals and XML must never be handed a paper's raw characters.
    """
    kept = "".join(
        " " if char in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029" and not (lines and char == "\n") else char
        for char in text
        if char not in _BIDI and (unicodedata.category(char) not in ("Cc", "Cs", "Cn") or char in "\t\n\r\x0b\x0c\x85")
    )
    return re.sub(r"[^\S\n]+", " ", kept).strip() if lines else " ".join(kept.split())


def figure(value: Decimal | float | int, places: int | None = None) -> str:
    """A number with thousands separators: 1,234.5. `places` sets the decimals; whole numbers print without any."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        return str(number)
    if places is None:
        text = f"{number.to_integral_value():,}" if number == number.to_integral_value() else f"{number:,f}"
    else:
        text = f"{number:,.{places}f}"
    return text.replace("-", MINUS)


def dollars(value: Decimal | float | int) -> str:
    """US dollars and cents: $1,234.50."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return f"{MINUS if number < 0 else ''}${abs(number):,.2f}"


def whole_dollars(value: Decimal) -> str:
    """US dollars as an entry states them: $1,234, with cents only where there are any."""
    text = dollars(value)
    return text.removesuffix(".00")


def plain(value: object, kind: Kind | None = None) -> str:
    """Any value of a finding or a document as a person writes it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case Decimal() | int() | float():
            whole = Decimal(str(value)) == Decimal(str(value)).to_integral_value()
            return figure(value, 2) if kind == "money" and (whole or _places(value) < 2) else figure(value)
        case datetime.date():
            return value.isoformat()
        case Party():
            country = value.country if value.country and not (value.address or "").endswith(value.country) else None
            return printable(", ".join(part for part in (value.name, value.address, country) if part))
        case Value():
            return plain(value.value, kind)
        case Mapping():
            return "; ".join(f"{field_name(str(key))} {plain(item)}" for key, item in value.items() if item is not None)
        case list() | tuple() | set() | frozenset():
            return ", ".join(plain(item) for item in value)
        case _:
            return printable(str(value))


def _places(value: Decimal | float | int) -> int:
    exponent = Decimal(str(value)).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def field_name(name: str) -> str:
    """A field's name as a label: `gross_weight_kg` is `Gross weight (kg)`."""
    words = [_ACRONYMS.get(word, word) for word in name.replace("-", "_").split("_") if word]
    label = " ".join(words)
    return label[:1].upper() + label[1:]


def in_sentence(name: str) -> str:
    """A field's name inside a sentence: `unit price`, but `HTS number`."""
    label = field_name(name)
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def field_kind(name: str, *, line: bool = False) -> Kind | None:
    """The kind of a document's field by its name."""
    return (LINE if line else HEADER).get(name)


def entry_place(path: str, entry: EntrySummary | None = None) -> str:
    """Where in the entry, in words: `lines[2].entered_value` is `line 3, entered value`."""
    parts: list[str] = []
    for part in path.split("."):
        found = re.fullmatch(r"(\w+)\[(\d+)\]", part)
        if found is None:
            parts.append(in_sentence(part))
            continue
        name, index = found[1], int(found[2])
        number = index + 1
        if name == "lines" and entry is not None and index < len(entry.lines):
            number = entry.lines[index].line_number
        singular = {"lines": "line", "invoices": "invoice", "hts_numbers": "HTS number", "containers": "container"}
        parts.append(f"{singular.get(name, field_name(name).lower())} {number}")
    return ", ".join(parts)


def place(evidence: Evidence, entry: EntrySummary | None = None) -> str:
    """Where it stands: `CI.pdf, page 1`, `PL.xlsx, cell B7`, `entry.json, line 3, entered value`."""
    parts = [printable(evidence.file)]
    if evidence.page is not None and evidence.cell is None:
        parts.append(f"page {evidence.page}")
    if evidence.cell is not None:
        parts.append(f"cell {printable(evidence.cell)}")
    if evidence.path is not None:
        parts.append(entry_place(printable(evidence.path), entry))
    return ", ".join(parts)


def stake(money: Money | None) -> str:
    """What a finding may cost, in one phrase; empty where nothing is known."""
    if money is None:
        return ""
    parts = []
    for name, amount in (("duty", money.duty), ("fees", money.fees)):
        if amount:
            parts.append(f"{name} {dollars(abs(amount))} {'short' if amount > 0 else 'over'}")
    if money.exposure:
        parts.append(f"exposure {dollars(money.exposure)}")
    return ", ".join(parts)


def count(number: int, singular: str, plural: str | None = None) -> str:
    """`1 error`, `2 errors`, `no errors`."""
    return f"{number or 'no'} {singular if number == 1 else plural or singular + 's'}"


def percent(confidence: float) -> str:
    """A confidence as a whole percentage that never rounds up to certainty."""
    return f"{min(99, int(confidence * 100)) if confidence < 1 else 100} %"
