"""Runs matching and rules on the ground truth of a set of shipments: perfect extraction, optionally spoilt at random.

    python -m tests.rules.gold_harness SET [-o PREDICTIONS.json] [--spoil SHARE --mode MODE --seed N]

SET holds gold.json and shipments/NAME/entry.json. The output is what `run --format json` prints, as far as
`score.py findings` reads it.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from docvalidate.config.tolerances import Tolerances
from docvalidate.domain.document import Document, Party, Value, plain_to_value
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.shipment import Shipment
from docvalidate.matching import match
from docvalidate.rules import CheckResult, check


def documents_of(gold: dict[str, Any], entry: EntrySummary | None) -> list[Document]:
    """The gold documents of a shipment as extraction would deliver them.

    Gold names parties without address; sellers are given the country of export, since a paper prints their address.
    """
    documents = []
    for one in gold["documents"]:
        fields = {name: plain_to_value(name, plain) for name, plain in one["fields"].items()}
        for role in ("seller", "manufacturer", "shipper"):
            value = fields.get(role)
            if value is not None and value.party is not None and value.party.country is None and entry is not None:
                party = Party(name=value.party.name, country=entry.exporting_country)
                fields[role] = value.model_copy(update={"value": party})
        lines = [{name: plain_to_value(name, v, line=True) for name, v in line.items()} for line in one["line_items"]]
        documents.append(
            Document(file=one["file"], pages=one.get("pages") or [1], type=one["type"], fields=fields, line_items=lines)
        )
    return documents


def spoil(documents: list[Document], share: float, rng: random.Random, mode: str = "structure") -> list[Document]:
    """The documents as an imperfect reader would deliver them; `share` is the chance of each fault.

    structure: what goes wrong on text pages: fields, columns and rows that are lost, charges taken for totals, weights
    exchanged. digits: single characters misread, as on scans, with a confidence that shows it in three cases of four.
    """
    change = _structure if mode == "structure" else _digits
    return [change(document, share, rng) for document in documents]


def _structure(document: Document, share: float, rng: random.Random) -> Document:
    def fault() -> bool:
        return rng.random() < share

    fields = {name: value for name, value in document.fields.items() if not fault()}
    lines = [dict(line) for line in document.line_items]
    if fault() and {"gross_weight_kg", "net_weight_kg"} <= fields.keys():
        fields["gross_weight_kg"], fields["net_weight_kg"] = fields["net_weight_kg"], fields["gross_weight_kg"]
    if fault() and {"subtotal", "total_amount"} <= fields.keys():
        fields["total_amount"] = fields["subtotal"]
    if lines and fault():
        lines = lines[: rng.randrange(len(lines))]
    if lines and fault():
        del lines[rng.randrange(len(lines))]
    if len(lines) > 1 and fault():
        at = rng.randrange(len(lines) - 1)
        lines[at : at + 2] = [{**lines[at + 1], **lines[at]}]
    if lines and fault() and "total_amount" in fields:
        lines.append(
            {"description": plain_to_value("description", "TOTAL", line=True), "amount": fields["total_amount"]}
        )
    if lines and fault():
        column = rng.choice(sorted({name for line in lines for name in line}))
        lines = [{name: value for name, value in line.items() if name != column} for line in lines]
    if lines and fault():
        one, other = rng.sample(["quantity", "unit_price", "amount", "net_weight_kg", "package_count"], 2)
        for line in lines:
            if one in line and other in line:
                line[one], line[other] = line[other], line[one]
    lines = [{name: value for name, value in line.items() if rng.random() > share / 4} for line in lines]
    return document.model_copy(update={"fields": fields, "line_items": lines})


def _digits(document: Document, share: float, rng: random.Random) -> Document:
    def read(value: Value) -> Value:
        if rng.random() >= share:
            return value.model_copy(update={"confidence": 0.95})
        doubt = 0.55 if rng.random() < 0.75 else 0.9
        return _misread(value, rng).model_copy(update={"confidence": doubt})

    fields = {name: read(value) for name, value in document.fields.items()}
    lines = [{name: read(value) for name, value in line.items()} for line in document.line_items]
    return document.model_copy(update={"fields": fields, "line_items": lines})


def _misread(value: Value, rng: random.Random) -> Value:
    """One digit or letter of the value read as another."""
    text = f"{value.number:f}" if value.number is not None else value.text
    places = [index for index, character in enumerate(text) if character.isalnum()]
    if not places or value.day is not None or value.items:
        return value
    at = rng.choice(places)
    alphabet = "0123456789" if text[at].isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    changed = text[:at] + rng.choice(alphabet) + text[at + 1 :]
    if value.party is not None:
        return value.model_copy(update={"value": value.party.model_copy(update={"name": changed}), "raw": changed})
    new = type(value.number)(changed) if value.number is not None else changed
    return value.model_copy(update={"value": new, "raw": changed})


def judge(documents: list[Document], entry: EntrySummary, name: str) -> CheckResult:
    """Matching and rules on one shipment."""
    tolerances = Tolerances()
    shipment = Shipment(name=name, documents=documents, entry=entry, matching=match(documents, entry, tolerances))
    return check(shipment, tolerances, on=entry.entry_date or datetime.date(2026, 11, 1))


def run(
    folder: Path, share: float = 0.0, seed: int = 0, only: str | None = None, mode: str = "structure"
) -> dict[str, Any]:
    """The findings of every shipment of a set."""
    gold = json.loads((folder / "gold.json").read_text())
    rng = random.Random(seed)
    shipments = []
    for name, truth in gold.items():
        if only is not None and name != only:
            continue
        entry = EntrySummary.model_validate_json((folder / "shipments" / name / "entry.json").read_text())
        documents = documents_of(truth, entry)
        if share:
            documents = spoil(documents, share, rng, mode)
        result = judge(documents, entry, name)
        shipments.append(
            {
                "shipment": name,
                "findings": [one.model_dump(mode="json") for one in result.findings],
                "not_assessed": [one.model_dump(mode="json") for one in result.not_assessed],
                "failures": [one.model_dump(mode="json") for one in result.failures],
            }
        )
    return {"schema_version": "1", "shipments": shipments}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--spoil", type=float, default=0.0)
    parser.add_argument("--mode", choices=("structure", "digits"), default="structure")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--shipment")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    started = time.perf_counter()
    result = run(options.set, options.spoil, options.seed, options.shipment, options.mode)
    sys.stderr.write(f"{len(result['shipments'])} shipments in {time.perf_counter() - started:.2f} s\n")
    for one in result["shipments"]:
        for failure in one["failures"]:
            sys.stderr.write(f"{one['shipment']}: {failure['error']}\n")
        if options.verbose:
            for finding in one["findings"]:
                print(one["shipment"], finding["severity"], finding["rule"], finding["message"])
            for left in one["not_assessed"]:
                print(one["shipment"], "not assessed", left["rule"], left["reason"])
    text = json.dumps(result, indent=1)
    if options.output:
        options.output.write_text(text)


if __name__ == "__main__":
    main()
