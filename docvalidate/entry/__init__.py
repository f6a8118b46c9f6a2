"""The entry as it is really filed: one reader a form, each giving the one EntrySummary, known by content, not by name.

`recognise` says which form a file is, or None for anything that is no entry. `read_entries` gives every entry in it
(AE batches and ES-003 reports hold many) or raises `ReadingError` with file, place, problem and remedy.
"""

from docvalidate.entry.forms import FORMS, Form, read_entries, recognise

__all__ = ["FORMS", "Form", "read_entries", "recognise"]
