"""Code tables of the entry summary: entry types, modes of transport, fee classes, programs, ports, errors, reasons.

>>> entry_type("01").name, mode_of_transport("11").kind, fee_class("501").level
('Consumption - Free and Dutiable', 'vessel', 'line')
>>> special_program("S+").mpf_exempt, special_program("A").mpf_exempt
(True, False)
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

from docvalidate.reference.fees import in_force
from docvalidate.reference.tables import compared, rows


@dataclass(frozen=True, slots=True)
class EntryType:
    """`abi`: filed as an AE entry summary; `category` Consumption, Informal, Warehouse …"""

    code: str
    name: str
    category: str
    abi: bool


@dataclass(frozen=True, slots=True)
class Mode:
    """`kind`: vessel, rail, road, air, mail, passenger, fixed."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class FeeClass:
    """`level`: the record that carries it: header (34), line (62), tax (60)."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class SpecialProgram:
    """A code of record 40 for a trade agreement or special program; `mpf_exempt` where it frees from the fee."""

    code: str
    name: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    mpf_exempt: bool


@dataclass(frozen=True, slots=True)
class AceError:
    """A condition ACE returns: code, narrative, day of the dictionary's last change."""

    code: str
    narrative: str
    updated: str


@cache
def entry_types() -> dict[str, EntryType]:
    return {row["code"]: EntryType(row["code"], row["name"], row["category"], row["abi"] == "yes")
            for row in rows("entry_types.csv")}  # fmt: skip


def entry_type(code: str) -> EntryType | None:
    """The entry type of a two-digit code."""
    return entry_types().get(code)


@cache
def modes_of_transport() -> dict[str, Mode]:
    return {row["code"]: Mode(row["code"], row["name"], row["kind"]) for row in rows("modes_of_transport.csv")}


def mode_of_transport(code: str) -> Mode | None:
    """The mode of transport of a two-digit code."""
    return modes_of_transport().get(code)


@cache
def fee_classes() -> dict[str, FeeClass]:
    return {row["code"]: FeeClass(row["code"], row["name"], row["level"]) for row in rows("fee_classes.csv")}


def fee_class(code: str) -> FeeClass | None:
    """The accounting class of a three-digit code."""
    return fee_classes().get(code)


@cache
def special_programs() -> dict[str, SpecialProgram]:
    return {row["code"]: SpecialProgram(row["code"], row["name"], _day(row["valid_from"]), _day(row["valid_to"]),
                                        row["mpf_exempt"] == "yes")
            for row in rows("special_programs.csv")}  # fmt: skip


def special_program(code: str) -> SpecialProgram | None:
    """The trade agreement or special program of a code (A, S+, KR …)."""
    return special_programs().get(code)


@cache
def _pairs(file: str, key: str, value: str) -> dict[str, str]:
    return {row[key]: row[value] for row in rows(file)}


def port(code: str) -> str | None:
    """The name of a US port by its four digits (Schedule D); the list is not official, None proves nothing."""
    return _pairs("ports.csv", "code", "name").get(code)


def missing_document(code: str) -> str | None:
    """The document a code of record 33 stands for."""
    return _pairs("missing_documents.csv", "code", "name").get(code)


def correction_reason(code: str) -> str | None:
    """The reason of a post summary correction (H01 to H99, L01 to L99)."""
    return _pairs("correction_reasons.csv", "code", "reason").get(code)


@cache
def ace_errors() -> dict[str, AceError]:
    return {row["code"]: AceError(row["code"], row["narrative"], row["updated"]) for row in rows("ace_errors.csv")}


def ace_error(code: str) -> AceError | None:
    """The ACE condition of a code, with or without the letter before it (`F613` or `613`)."""
    return ace_errors().get(code) or ace_errors().get(code[1:])


@cache
def _groups() -> dict[str, tuple[tuple[str, datetime.date | None], ...]]:
    found: dict[str, list[tuple[str, datetime.date | None]]] = {}
    for row in rows("country_groups.csv"):
        if compared(row):
            found.setdefault(row["group"], []).append((row["country"], _day(row["valid_from"])))
    return {group: tuple(countries) for group, countries in found.items()}


def country_group(name: str, on: datetime.date | None = None) -> frozenset[str]:
    """The countries of a group: `insular_possession`, `cbera`, `least_developed`, `column_2`. Raises KeyError.

    Of the day, where one is given; only countries whose row was compared with its source.
    """
    return frozenset(country for country, start in _groups()[name] if on is None or in_force(start, None, on))


@cache
def program_countries() -> dict[str, frozenset[str]]:
    """The countries of each trade agreement by its code; only agreements whose row was compared with its source."""
    table = [row for row in rows("program_countries.csv") if compared(row)]
    return {row["program"]: frozenset(row["countries"].split("|")) for row in table}


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
