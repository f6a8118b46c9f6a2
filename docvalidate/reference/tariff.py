"""The tariff schedule as imported: a line by its number and the day, with its rates and the words of its headings.

The schedule lives in a SQLite file below the home folder, one or more revisions of it; `tariff_import` fills it.
"""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from docvalidate.domain.errors import ReadingError
from docvalidate.reference import tariff_words
from docvalidate.reference.rates import Rate, SpecialRate, parse, parse_special, rate_unit

FILE = "tariff.sqlite"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Revision:
    """One edition of the schedule. `valid_from` is None where nobody said since when it holds."""

    id: int
    name: str
    valid_from: datetime.date | None
    imported: datetime.datetime
    file: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class TariffLine:
    """A line of the schedule. `description` holds the words of its headings too, outermost first."""

    number: str
    revision: str
    indent: int
    description: tuple[str, ...]
    printed_units: tuple[str, ...]
    general_text: str
    special_text: str
    column2_text: str
    additional_text: str
    footnotes: tuple[str, ...]
    reportable: bool
    """Whether it can be filed: it has no longer numbers under it."""

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units CBP wants, in their order; a unit without a known code as printed; X where none is asked for."""
        printed = [part for unit in self.printed_units for part in re.split(r"\s+and\s+", unit.strip()) if part]
        codes = tuple(rate_unit(unit) or unit for unit in printed if unit != "X")
        return codes or ("X",)

    @cached_property
    def general(self) -> Rate:
        return parse(self.general_text)

    @cached_property
    def special(self) -> tuple[SpecialRate, ...]:
        return parse_special(self.special_text)

    @cached_property
    def column2(self) -> Rate:
        return parse(self.column2_text)

    def special_for(self, program: str) -> SpecialRate | None:
        """The special rate of a program (S, KR, A …), or None where the line does not give it.

        A claim of A is met by A, A* and A+ alike: which countries those leave out the general notes say.
        """
        wanted = {program, f"{program}*", f"{program}+"} if program in ("A", "E", "J") else {program}
        return next((special for special in self.special if wanted & set(special.programs)), None)

    @property
    def text(self) -> str:
        """The whole description as one text."""
        return " ".join(self.description)

    @property
    def chapter99(self) -> tuple[str, ...]:
        """The chapter 99 numbers its footnotes refer to (only the JSON export has footnotes)."""
        found: list[str] = []
        for note in self.footnotes:
            for number in re.findall(r"99\d{2}\.\d{2}\.\d{2}", note):
                if number.replace(".", "") not in found:
                    found.append(number.replace(".", ""))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Listed:
    """A product list of a chapter 99 program that holds a number: which list, which chapter 99 number, since when."""

    prefix: str
    name: str
    heading: str | None
    valid_from: datetime.date | None


class Tariff:
    """The imported schedule. Opening it costs a file handle; a lookup some tens of microseconds."""

    def __init__(self, path: Path) -> None:
        """Raises ReadingError where the file is none of ours or damaged."""
        self.path = path
        self._naming: dict[int, Mapping[str, frozenset[str]]] = {}
        try:
            self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            self.revisions = tuple(_revision(row) for row in self._connection.execute(_REVISIONS))
        except sqlite3.DatabaseError as error:
            remedy = "delete it and run `docvalidate reference import` again"
            raise ReadingError(path.name, f"the tariff store cannot be opened ({error})", remedy) from error
        if version != SCHEMA:
            remedy = "delete it and run `docvalidate reference import` again"
            raise ReadingError(path.name, f"the tariff store is of version {version}, not {SCHEMA}", remedy)

    def revision(self, on: datetime.date | None = None) -> Revision | None:
        """The revision in force on that day: the latest that had begun; one without a date counts as the earliest."""
        begun = [item for item in self.revisions if on is None or item.valid_from is None or item.valid_from <= on]
        return begun[-1] if begun else None

    def line(self, number: str, on: datetime.date | None = None) -> TariffLine | None:
        """The line of that number (digits, dots allowed) on that day, or None where the revision has no such line."""
        revision = self.revision(on)
        return self._line(number, revision) if revision else None

    def line_ever(self, number: str) -> TariffLine | None:
        """The line of that number in the latest revision that has it: for telling 'unknown' from 'no longer valid'."""
        for revision in reversed(self.revisions):
            line = self._line(number, revision)
            if line is not None:
                return line
        return None

    def below(self, number: str, on: datetime.date | None = None) -> tuple[str, ...]:
        """The reportable numbers that begin with the given digits."""
        revision = self.revision(on)
        if revision is None:
            return ()
        digits = number.replace(".", "")
        found = self._connection.execute(
            "SELECT number FROM line WHERE revision = ? AND number >= ? AND number < ? AND reportable ORDER BY number",
            (revision.id, digits, digits + ":"),
        )
        return tuple(row[0] for row in found)

    def heading_words(self, heading: str, on: datetime.date | None = None) -> frozenset[str]:
        """What the lines of a heading of four digits name on that day."""
        revision = self.revision(on)
        if revision is None:
            return frozenset()
        found = self._connection.execute(
            "SELECT number, description FROM line WHERE revision = ? AND number >= ? AND number < ?",
            (revision.id, heading, heading + ":"),
        )
        return tariff_words.by_heading(found).get(heading, frozenset())

    def heading_texts(self, heading: str, on: datetime.date | None = None) -> tuple[str, ...]:
        """What the reportable lines of a heading say: first words, last words and the whole, each text once."""
        texts: dict[str, None] = {}
        for number in self.below(heading, on):
            line = self.line(number, on)
            telling = [text for text in line.description if text.strip(" :").lower() != "other"] if line else []
            if telling:
                texts.update(dict.fromkeys((telling[0], telling[-1], " ".join(telling))))
        return tuple(texts)

    def headings_naming(self, word: str, on: datetime.date | None = None) -> frozenset[str]:
        """The headings of chapters 1 to 97 that name the word (a stem). The first question reads the whole schedule."""
        revision = self.revision(on)
        if revision is None:
            return frozenset()
        if revision.id not in self._naming:
            lines = self._connection.execute("SELECT number, description FROM line WHERE revision = ?", (revision.id,))
            self._naming[revision.id] = tariff_words.naming(tariff_words.by_heading(lines))
        return self._naming[revision.id].get(word, frozenset())

    def lists(self, number: str) -> tuple[Listed, ...]:
        """The imported product lists (Section 301, 232 …) that hold the number."""
        digits = number.replace(".", "")
        prefixes = [digits[:length] for length in range(2, len(digits) + 1)]
        marks = ",".join("?" * len(prefixes))
        found = self._connection.execute(
            f"SELECT prefix, name, heading, valid_from FROM listed WHERE prefix IN ({marks}) ORDER BY name, prefix",
            prefixes,
        )
        return tuple(Listed(row[0], row[1], row[2], _day(row[3])) for row in found)

    def product_lists(self) -> dict[str, int]:
        """The imported product lists with the number of tariff numbers on each."""
        found = self._connection.execute("SELECT name, COUNT(*) FROM listed GROUP BY name ORDER BY name")
        return {row[0]: row[1] for row in found}

    def successors(self, number: str) -> tuple[str, ...]:
        """The numbers that replaced this one, by the imported concordance."""
        digits = number.replace(".", "")
        found = self._connection.execute("SELECT new FROM concordance WHERE old = ? ORDER BY new", (digits,))
        return tuple(row[0] for row in found)

    def _line(self, number: str, revision: Revision) -> TariffLine | None:
        row = self._connection.execute(_LINE, (revision.id, number.replace(".", "").replace(" ", ""))).fetchone()
        if row is None:
            return None
        return TariffLine(
            number=row[0],
            revision=revision.name,
            indent=row[1],
            description=tuple(row[2].split("\n")),
            printed_units=tuple(row[3].split("|")) if row[3] else (),
            general_text=row[4],
            special_text=row[5],
            column2_text=row[6],
            additional_text=row[7],
            footnotes=tuple(row[8].split("\n")) if row[8] else (),
            reportable=bool(row[9]),
        )


_LINE = (
    "SELECT number, indent, description, units, general, special, column2, additional, footnotes, reportable "
    "FROM line WHERE revision = ? AND number = ?"
)
_REVISIONS = (
    "SELECT id, name, valid_from, imported, file, sha256, rows FROM revision "
    "ORDER BY valid_from IS NOT NULL, valid_from, id"
)


def _revision(row: tuple[int, str, str | None, str, str, str, int]) -> Revision:
    return Revision(row[0], row[1], _day(row[2]), datetime.datetime.fromisoformat(row[3]), row[4], row[5], row[6])


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
