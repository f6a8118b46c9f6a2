"""Reads the papers of a US import shipment and tells, before filing, where they disagree with the entry."""

from docvalidate.version import __version__

__all__ = ["__version__"]
