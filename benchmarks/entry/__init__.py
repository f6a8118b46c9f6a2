"""Measurements of the entry readers."""
