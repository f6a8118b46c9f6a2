"""Where the models that a pipeline file names lie, and what happens to one that cannot be used."""

from __future__ import annotations

import logging
from pathlib import Path

from docvalidate.config.data import shipped
from docvalidate.domain.errors import UsageError

log = logging.getLogger(__name__)
NONE = "none"
"""The name that switches a model off."""


def own_folder(where: str) -> bool:
    """Whether a path is given: a folder of the user's own."""
    return "/" in where or "\\" in where


def folder_of(where: str) -> Path:
    """The folder of a model: one of the shipped by its name, or a path."""
    return Path(where) if own_folder(where) else shipped("models", where)


def passed_over(where: str, reason: str | None) -> bool:
    """Whether a model is done without, for `reason`. Raises UsageError where a folder of the user's is to be used."""
    if reason is None:
        return False
    if where != NONE and own_folder(where):
        raise UsageError(reason)
    log.info("%s", reason)
    return True
