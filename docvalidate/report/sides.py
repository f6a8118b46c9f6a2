"""Beyond the bare findings: whose evidence it is, how far the sides are apart, what is at stake in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from docvalidate.domain.document import Value
from docvalidate.domain.finding import SEVERITIES, Evidence, Finding, Money, Validation, VerdictName

VERDICTS: tuple[VerdictName, ...] = ("hold", "incomplete", "review", "pass")
"""In the order in which a person takes them up."""

VERDICT_MEANING: dict[VerdictName, str] = {
    "hold": "do not file before the errors are settled",
    "incomplete": "something could not be read or checked: this is not a pass",
    "review": "a person should look at the warnings",
    "pass": "papers and entry agree in everything that was assessed",
}


def meaning(validation: Validation) -> str:
    """What the verdict of a shipment means, in a phrase; without entry or papers it is about the rest."""
    if validation.verdict == "pass" and validation.entry is None:
        return "the papers agree with each other in everything that was assessed; there is no entry"
    if validation.verdict == "pass" and not validation.documents:
        return "the entry agrees with itself in everything that was assessed; there are no papers"
    return VERDICT_MEANING[validation.verdict]


@dataclass(frozen=True)
class Sides:
    """The evidence of a finding by whose it is, with the labels a report puts on the two sides."""

    expected: list[Evidence]
    found: list[Evidence]
    against_entry: bool
    labels: tuple[str, str]


def sides(finding: Finding, validation: Validation) -> Sides:
    """Splits a finding's evidence. A place with a path, or in the entry's own file, is the entry's.

    Where papers disagree with each other, what reads as the finding's `found` stands on that side; failing that, the
    first paper stands against the others.
    """
    source = validation.entry.source if validation.entry else None
    evidence = finding.evidence
    entry = [item for item in evidence if item.path is not None or (source is not None and item.file == source)]
    if entry or (finding.entry_line is not None and validation.entry is not None):
        papers = [item for item in evidence if item not in entry]
        # Without a paper the expectation is computed, e.g. a check digit.
        return Sides(papers, entry, True, ("Papers" if papers else "Expected", "Entry"))
    found = [item for item in evidence if finding.found is not None and _reads_as(item, finding.found, validation)]
    if not found and finding.found is not None:
        found = [item for item in evidence if item.file != evidence[0].file]
    expected = [item for item in evidence if item not in found]
    plain = "Papers" if expected and not found else "Expected"
    labels = (_paper(expected, found, validation) or plain, _paper(found, expected, validation) or "Found")
    return Sides(expected, found, False, labels)


def value_at(evidence: Evidence, validation: Validation) -> Value | None:
    """The value that was read at a piece of evidence."""
    if evidence.bbox is None and evidence.cell is None:
        return None
    for document in validation.documents:
        if document.file != evidence.file:
            continue
        for group in (document.fields, *document.line_items):
            for value in group.values():
                if (value.page, value.bbox, value.cell) == (evidence.page, evidence.bbox, evidence.cell):
                    return value
    return None


def _reads_as(evidence: Evidence, side: object, validation: Validation) -> bool:
    value = value_at(evidence, validation)
    return (value.value if value is not None else evidence.text) == side


def _paper(side: list[Evidence], other: list[Evidence], validation: Validation) -> str | None:
    """`Packing list` where a side stands on one paper and the other side does not."""
    papers = {(item.file, item.page) for item in side}
    if papers & {(item.file, item.page) for item in other}:
        return None
    labels = {
        d.label for d in validation.documents for file, page in papers if d.file == file and page in (*d.pages, None)
    }
    return labels.pop().removeprefix("the ").capitalize() if len(labels) == 1 else None


@dataclass(frozen=True)
class Difference:
    """How far the entry (`found`) is from the papers (`expected`)."""

    amount: Decimal
    percent: Decimal | None


def difference(finding: Finding) -> Difference | None:
    """The difference of two figures; None where a side is no figure."""
    expected, found = _number(finding.expected), _number(finding.found)
    if expected is None or found is None or expected == found:
        return None
    return Difference(found - expected, (found - expected) / expected * 100 if expected else None)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, float)):
        return None
    number = Decimal(str(value))
    return number if number.is_finite() else None


def ordered(findings: list[Finding]) -> list[Finding]:
    """Gravest first, then by entry line, then as the rules gave them."""
    return sorted(findings, key=lambda f: (-SEVERITIES.index(f.severity), f.entry_line is None, f.entry_line or 0))


def by_gravity(validations: list[Validation]) -> list[Validation]:
    """Holds first, passes last; otherwise in the order of the run."""
    return sorted(validations, key=lambda validation: VERDICTS.index(validation.verdict))


def severities(findings: list[Finding]) -> Counter[str]:
    """How many findings of each severity."""
    return Counter(finding.severity for finding in findings)


def total_stake(findings: list[Finding]) -> Money | None:
    """The sum of what is at stake; a part that no finding knows stays absent. None where nothing is known."""
    parts: dict[str, Decimal | None] = {}
    for name in ("duty", "fees", "exposure"):
        known = [amount for f in findings if f.money and (amount := getattr(f.money, name)) is not None]
        parts[name] = sum(known, Decimal(0)) if known else None
    return Money(**parts) if any(amount is not None for amount in parts.values()) else None


def gaps(items: Sequence[Finding]) -> list[Finding]:
    """Information that something is missing on the papers, where there are several such: most papers leave some out."""
    found = [one for one in items if one.severity == "info" and one.found is None and one.entry_line is None]
    found = [one for one in found if one.money is None]
    return found if len(found) > 1 else []
