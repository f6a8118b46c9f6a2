"""A whole run as the templates want it: plain dataclasses, everything said and nothing laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from docvalidate.domain.finding import Validation, VerdictName
from docvalidate.domain.run import ExtractResult, RunResult
from docvalidate.report.html.cards import Card, card, entry_facts
from docvalidate.report.html.papers import Paper, paper
from docvalidate.report.html.pictures import PageKey, Shown
from docvalidate.report.html.worksheets import SheetView, worksheet
from docvalidate.report.sides import (
    VERDICT_MEANING,
    VERDICTS,
    by_gravity,
    gaps,
    meaning,
    ordered,
    severities,
    total_stake,
)
from docvalidate.report.unassessed import Unassessed, by_reason
from docvalidate.report.wording import count, dollars, field_name, plain, printable

OPEN_PAPERS = 1
"""In a report of so few shipments the papers lie open."""


@dataclass(frozen=True)
class Unread:
    """A file that could not be read."""

    file: str
    error: str


@dataclass(frozen=True)
class ShipmentView:
    """A shipment with everything about it."""

    id: str
    name: str
    verdict: VerdictName
    meaning: str
    counts: str
    facts: list[tuple[str, str]]
    failures: list[Unread]
    cards: list[Card]
    gaps: list[Card]
    """What the papers leave out, where they leave out several things: for information, folded."""
    unassessed: list[Unassessed]
    worksheets: list[SheetView]
    papers: list[Paper]
    notes: list[str]
    entry_number: str
    importer: str
    headline: str
    """The gravest finding, or why there is none."""
    at_stake: str
    errors: int
    warnings: int


@dataclass(frozen=True)
class RunView:
    """The page."""

    title: str
    headline: str
    tally: list[tuple[VerdictName, int, str]]
    stakes: list[tuple[str, str]]
    facts: list[tuple[str, str]]
    shipments: list[ShipmentView]
    failures: list[tuple[ShipmentView, Unread]]
    unassessed: list[Unassessed]
    notes: list[str]
    rules: list[str]
    severities: list[tuple[str, int]]
    findings: int
    pictures: list[Shown] = field(default_factory=list)
    open_papers: bool = False
    checked: bool = True
    """False for an extraction, which judges nothing."""


def run_view(run: RunResult, shown: dict[PageKey, Shown]) -> RunView:
    """Prepares the result of a run."""
    shipments = [_shipment(v, f"s{n}", shown) for n, v in enumerate(by_gravity(run.shipments), start=1)]
    findings = [item for validation in run.shipments for item in validation.findings]
    verdicts = [validation.verdict for validation in run.shipments]
    found = severities(findings)
    return RunView(
        title=_title(run),
        headline=_headline(run),
        tally=[(name, verdicts.count(name), VERDICT_MEANING[name]) for name in VERDICTS if len(verdicts) != 1],
        stakes=_stakes(run),
        facts=_facts(run.run),
        shipments=shipments,
        failures=[(shipment, failure) for shipment in shipments for failure in shipment.failures],
        unassessed=by_reason(run.shipments),
        notes=[printable(note) for note in run.notes],
        rules=sorted({item.rule for item in findings}),
        severities=[(name, found[name]) for name in ("error", "warning", "info")],
        findings=len(findings),
        pictures=[picture for picture in shown.values() if picture.id and picture.drawn],
        open_papers=len(run.shipments) <= OPEN_PAPERS,
    )


def extract_view(extract: ExtractResult, shown: dict[PageKey, Shown]) -> RunView:
    """Prepares an extraction: the papers and what could not be read, without a verdict."""
    names = list(dict.fromkeys(document.shipment for document in extract.documents)) or [""]
    shipments = []
    for number, name in enumerate(names, start=1):
        documents = [document for document in extract.documents if document.shipment == name]
        failures = extract.failures if number == 1 else []
        validation = Validation(shipment=name, verdict="pass", documents=documents, failures=failures)
        shipments.append(_shipment(validation, f"s{number}", shown))
    read = count(len(extract.documents), "paper")
    failed = f", {count(len(extract.failures), 'file')} not read" if extract.failures else ""
    return RunView(
        title="Papers as read",
        headline=f"{read[:1].upper()}{read[1:]} read{failed}. Nothing was checked.",
        tally=[],
        stakes=[],
        facts=[],
        shipments=shipments,
        failures=[(shipments[0], failure) for failure in shipments[0].failures],
        unassessed=[],
        notes=[],
        rules=[],
        severities=[],
        findings=0,
        pictures=[picture for picture in shown.values() if picture.id and picture.drawn],
        open_papers=True,
        checked=False,
    )


def _shipment(validation: Validation, identity: str, shown: dict[PageKey, Shown]) -> ShipmentView:
    papers = [
        paper(document, validation.shipment, f"{identity}d{number}", shown)
        for number, document in enumerate(validation.documents, start=1)
    ]
    items = ordered(validation.findings)
    left_out = gaps(items)
    cards = [card(item, validation, f"{identity}f{n}", papers, shown) for n, item in enumerate(items, start=1)]
    found = severities(items)
    counts = [count(found[name], name) for name in ("error", "warning") if found[name]]
    if found["info"]:
        counts.append(f"{found['info']} for information")
    entry = validation.entry
    total = total_stake(items)
    duty = (total.duty or Decimal(0)) + (total.fees or Decimal(0)) if total else Decimal(0)
    if validation.failures:
        headline = printable(validation.failures[0].error)
    else:
        headline = printable(items[0].message) if items else "Nothing disagrees."
    return ShipmentView(
        id=identity,
        name=printable(validation.shipment) or "Shipment",
        verdict=validation.verdict,
        meaning=meaning(validation),
        counts=", ".join(counts) or "no findings",
        facts=entry_facts(entry),
        failures=[Unread(printable(item.file), printable(item.error)) for item in validation.failures],
        cards=[one for one, item in zip(cards, items, strict=True) if item not in left_out],
        gaps=[one for one, item in zip(cards, items, strict=True) if item in left_out],
        unassessed=by_reason([validation]),
        worksheets=[worksheet(sheet, f"{identity}w{n}") for n, sheet in enumerate(validation.worksheets, start=1)],
        papers=papers,
        notes=[printable(note) for note in validation.notes],
        entry_number=printable(entry.entry_number or "") if entry else "",
        importer=printable(entry.importer_of_record.name) if entry and entry.importer_of_record else "",
        headline=headline,
        at_stake=f"{dollars(abs(duty))} {'short' if duty > 0 else 'over'}" if duty else "",
        errors=found["error"],
        warnings=found["warning"],
    )


def _title(run: RunResult) -> str:
    names = [printable(validation.shipment) for validation in run.shipments]
    return f"Shipment {names[0]}" if len(names) == 1 and names[0] else count(len(names), "shipment")


def _headline(run: RunResult) -> str:
    """The whole run in one sentence."""
    verdicts = [validation.verdict for validation in run.shipments]
    total, holds, unread = len(verdicts), verdicts.count("hold"), verdicts.count("incomplete")
    reviews = verdicts.count("review")
    if total == 0:
        return "No shipment was found."
    if total == 1:
        name = printable(run.shipments[0].shipment) or "The shipment"
        return {
            "hold": f"{name} should not be filed as it is.",
            "incomplete": f"{name} could not be checked in full.",
            "review": f"{name} needs a look before it is filed.",
            "pass": f"{name} is consistent in all that was assessed.",
        }[verdicts[0]]
    if holds:
        return f"{holds} of {total} shipments should not be filed as they are."
    if unread:
        return f"{unread} of {total} shipments could not be checked in full."
    if reviews:
        return f"{reviews} of {total} shipments need a look before they are filed."
    return f"All {total} shipments are consistent in all that was assessed."


def _stakes(run: RunResult) -> list[tuple[str, str]]:
    """Short and over are added up apart: one importer's overpayment does not make up for another's shortfall."""
    money = [item.money for validation in run.shipments for item in validation.findings if item.money]
    amounts = [amount for part in money for amount in (part.duty, part.fees) if amount]
    short, over = sum(a for a in amounts if a > 0), -sum(a for a in amounts if a < 0)
    exposure = sum(part.exposure for part in money if part.exposure)
    stakes = [("Duty and fees short", short), ("Duty and fees over", over), ("Exposure if filed so", exposure)]
    return [(label, dollars(amount)) for label, amount in stakes if amount]


def _facts(run: dict[str, Any]) -> list[tuple[str, str]]:
    facts = []
    for key, value in run.items():
        if value in (None, "", [], {}):
            facts.append((field_name(key), "none"))
        elif isinstance(value, list) and all(isinstance(item, dict) for item in value):
            facts.append((field_name(key), " | ".join(plain(item) for item in value)))
        else:
            facts.append((field_name(key), plain(value)))
    return facts
