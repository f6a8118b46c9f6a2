"""Facts with dates of validity: tariff, fees, currencies, units, ports, countries, and the identifiers of the trade.

Small tables travel with the package as dated data files that name their source; the tariff schedule is imported by the
user (`docvalidate reference import`). Nothing is loaded before it is asked for: `open(home)` gives a `Reference`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docvalidate.reference.facade import Reference

__all__ = ["open"]


def open(home: Path | None = None) -> Reference:
    """The reference tables with the tariff held below `home`; None gives the tables that travel with the package."""
    from docvalidate.reference import facade

    return facade.Reference(home)
