"""Chapter 99 programs (Sections 301, 232, 122, IEEPA …) with the days on which their numbers may be filed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

from docvalidate.reference.fees import in_force
from docvalidate.reference.tables import compared, rows


@dataclass(frozen=True, slots=True)
class Program:
    """A program. `headings` are beginnings of tariff numbers or ranges `first-last`; `countries` empty means any."""

    name: str
    headings: tuple[str, ...]
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    countries: tuple[str, ...]
    effect: str | None
    """`additional` to the article's duty, `replacement` of it, or None where that is not known here."""
    note: str
    source: str = ""
    compared: bool = True
    """Whether its days were compared with the source; else a finding that rests on them is information."""

    def holds(self, number: str) -> bool:
        """Whether a tariff number (digits) is one of the program's."""
        for heading in self.headings:
            first, dash, last = heading.partition("-")
            if number.startswith(first) or (dash and first <= number[: len(last)] <= last):
                return True
        return False

    def in_force(self, on: datetime.date) -> bool:
        """Whether its numbers may be filed on that day."""
        return in_force(self.valid_from, self.valid_to, on)


@cache
def all_programs() -> tuple[Program, ...]:
    """Every row of `additional_duties.csv`."""
    return tuple(
        Program(
            name=row["program"],
            headings=tuple(filter(None, row["headings"].split("|"))),
            valid_from=datetime.date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            valid_to=datetime.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            countries=tuple(filter(None, row["countries"].split("|"))),
            effect=row["effect"] or None,
            note=row["note"],
            source=row["source"],
            compared=compared(row),
        )
        for row in rows("additional_duties.csv")
    )


def of_number(number: str) -> Program | None:
    """The program a chapter 99 number belongs to; None where it is not known here, which proves nothing.

    >>> of_number("9903.88.03").name, of_number("99030125").in_force(datetime.date(2026, 3, 1))
    ('Section 301 China', False)
    """
    digits = number.replace(".", "")
    return next((program for program in all_programs() if program.holds(digits)), None)
