"""Units of measure: CBP's code for a printed unit, and conversion by fixed factors.

>>> [code(text) for text in ("PCS", "Stück", "doz.", "KGS", "prs", "sets", "M²", "flagons")]
['NO', 'NO', 'DOZ', 'KG', 'PRS', 'SET', 'M2', None]
>>> convert(Decimal(144), "NO", "DOZ"), convert(Decimal(2), "LB", "KG"), convert(Decimal(1), "CT", "NO")
(Decimal('12'), Decimal('0.90718474'), None)

Only what is fixed is converted: how many pieces a carton or a set holds is not, nor whether a pair was counted as two.
Sources are named in the data files `units.csv` and `unit_names.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from docvalidate.reference.tables import rows


@dataclass(frozen=True, slots=True)
class Unit:
    """`kind` is what it measures (count, pairs, weight, length, …), `factor` how many base units of the kind it is."""

    code: str
    kind: str
    factor: Decimal | None
    name: str


@cache
def all_units() -> dict[str, Unit]:
    """Every unit by its code."""
    return {
        row["code"]: Unit(row["code"], row["kind"], Decimal(row["factor"]) if row["factor"] else None, row["name"])
        for row in rows("units.csv")
    }


@cache
def _names() -> dict[str, str]:
    return {row["printed"]: row["code"] for row in rows("unit_names.csv")}


def printed_names() -> Iterable[str]:
    """Every unit as trade papers print it, without spaces and points."""
    return _names().keys()


def code(printed: str) -> str | None:
    """CBP's code for a unit as papers print it, in many languages; a code is its own. None where it is not known."""
    if printed.strip() == "GR":
        return "GRS"  # CBP's code of a gross; grams are printed gr
    known = re.sub(r"[\s.()\[\]]", "", printed.casefold())
    found = _names().get(known)
    if found is None and (upper := printed.strip().upper()) in all_units():
        return upper
    return found


def get(unit: str | None) -> Unit | None:
    """The unit of a code or of a printed name. The tariff's PCS is another code for NO, GM for G, DPC for DOZ."""
    if not unit:
        return None
    text = unit.strip().upper()
    return all_units().get(text) or all_units().get(code(unit) or "")


def convert(quantity: Decimal, source: str, target: str) -> Decimal | None:
    """The quantity in the other unit; None where no fixed factor leads there.

    >>> convert(Decimal(88), "DOZ", "DPC"), convert(Decimal(3), "DPR", "PRS"), convert(Decimal(3), "PRS", "KG")
    (Decimal('88'), Decimal('36'), None)
    """
    one, other = get(source), get(target)
    if one is None or other is None:
        return quantity if source.strip().upper() == target.strip().upper() else None
    if one.code == other.code:
        return quantity
    if one.kind != other.kind or one.factor is None or other.factor is None:
        return None
    return quantity if one.factor == other.factor else quantity * one.factor / other.factor


def is_weight(unit: str | None) -> bool:
    """Whether it measures weight (not the weight of a content)."""
    found = get(unit)
    return found is not None and found.kind == "weight"
