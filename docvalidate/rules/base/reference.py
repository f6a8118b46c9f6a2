"""What rules may ask of the reference tables of a run: the imported tariff schedule, and the user's own tables."""

from __future__ import annotations

import datetime
from typing import Protocol

from docvalidate.reference.tariff import Listed, TariffLine


class Reference(Protocol):
    """The tables as far as rules ask for them (`docvalidate.reference.facade` has them all). Numbers are digits."""

    def same_goods(self, one: str, other: str) -> float | None:
        """How likely two descriptions are the same goods differently worded (0 to 1, a calibrated share); None where
        nothing can be said."""
        ...

    def nearness(self, described: str, heading: str, on: datetime.date) -> float | None:
        """How near a description comes in meaning to what a heading says, -1 to 1; None where nothing can be said."""
        ...

    def has_tariff(self, on: datetime.date) -> bool:
        """Whether a tariff schedule of that day is held."""
        ...

    def tariff(self, number: str, on: datetime.date) -> TariffLine | None:
        """The line of a tariff number on that day; None where there is none, or no schedule."""
        ...

    def tariff_ever(self, number: str) -> TariffLine | None:
        """The line in whichever held revision has it last."""
        ...

    def heading_words(self, heading: str, on: datetime.date) -> frozenset[str]:
        """What the lines of a heading of four digits name on that day, as stems of words."""
        ...

    def headings_naming(self, word: str, on: datetime.date) -> frozenset[str]:
        """The headings of chapters 1 to 97 that name the stem on that day."""
        ...

    def successors(self, number: str) -> tuple[str, ...]:
        """The numbers that replaced this one, by an imported concordance."""
        ...

    def lists(self, number: str) -> tuple[Listed, ...]:
        """The imported product lists of chapter 99 programs that hold the number."""
        ...

    def own_table(self, name: str) -> tuple[dict[str, str], ...] | None:
        """The rows of the user's own table of that name; the one that travels with the package; None for neither."""
        ...
