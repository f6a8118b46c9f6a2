"""What is known of a rule without running it: id, severity, law, dates of validity, and its documentation."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from docvalidate.domain.finding import Citation, Finding, Severity

if TYPE_CHECKING:
    from docvalidate.rules.base.context import Check

Family = Literal[
    "papers-entry",
    "papers",
    "parties",
    "entry",
    "invoice-content",
    "special-classes",
    "tariff",
    "origin",
    "chapter-99",
    "value",
    "dates",
    "identifiers",
    "agencies",
    "money",
]
Needs = Literal["entry", "papers", "invoice", "packing_list", "tariff"]
Body = Callable[["Check"], Iterator[Finding]]
SECTIONS = ("What", "Why", "Law", "Example", "Fix", "Limits")


@dataclass(frozen=True)
class RuleInfo:
    """A rule. `title` and `sections` come from the docstring of its file."""

    id: str
    severity: Severity
    family: Family
    citation: Citation
    body: Body = field(repr=False)
    needs: tuple[Needs, ...] = ()
    uses: tuple[str, ...] = ()
    """Fields of the entry without which the rule is not judged, or in part alone, where the entry's form has no place
    for them."""
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    ace: tuple[str, ...] = ()
    """The conditions with which ACE answers what the rule finds (error dictionary of the entry summary)."""
    psc: tuple[str, ...] = ()
    """The reasons under which it is put right after filing by a post summary correction (AE tables 14 and 15)."""
    last: bool = False
    """It looks at what the other rules found, and runs after them."""
    title: str = ""
    sections: dict[str, str] = field(default_factory=dict)

    def in_force(self, on: datetime.date) -> bool:
        """Whether the rule holds on that day (both ends included)."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def parse(docstring: str) -> tuple[str, dict[str, str]]:
    """The title and the sections of a rule's docstring; a section is a line with its name and an indented text."""
    title, _, rest = docstring.strip().partition("\n")
    sections: dict[str, str] = {}
    for match in re.finditer(r"^([A-Z]\w+)\n((?:[ \t]+\S.*\n?|\n)+)", rest + "\n", re.MULTILINE):
        paragraphs = re.split(r"\n\s*\n", match[2].strip())
        sections[match[1]] = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return title.strip(), sections
