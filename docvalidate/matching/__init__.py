"""Finds out which lines of invoices, packing lists and the entry are the same goods, and what they are worth."""

from docvalidate.matching.goods_rows import goods_only
from docvalidate.matching.match import match

__all__ = ["goods_only", "match"]
