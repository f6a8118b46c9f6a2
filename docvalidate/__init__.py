"""Reads the papers of a US import shipment and tells, before filing, where they disagree with the entry.

>>> import docvalidate
>>> validator = docvalidate.Validator(pipeline="us-entry")            # doctest: +SKIP
>>> validator.validate(["CI.pdf", "PL.xlsx"], entry="entry.json").verdict  # doctest: +SKIP
'pass'
"""

from typing import TYPE_CHECKING, Any

from docvalidate.version import __version__

if TYPE_CHECKING:
    from docvalidate.api import Validator

__all__ = ["Validator", "__version__"]


def __getattr__(name: str) -> Any:
    """`Validator` is imported when first asked for, so that the command line starts fast."""
    if name == "Validator":
        from docvalidate.api import Validator

        return Validator
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
