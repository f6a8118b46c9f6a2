"""A CATAIR record from values: each element justified and checked by its class, nothing cut off in silence."""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal

from docvalidate.domain.errors import DocvalidateError
from docvalidate.entry.catair.layout import WIDTH, Element, Layout
from docvalidate.entry.catair.records import CLASSES

Plain = str | Decimal | int | datetime.date | None
TYPOGRAPHIC = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "×": "X"}
    | {"ß": "SS", "ø": "O", "Ø": "O", "ł": "L", "Ł": "L", "æ": "AE", "Æ": "AE", "ı": "I", "đ": "D", "Đ": "D"}
)


class WritingError(DocvalidateError):
    """A value that the record cannot carry, in one sentence."""


def keyboard(text: str) -> str:
    """The text in the characters CBP takes: upper case ASCII, single spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(TYPOGRAPHIC)).upper()
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join("".join(character if " " <= character <= "~" else " " for character in plain).split())


def fits(layout: Layout, name: str, value: Plain) -> bool:
    """Whether the element can carry the value as it is."""
    try:
        _element(layout.element(name), value)
    except WritingError:
        return False
    return True


def compose(layout: Layout, **values: Plain) -> str:
    """The record, 80 columns wide. Raises WritingError for a value that does not fit its columns or its class."""
    line = [" "] * WIDTH
    values["control_identifier"] = layout.record
    for name, value in values.items():
        element = layout.element(name)
        text = _element(element, value)
        line[element.start - 1 : element.end] = text
    for element in layout.elements:
        if element.required and not "".join(line[element.start - 1 : element.end]).strip():
            raise WritingError(f"record {layout.record}: {element.title} is required and not known")
    return "".join(line)


def _element(element: Element, value: Plain) -> str:
    if value is None:
        return " " * element.width
    if isinstance(value, datetime.date):
        if not 2000 <= value.year <= 2099:
            raise WritingError(f"{element.title}: {value} lies outside 2000 to 2099")
        return value.strftime("%m%d%y")
    if isinstance(value, (Decimal, int)):
        scaled = Decimal(value).scaleb(element.decimals)
        if scaled != scaled.to_integral_value() or scaled < 0:
            raise WritingError(f"{element.title}: {value} has more than {element.decimals} decimals or is negative")
        text = str(int(scaled)).rjust(element.width, "0")
    else:
        text = value.ljust(element.width)
    if len(text) > element.width:
        raise WritingError(f"{element.title}: {value} does not fit {element.width} columns")
    if element.kind in CLASSES and text.strip() and not CLASSES[element.kind][0].match(text):
        raise WritingError(f"{element.title}: {value!r} may hold only {CLASSES[element.kind][1]}")
    return text
