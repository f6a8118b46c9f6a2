"""How the rates of the held tariff were parsed: how many of each kind, and each text without arithmetic."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from docvalidate.reference.tariff import Tariff, TariffLine


@dataclass(frozen=True)
class RateReport:
    """Counts over the numbers that can be filed, in the latest revision. `unparsed` has each text with its count."""

    revision: str
    numbers: int
    kinds: dict[str, int]
    unparsed: dict[str, int]


def rate_report(tariff: Tariff) -> RateReport:
    """The report for the general rates of the latest revision. A rate on a component counts as `… of a component`."""
    revision = tariff.revisions[-1]
    kinds: Counter[str] = Counter()
    unparsed: Counter[str] = Counter()
    numbers = [number for chapter in range(1, 100) for number in tariff.below(f"{chapter:02d}")]
    for number in numbers:
        line = tariff.line(number)
        if line is None:
            continue
        kind = _kind(line)
        kinds[kind] += 1
        if kind == "in words":
            unparsed[line.general_text] += 1
    return RateReport(revision.name, len(numbers), dict(kinds.most_common()), dict(unparsed.most_common()))


def _kind(line: TariffLine) -> str:
    if not line.general_text:
        return "no rate printed"
    rate = line.general
    if rate.kind == "text":
        return "in words"
    return f"{rate.kind}, of a component" if any(part.base for part in rate.parts) else rate.kind
