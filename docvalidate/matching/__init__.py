"""Finds out which lines of invoices, packing lists and the entry are the same goods, and what they are worth."""

from docvalidate.matching.match import match

__all__ = ["match"]
