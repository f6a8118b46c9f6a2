"""Reads the cases of the rules from fixtures/rules: short papers and entries in YAML, and what is due.

    fails / passes / boundary / not_assessed:
      - why: a sentence
        papers: {bill_of_lading: {gross_weight_kg: 4021.5}}      by type; a list for several of one type
        entry: {gross_weight_kg: 4512}                           left out: there is no entry
        finding: {expected: 4021.5, found: 4512, severity: …, line: …, says: words of the message}

`tariff` is a schedule that is held, `near` how near descriptions come to its headings in meaning,
`lists` its product lists, `tables` a user's own tables, `after` the rules that run
before. `lines` under a paper are its line items, `particulars` what else it says (left out: nobody looked), `text` what
its pages print, `pages` those of the file that it has, `scanned` those
of them that are scans. A value is plain, or {value: …, confidence: …, raw: …, page: …, alternatives: […],
agreed: […]}.
A boundary case fails where it names a finding and passes where it does not.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Document, Value, plain_to_value
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.shipment import PartyMatch, RegionHit, Shipment
from docvalidate.matching import match
from docvalidate.reference import tariff_words
from docvalidate.reference.own_tables import table
from docvalidate.reference.tariff import Listed, TariffLine
from docvalidate.reference.texts import words
from docvalidate.rules import CheckResult, check

FOLDER = Path(__file__).parents[2] / "fixtures" / "rules"


class _Loader(yaml.SafeLoader):
    """YAML in which NO is the unit of measure, not false."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_NO_FIELDS = ("lines", "particulars", "text", "pages", "scanned")
KINDS = ("fails", "passes", "boundary", "not_assessed")


@dataclass(frozen=True)
class Case:
    """One case of one rule."""

    rule: str
    kind: str
    why: str
    content: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rule}: {self.kind}: {self.why}"


def cases_of(rule: str) -> list[Case]:
    """The cases of a rule; none where its file is missing."""
    path = FOLDER / f"{rule}.yml"
    if not path.is_file():
        return []
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    unknown = set(content) - set(KINDS)
    assert not unknown, f"{path.name}: unknown section {unknown}"
    return [Case(rule, kind, str(one["why"]), one) for kind in KINDS for one in content.get(kind) or []]


def shipment_of(case: Case, entry_as: Callable[[EntrySummary], EntrySummary] | None = None) -> Shipment:
    """The shipment of a case, matched; `entry_as` changes the entry before."""
    documents = []
    for kind, papers in (case.content.get("papers") or {}).items():
        for number, paper in enumerate(papers if isinstance(papers, list) else [papers]):
            documents.append(_document(kind, number, paper or {}))
    entry = _entry(case.content["entry"]) if "entry" in case.content else None
    if entry is not None and entry_as is not None:
        entry = entry_as(entry)
    matches = case.content.get("matches")
    regions = case.content.get("regions")
    return Shipment(
        name="case",
        documents=documents,
        entry=entry,
        matching=match(documents, entry, Tolerances()),
        party_matches=None if matches is None else [PartyMatch.model_validate(one) for one in matches],
        region_hits=None if regions is None else [RegionHit.model_validate(one) for one in regions],
    )


def judge(case: Case, entry_as: Callable[[EntrySummary], EntrySummary] | None = None) -> CheckResult:
    """What the case's rule says; the rules named under `after` run too and their findings are left out."""
    on = case.content.get("on", datetime.date(2026, 11, 1))
    after = set(case.content.get("after", []))
    result = check(
        shipment_of(case, entry_as), Tolerances(), on=on, selected={case.rule, *after}, reference=_reference(case)
    )
    result.findings = [one for one in result.findings if one.rule == case.rule]
    result.not_assessed = [one for one in result.not_assessed if one.rule == case.rule]
    return result


class _Tables:
    """Reference tables as a case gives them: `tariff` (none: no schedule is held), `ended`, `lists`, `tables`."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.held = content.get("tariff")
        self.now = {one["number"]: _tariff_line(one) for one in self.held or []}
        self.ended = {one["number"]: _tariff_line(one) for one in content.get("ended", [])}
        self.products = content.get("lists", [])
        self.tables = content.get("tables", {})
        self.near = content.get("near", {})

    def has_tariff(self, on: datetime.date) -> bool:
        return self.held is not None

    def nearness(self, described: str, heading: str, on: datetime.date) -> float | None:
        found: float | None = self.near.get(heading)
        return found

    def tariff_units(self, number: str, on: datetime.date) -> tuple[str, ...] | None:
        line = self.now.get(number)
        return line.units if line else None

    def tariff(self, number: str, on: datetime.date) -> TariffLine | None:
        return self.now.get(number)

    def tariff_ever(self, number: str) -> TariffLine | None:
        return self.now.get(number) or self.ended.get(number)

    def heading_words(self, heading: str, on: datetime.date) -> frozenset[str]:
        return self._words().get(heading, frozenset())

    def headings_naming(self, word: str, on: datetime.date) -> frozenset[str]:
        return tariff_words.naming(self._words()).get(word, frozenset())

    def _words(self) -> Mapping[str, frozenset[str]]:
        return tariff_words.by_heading((one.number, " ".join(one.description)) for one in self.now.values())

    def successors(self, number: str) -> tuple[str, ...]:
        return ()

    def lists(self, number: str) -> tuple[Listed, ...]:
        return tuple(
            Listed(one["prefix"], one["name"], one.get("heading"), one.get("valid_from"))
            for one in self.products
            if number.startswith(one["prefix"])
        )

    def own_table(self, name: str) -> tuple[dict[str, str], ...] | None:
        if name in self.tables:
            return tuple({key: str(value) for key, value in row.items()} for row in self.tables[name])
        return table(None, name)


def _tariff_line(plain: dict[str, Any]) -> TariffLine:
    return TariffLine(
        number=plain["number"],
        revision="case",
        indent=2,
        description=tuple(plain.get("description", ["Article"])),
        printed_units=tuple(plain.get("units", [])),
        general_text=plain.get("general", ""),
        special_text=plain.get("special", ""),
        column2_text=plain.get("column2", ""),
        additional_text="",
        footnotes=(),
        reportable=bool(plain.get("reportable", True)),
    )


def _reference(case: Case) -> _Tables | None:
    return _Tables(case.content) if {"tariff", "tables", "lists"} & set(case.content) else None


def _document(kind: str, number: int, paper: dict[str, Any]) -> Document:
    fields = {name: _value(name, plain) for name, plain in paper.items() if name not in _NO_FIELDS}
    told = paper.get("particulars")
    particulars = None if told is None else {name: _value(name, plain) for name, plain in told.items()}
    lines = [{name: _value(name, v, line=True) for name, v in line.items()} for line in paper.get("lines", [])]
    return Document(
        file=f"{kind}-{number}.pdf",
        type=kind,  # type: ignore[arg-type]
        fields=fields,
        line_items=lines,
        particulars=particulars,
        text=words(paper.get("text", "")),
        pages=paper.get("pages", [1]),
        scanned=paper.get("scanned", []),
    )


def _value(name: str, plain: Any, line: bool = False) -> Value:
    if not (isinstance(plain, dict) and "value" in plain):
        return plain_to_value(name, _text(plain), line=line)
    value = plain_to_value(name, _text(plain["value"]), line=line)
    others = [plain_to_value(name, _text(one), line=line) for one in plain.get("alternatives", [])]
    return value.model_copy(
        update={
            "confidence": plain.get("confidence", 1.0),
            "raw": plain.get("raw", value.raw),
            "page": plain.get("page"),
            "alternatives": others or None,
            "agreed": plain.get("agreed"),
        }
    )


def _text(plain: Any) -> Any:
    """YAML reads dates as dates; the contract has them as text."""
    return plain.isoformat() if isinstance(plain, datetime.date) else plain


def _entry(plain: dict[str, Any]) -> EntrySummary:
    lines = [{"line_number": number + 1, **line} for number, line in enumerate(plain.get("lines", []))]
    return EntrySummary.model_validate({**plain, "lines": lines})


def same(due: Any, found: Any) -> bool:
    """Whether a side of a finding is the one that is due; numbers by value."""
    if isinstance(due, (int, float)) and isinstance(found, Decimal):
        return abs(Decimal(str(due)) - found) < Decimal("0.005")
    if isinstance(due, list) and isinstance(found, list):
        return len(due) == len(found) and all(same(one, other) for one, other in zip(due, found, strict=True))
    return bool(due == found)
