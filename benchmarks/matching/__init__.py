"""Measurements of the assignment of invoice lines to entry lines."""
