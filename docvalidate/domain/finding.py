"""What a rule found, with both sides, the law and the fix; and the verdict of a shipment."""

from __future__ import annotations

from typing import Literal

from docvalidate.domain.document import Document, Failure
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.page import Box
from docvalidate.domain.records import Number, Plain, Record

Severity = Literal["error", "warning", "info"]
VerdictName = Literal["pass", "review", "hold", "incomplete"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""From the least to the gravest."""


class Citation(Record):
    """The law or the CBP instruction behind a rule."""

    text: str
    url: str | None = None


class Evidence(Record):
    """A place on a paper or in the entry, with the text that stands there."""

    file: str
    page: int | None = None
    bbox: Box | None = None
    cell: str | None = None
    path: str | None = None
    """Where a structured entry (JSON, XML, CATAIR) holds it."""
    text: str


class Money(Record):
    """At stake, in US dollars: duty and fees short (positive) or over (negative), and the exposure if filed so."""

    duty: Number | None = None
    fees: Number | None = None
    exposure: Number | None = None


class Finding(Record):
    """One disagreement. `expected` is the papers' side, `found` the entry's."""

    rule: str
    severity: Severity
    message: str
    confidence: float = 1.0
    entry_number: str | None = None
    shipment: str = ""
    entry_line: int | None = None
    expected: Plain = None
    found: Plain = None
    evidence: list[Evidence] = []
    citation: Citation | None = None
    fix: str | None = None
    money: Money | None = None
    fingerprint: str = ""
    """Stable over runs while rule, entry, line and both sides stay the same."""
    ace: list[str] | None = None
    """The conditions with which ACE answers the same thing."""
    psc: list[str] | None = None
    """The reasons under which a post summary correction puts it right after filing."""


class NotAssessed(Record):
    """A rule that had no matter to judge, and why."""

    rule: str
    reason: str


class WorksheetRow(Record):
    """A step from the invoice's amount to the entered value: `amount` in the invoice's currency."""

    text: str
    amount: Number
    evidence: list[Evidence] = []


class Worksheet(Record):
    """How an invoice's amount becomes its entered value (19 CFR 141.90(c))."""

    invoice_number: str | None = None
    file: str
    currency: str | None = None
    exchange_rate: Number | None = None
    rows: list[WorksheetRow] = []
    value_in_currency: Number | None = None
    entered_value: Number | None = None
    """US dollars, before the rounding of the lines."""
    open_question: str | None = None
    """What the papers leave open, with both figures."""


class Validation(Record):
    """The result for one shipment: what `run --format json` prints of it."""

    shipment: str
    verdict: VerdictName
    documents: list[Document] = []
    entry: EntrySummary | None = None
    findings: list[Finding] = []
    not_assessed: list[NotAssessed] = []
    failures: list[Failure] = []
    worksheets: list[Worksheet] = []
    notes: list[str] = []


def verdict(findings: list[Finding], failures: list[Failure]) -> VerdictName:
    """The contract's verdict: incomplete where something could not be read, else by the gravest finding."""
    if failures:
        return "incomplete"
    severities = {finding.severity for finding in findings}
    return "hold" if "error" in severities else "review" if "warning" in severities else "pass"
