"""Everything a rule may ask of the reference tables, by the day of entry."""

from __future__ import annotations

import datetime
from functools import cached_property
from pathlib import Path

from docvalidate.reference import codes, countries, currencies, fees, own_tables, programs
from docvalidate.reference.codes import AceError, EntryType, FeeClass, Mode, SpecialProgram
from docvalidate.reference.countries import Country
from docvalidate.reference.currencies import Currency
from docvalidate.reference.fees import Fee
from docvalidate.reference.programs import Program
from docvalidate.reference.tariff import FILE, Listed, Revision, Tariff, TariffLine

MOST_TEXTS = 300
"""Texts of a heading that the encoder reads: the largest have more."""


class Reference:
    """The facts of a day. Tables that travel with the package are always there; the tariff only once imported."""

    def __init__(self, home: Path | None, goods: Path | None = None) -> None:
        self.home = home
        self._goods = goods
        """The folder of the encoder of descriptions."""

    @cached_property
    def schedule(self) -> Tariff | None:
        """The imported tariff schedule, or None. Raises ReadingError for a damaged store."""
        path = self.home / FILE if self.home else None
        return Tariff(path) if path and path.is_file() else None

    def same_goods(self, one: str, other: str) -> float | None:
        """How likely two descriptions are the same goods differently worded: of such pairs, where as many are the same
        as are not, the share that are. None where there is no encoder, or the text is not for it."""
        if self._goods is None:
            return None
        from docvalidate.reference.goods import goods

        return goods(self._goods)(one, other)

    def nearness(self, described: str, heading: str, on: datetime.date) -> float | None:
        """How near a description comes in meaning to the nearest text of a heading of four digits, -1 to 1; None where
        there is no encoder, or the text is not for it."""
        texts = self.schedule.heading_texts(heading, on) if self.schedule else ()
        if self._goods is None or not texts:
            return None
        from docvalidate.reference.goods import goods

        return goods(self._goods).nearest(described, texts[:MOST_TEXTS])

    def has_tariff(self, on: datetime.date) -> bool:
        """Whether a revision of the tariff is held that had begun on that day."""
        return self.tariff_revision(on) is not None

    def tariff_revision(self, on: datetime.date) -> Revision | None:
        """The revision that lookups of that day use."""
        return self.schedule.revision(on) if self.schedule else None

    def tariff(self, number: str, on: datetime.date) -> TariffLine | None:
        """The line of a tariff number on that day. None: no such number, or no tariff held (ask `has_tariff`)."""
        return self.schedule.line(number, on) if self.schedule else None

    def tariff_ever(self, number: str) -> TariffLine | None:
        """The line in whichever held revision has it last: tells a number that ended from one that never was."""
        return self.schedule.line_ever(number) if self.schedule else None

    def tariff_units(self, number: str, on: datetime.date) -> tuple[str, ...] | None:
        """The units CBP wants for a reportable number on that day, in their order; X where none; None where unknown."""
        line = self.tariff(number, on)
        return line.units if line and line.reportable else None

    def heading_words(self, heading: str, on: datetime.date) -> frozenset[str]:
        """What the lines of a heading of four digits name on that day, as stems."""
        return self.schedule.heading_words(heading, on) if self.schedule else frozenset()

    def headings_naming(self, word: str, on: datetime.date) -> frozenset[str]:
        """The headings of chapters 1 to 97 that name the stem on that day."""
        return self.schedule.headings_naming(word, on) if self.schedule else frozenset()

    def successors(self, number: str) -> tuple[str, ...]:
        """The numbers that replaced this one, by an imported concordance."""
        return self.schedule.successors(number) if self.schedule else ()

    def lists(self, number: str) -> tuple[Listed, ...]:
        """The imported product lists of chapter 99 programs that hold the number."""
        return self.schedule.lists(number) if self.schedule else ()

    def program(self, number: str) -> Program | None:
        """The program of a chapter 99 number, with the days on which it may be filed."""
        return programs.of_number(number)

    def fee(self, name: str, on: datetime.date) -> Fee | None:
        """`mpf-formal`, `mpf-informal`, `hmf`, `dutiable-mail` or `manual-surcharge` on that day."""
        return fees.find(name, on)

    def country(self, code: str) -> Country | None:
        return countries.get(code)

    def currency(self, code: str) -> Currency | None:
        return currencies.get(code)

    def entry_type(self, code: str) -> EntryType | None:
        return codes.entry_type(code)

    def mode_of_transport(self, code: str) -> Mode | None:
        return codes.mode_of_transport(code)

    def fee_class(self, code: str) -> FeeClass | None:
        return codes.fee_class(code)

    def special_program(self, code: str) -> SpecialProgram | None:
        return codes.special_program(code)

    def port(self, code: str) -> str | None:
        return codes.port(code)

    def ace_error(self, code: str) -> AceError | None:
        return codes.ace_error(code)

    def correction_reason(self, code: str) -> str | None:
        return codes.correction_reason(code)

    def own_table(self, name: str) -> tuple[dict[str, str], ...] | None:
        """The rows of `tables/NAME.csv` below the home folder, else of the package's own; None where neither is.

        A user's table replaces the package's as a whole. Raises ReadingError where it cannot be read.
        """
        return own_tables.table(self.home, name)

    def country_group(self, name: str, on: datetime.date | None = None) -> frozenset[str]:
        """`insular_possession`, `cbera`, `least_developed`, `column_2`, as they stood on that day."""
        return codes.country_group(name, on)

    def mpf_exempt(self, *, origin: str | None, program: str | None, number: str, entry_type: str) -> bool:
        """Whether a line owes no merchandise processing fee (19 CFR 24.23(c), usage notes m and n).

        By entry type (informal and temporary), program, origin (Israel, insular possessions, CBERA, least developed),
        or chapter 98 other than repairs and processing (9802.00.60, 9802.00.80).
        """
        if entry_type in ("11", "12", "23"):
            return True
        special = codes.special_program(program) if program else None
        if special and special.mpf_exempt:
            return True
        groups = ("insular_possession", "cbera", "least_developed")
        if origin == "IL" or any(origin in codes.country_group(group) for group in groups):
            return True
        digits = number.replace(".", "")
        return digits[:2] == "98" and digits[:8] not in ("98020060", "98020080")
