"""How the rates of the held tariff were parsed: how many of each kind, and each text without arithmetic."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from docvalidate.reference.tariff import Tariff, TariffLine

TEN = 10
ADDITIONAL = ("98", "99")


@dataclass(frozen=True)
class RateReport:
    """Counts over the numbers that can be filed, in the latest revision. `unparsed` has each text with its count.

    `kinds` gives for each kind how many are numbers of ten digits, of eight in chapters 1 to 97, and of eight in
    chapters 98 and 99. A number of eight digits counts where the schedule has none of ten digits below it; the rates of
    the others are those of the numbers below, and are not counted twice.
    """

    revision: str
    kinds: dict[str, tuple[int, int, int]]
    unparsed: dict[str, int]

    @property
    def columns(self) -> tuple[int, int, int]:
        """The sums of the three columns."""
        ten, eight, additional = (sum(counts[place] for counts in self.kinds.values()) for place in range(3))
        return ten, eight, additional

    @property
    def numbers(self) -> int:
        return sum(self.columns)


def rate_report(tariff: Tariff) -> RateReport:
    """The report for the general rates of the latest revision. A rate on a component counts as `… of a component`."""
    kinds: dict[str, list[int]] = {}
    unparsed: Counter[str] = Counter()
    filed = [line for chapter in range(1, 100) for line in _lines(tariff, f"{chapter:02d}")]
    for line in filed:
        kind = _kind(line)
        column = 0 if len(line.number) == TEN else 2 if line.number.startswith(ADDITIONAL) else 1
        kinds.setdefault(kind, [0, 0, 0])[column] += 1
        if kind == "in words":
            unparsed[line.general_text] += 1
    ranked = sorted(kinds, key=lambda kind: -sum(kinds[kind]))
    table = {kind: (kinds[kind][0], kinds[kind][1], kinds[kind][2]) for kind in ranked}
    return RateReport(tariff.revisions[-1].name, table, dict(unparsed.most_common()))


def _lines(tariff: Tariff, prefix: str) -> list[TariffLine]:
    return [line for number in tariff.below(prefix) if (line := tariff.line(number)) is not None]


def _kind(line: TariffLine) -> str:
    if not line.general_text:
        return "no rate printed"
    rate = line.general
    if rate.kind == "text":
        return "in words"
    return f"{rate.kind}, of a component" if any(part.base for part in rate.parts) else rate.kind
