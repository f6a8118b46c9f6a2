"""Beyond the bare findings: whose evidence it is, how far the sides are apart, what is at stake in all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from docvalidate.domain.finding import SEVERITIES, Evidence, Finding, Money, Validation, VerdictName

VERDICTS: tuple[VerdictName, ...] = ("hold", "incomplete", "review", "pass")
"""In the order in which a person takes them up."""

VERDICT_MEANING: dict[VerdictName, str] = {
    "hold": "do not file before the errors are settled",
    "incomplete": "something could not be read: this is not a pass",
    "review": "a person should look at the warnings",
    "pass": "papers and entry agree in everything that was assessed",
}


@dataclass(frozen=True)
class Sides:
    """The evidence of a finding, by whose it is."""

    papers: list[Evidence]
    entry: list[Evidence]


def sides(finding: Finding, validation: Validation) -> Sides:
    """Splits a finding's evidence: a place with a path, or in the entry's own file, is the entry's."""
    source = validation.entry.source if validation.entry else None
    papers: list[Evidence] = []
    entry: list[Evidence] = []
    for evidence in finding.evidence:
        whose = entry if evidence.path is not None or (source is not None and evidence.file == source) else papers
        whose.append(evidence)
    return Sides(papers, entry)


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
