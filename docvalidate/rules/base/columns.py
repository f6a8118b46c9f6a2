"""The test for a column that was misread: then most lines differ, and one sentence says more than twenty findings."""

from __future__ import annotations

from docvalidate.config.tolerances import Tolerances


def misread(differing: int, compared: int, tolerances: Tolerances) -> bool:
    """Whether so many lines of those compared differ that the column was misread, or is of another kind."""
    return differing >= 3 and differing > compared * tolerances.column_share


def sentence(differing: int, compared: int, what: str) -> str:
    """Why the rule is not assessed."""
    return f"{differing} of {compared} lines differ in {what}: the papers print it in another way, or it was misread"
