"""From plain JSON values to an EntrySummary: the types are checked by the model's own fields, each error has its path.

The model (`domain/entry.py`) is the one description of an entry; this file only says how strictly a plain value must
match it and how the sentence reads when it does not.
"""

from __future__ import annotations

import datetime
import re
import types
import typing
from decimal import Decimal
from functools import cache
from typing import Any

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryCase, EntryInvoice, EntryLine, EntrySummary, EntryTariff
from docvalidate.domain.records import Record

OWN = frozenset({"source", "places", "notes"})
"""Fields the tool fills itself; in a file they are ignored."""
COUNTRY = re.compile(r"[A-Z]{2}$")
COUNTRY_FIELDS = frozenset({"country_of_origin", "country_of_export", "exporting_country", "country"})
CODE_FIELDS = {
    "entry_type": (re.compile(r"\d{2}$"), 'two digits, such as "01"'),
    "port_of_entry": (re.compile(r"\d{4}$"), 'four digits of Schedule D, such as "2704"'),
    "mode_of_transport": (re.compile(r"\d{2}$"), 'two digits, such as "11"'),
    "currency": (re.compile(r"[A-Z]{3}$"), 'three letters of ISO 4217, such as "USD"'),
}
LARGEST_NUMBER = Decimal(10) ** 15
SIGNED = frozenset({"duty", "tax"})


class ShapeError(ValueError):
    """A value that cannot stand where it stands: `path`, `problem`, `remedy`."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        self.path, self.problem, self.remedy = path, problem, remedy
        super().__init__(f"{path}: {problem}; {remedy}")


def entry_from_plain(plain: object, *, source: str | None = None, at: str = "") -> EntrySummary:
    """An EntrySummary from a parsed JSON object; unknown keys become notes. Raises ShapeError with the JSON path."""
    notes: list[str] = []
    values = _record(plain, EntrySummary, at, notes)
    return EntrySummary(**values, source=source, notes=notes or None)


def _record(plain: object, model: type[Record], path: str, notes: list[str]) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise ShapeError(path or "the whole", f"is {_name(plain)}, not an object", 'write it as {"key": value, …}')
    kinds = kinds_of(model)
    values: dict[str, Any] = {}
    for key, value in plain.items():
        where = f"{path}.{key}" if path else key
        if key in OWN and model is EntrySummary:
            continue
        if key not in kinds:
            notes.append(f"{where}: unknown key, not used")
        elif value is not None:
            values[key] = _value(value, kinds[key], key, where, notes)
    for key, field in model.model_fields.items():
        if field.is_required() and key not in values:
            raise ShapeError(f"{path}.{key}" if path else key, "is missing", "add it")
    return values


@cache
def kinds_of(model: type[Record]) -> dict[str, Any]:
    """The fields of a model with their types, None left out of them."""
    hints = typing.get_type_hints(model)
    return {name: _without_none(hints[name]) for name, field in model.model_fields.items() if not field.exclude}


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def _value(value: object, kind: Any, key: str, path: str, notes: list[str]) -> Any:
    origin = typing.get_origin(kind)
    if origin is list:
        if not isinstance(value, list):
            raise ShapeError(path, f"is {_name(value)}, not a list", "write it as [ … ]")
        inner = typing.get_args(kind)[0]
        return [_value(item, inner, key, f"{path}[{index}]", notes) for index, item in enumerate(value)]
    if origin is dict:
        if not isinstance(value, dict):
            raise ShapeError(path, f"is {_name(value)}, not an object", 'write it as {"key": value, …}')
        inner = typing.get_args(kind)[1]
        return {name: _value(item, inner, key, f"{path}.{name}", notes) for name, item in value.items()}
    if kind in (EntryLine, EntryInvoice, EntryTariff, EntryCase, Party):
        return kind(**_record(value, kind, path, notes))
    if kind is bool:
        if not isinstance(value, bool):
            raise ShapeError(path, f"is {_name(value)}, not true or false", "write true or false without quotes")
        return value
    if kind is int:
        return int(_number(value, key, path, whole=True))
    if kind is Decimal:
        return _number(value, key, path)
    if kind is datetime.date:
        return _date(value, path)
    return _text(value, key, path)


def _number(value: object, key: str, path: str, *, whole: bool = False) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ShapeError(path, f"is {_name(value)}, not a number", "write the figure without quotes and separators")
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite() or abs(number) >= LARGEST_NUMBER:
        raise ShapeError(path, f"{value} is out of range", "correct the figure")
    if whole and number != number.to_integral_value():
        raise ShapeError(path, f"{value} is no whole number", "correct the figure")
    if number < 0 and key not in SIGNED:
        raise ShapeError(path, f"{value} is negative", "correct the figure")
    return number


def _date(value: object, path: str) -> datetime.date:
    if not isinstance(value, str):
        raise ShapeError(path, f"is {_name(value)}, not a date", 'write it as "2026-05-31"')
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ShapeError(path, f"{value!r} is no date", 'write it as "2026-05-31" (ISO 8601)') from None


def _text(value: object, key: str, path: str) -> str:
    if not isinstance(value, str):
        raise ShapeError(path, f"is {_name(value)}, not text", "put it in quotes")
    text = value.strip()
    if any(ord(character) < 32 and character not in "\n\t\r" for character in text):
        raise ShapeError(path, "holds control characters", "remove them")
    if key in COUNTRY_FIELDS:
        text = text.upper()
        if not COUNTRY.match(text):
            raise ShapeError(path, f"{value!r} is no country code", _country_remedy(value))
    elif key in CODE_FIELDS and not CODE_FIELDS[key][0].match(text := text.upper()):
        raise ShapeError(path, f"{value!r} does not have the form of this code", f"write {CODE_FIELDS[key][1]}")
    elif key == "hts_numbers":
        text = text.replace(".", "").replace(" ", "")
        if not re.fullmatch(r"\d{4,10}", text):
            raise ShapeError(path, f"{value!r} is no tariff number", "write its 8 or 10 digits")
    return text


def _country_remedy(value: str) -> str:
    from docvalidate.reference import countries

    code = countries.find(value)
    return f"write {code}" if code else 'write the two letters of ISO 3166-1, such as "CN"'


def _name(value: object) -> str:
    if isinstance(value, str):
        return f"text ({value[:40]!r})"
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "null"
    names = {dict: "an object", list: "a list", int: f"the number {value}", Decimal: f"the number {value}"}
    return names.get(type(value), type(value).__name__)
