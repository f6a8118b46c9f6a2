"""What a rule is given: the shipment, the tolerances, the day, and the way to say what it found."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import USABLE_CONFIDENCE, Document
from docvalidate.domain.entry import EntryLine, EntrySummary
from docvalidate.domain.finding import Evidence, Finding, Money, Severity
from docvalidate.domain.shipment import Matching, Shipment
from docvalidate.reference.scans import differ_in_letters, may_be
from docvalidate.rules.base.info import RuleInfo
from docvalidate.rules.base.phrases import neighbours_swapped
from docvalidate.rules.base.reference import Reference

CLEAR = 0.99
"""Recognition so sure of each character of a word mistakes one word in five hundred (docs/performance.md)."""


class NoMatter(Exception):  # noqa: N818  it is an answer, not an error
    """Raised by a rule that has nothing to judge: the reason is shown under 'not assessed'."""


class NotConcerned(Exception):  # noqa: N818  it is an answer, not an error
    """Raised by a rule that was judged and does not concern this shipment: no such goods, no such claim. It passes."""


@dataclass(frozen=True)
class Check:
    """The context of one rule. All rules of a shipment share `notes`, where a comparison is kept that several need."""

    shipment: Shipment
    tolerances: Tolerances
    on: datetime.date
    info: RuleInfo
    severity: Severity
    reference: Reference | None = None
    notes: dict[Any, Any] = field(default_factory=dict)

    @property
    def entry(self) -> EntrySummary:
        """The entry. Raises NoMatter where there is none."""
        if self.shipment.entry is None:
            raise NoMatter("there is no entry among the files")
        return self.shipment.entry

    def reported(self, *rules: str) -> set[int | None]:
        """The entry lines (their numbers) on which these rules have found something already; None for the whole entry.

        For rules of other families than papers-entry, papers and parties, which run first: one cause, one finding.
        """
        return {one.entry_line for one in self.notes.get("findings", []) if one.rule in rules}

    def misses(self, *fields: str) -> None:
        """Says that this shipment is judged by these fields of the entry too, as `uses` does for every shipment."""
        self.notes.setdefault(("misses", self.info.id), []).extend(fields)

    @property
    def documents(self) -> list[Document]:
        return self.shipment.documents

    @property
    def matching(self) -> Matching:
        return self.shipment.matching

    def line(self, index: int) -> EntryLine:
        """The entry line at that place."""
        return self.entry.lines[index]

    def finding(
        self,
        message: str,
        *,
        expected: Any = None,
        found: Any = None,
        line: int | None = None,
        evidence: list[Evidence] | None = None,
        fix: str | None = None,
        money: Money | None = None,
        severity: Severity | None = None,
        confidence: float = 1.0,
    ) -> Finding:
        """A finding of this rule. `line` is the place of the entry line, from 0; `severity` only where it is not the
        rule's own (a pipeline's setting for the rule replaces the rule's own, never one that is given here). With a
        confidence below `tolerances.sure`, or `sure_figure` for a figure on a scan, it is information; not so where
        neighbouring digits are swapped, which recognition does not do."""
        needed = self.tolerances.sure
        if isinstance(expected, (Decimal, int)) and self._on_scans(evidence or []):
            swapped = neighbours_swapped(str(_plain(expected)), str(_plain(found)))
            needed = USABLE_CONFIDENCE if swapped else self.tolerances.sure_figure
        if confidence < needed and (severity or self.severity) != "info":
            severity = "info"
            message += " The paper was not read for certain: look at the page."
        if (severity or self.severity) != "info" and self._misread(expected, found, evidence or []):
            severity = "info"
            message += " The page is a scan, and the two look alike: look at it first."
        entry = self.shipment.entry
        number = entry.entry_number if entry else None
        line_number = entry.lines[line].line_number if entry and line is not None else None
        return Finding(
            rule=self.info.id,
            severity=severity or self.severity,
            message=message,
            confidence=round(confidence, 3),
            entry_number=number,
            shipment=self.shipment.name,
            entry_line=line_number,
            expected=expected,
            found=found,
            evidence=evidence or [],
            citation=self.info.citation,
            fix=fix or self.info.sections.get("Fix"),
            money=money,
            ace=list(self.info.ace) or None,
            psc=list(self.info.psc) or None,
            fingerprint=fingerprint(self.info.id, number or self.shipment.name, line_number, expected, found),
        )

    def _on_scans(self, evidence: list[Evidence]) -> list[Evidence]:
        """The places that stand on pages recognised from an image."""
        scans = {(document.file, page) for document in self.documents for page in document.scanned}
        return [one for one in evidence if (one.file, one.page) in scans]

    def _misread(self, expected: Any, found: Any, evidence: list[Evidence]) -> bool:
        """Whether the paper's side stands on a scan and can be the entry's, misread. A letter is misread the same way
        wherever it stands, so other papers that read it so confirm nothing."""
        places = self._on_scans(evidence)
        if not places:
            return False
        left, right = ([_plain(one)] if not isinstance(one, list) else _plain(one) for one in (expected, found))
        texts, others = [str(one) for one in left], [str(one) for one in right]
        unlike = [text for text in texts if text not in others]
        if not unlike or not all(any(_scanned_so(text, other) for other in others) for text in unlike):
            return False
        letters = all(any(differ_in_letters(text, other) for other in others) for text in unlike)
        return letters or not all(self._confirmed(one) for one in places)

    def _confirmed(self, place: Evidence) -> bool:
        """Whether another paper says the same as the value that stands there, or each of its characters is sure."""
        return any(
            "papers" in (value.agreed or ()) or (value.recognised or 0.0) >= CLEAR
            for document in self.documents
            if document.file == place.file
            for values in (document.fields, *document.line_items)
            for value in values.values()
            if (value.page, value.bbox) == (place.page, place.bbox)
        )


def _scanned_so(read: str, other: str) -> bool:
    """A tariff number is compared at the digits that the paper prints."""
    shorter = min(len(read), len(other))
    digits = read.isdigit() and other.isdigit() and shorter >= 6
    if digits and len(other) == 10 and len(read) in (6, 8, 10) and read[6:] != other[6 : len(read)]:
        shorter = 6  # behind the sixth digit a tariff number of another country is another one
    return may_be(read, other) or (digits and may_be(read[:shorter], other[:shorter]))


def fingerprint(rule: str, entry: str, line: int | None, expected: Any, found: Any) -> str:
    """The same for the same rule, entry, line and both sides: 16 hexadecimal digits."""
    text = json.dumps([rule, entry, line, _plain(expected), _plain(found)], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value
