"""Screening of parties against watch lists: names compared, lists held, matches explained.

Importing this package is cheap; the parts load when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docvalidate.screening.comparing import compare
    from docvalidate.screening.index import ListIndex
    from docvalidate.screening.regions import forced_labor_region
    from docvalidate.screening.store import open_index
    from docvalidate.screening.types import Comparison, Match

__all__ = ["Comparison", "ListIndex", "Match", "compare", "forced_labor_region", "open_index"]

_HOMES = {
    "compare": "comparing",
    "ListIndex": "index",
    "open_index": "store",
    "Match": "types",
    "Comparison": "types",
    "forced_labor_region": "regions",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"docvalidate.screening.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
