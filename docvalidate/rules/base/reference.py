"""What rules may ask of reference tables that a user has to import first. None where there are none."""

from __future__ import annotations

import datetime
from typing import Protocol


class Reference(Protocol):
    """The tariff schedule as far as rules ask for it. Numbers are digits without dots."""

    def tariff_units(self, number: str, on: datetime.date) -> tuple[str, ...] | None:
        """The units CBP wants for the tariff number on that day, in their order; None where it is unknown."""
        ...
