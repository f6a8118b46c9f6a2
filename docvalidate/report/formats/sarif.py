"""SARIF 2.1.0: for tools that track findings from run to run, by fingerprint."""

from __future__ import annotations

import json
from typing import Any, TextIO
from urllib.parse import quote

from docvalidate.domain.finding import Evidence, Finding, Validation
from docvalidate.domain.run import RunResult
from docvalidate.report.options import ReportOptions
from docvalidate.report.sides import ordered
from docvalidate.report.wording import entry_place, place, printable
from docvalidate.version import __version__

FILENAME = "report.sarif"

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVEL = {"error": "error", "warning": "warning", "info": "note"}
BASE = "SHIPMENTS"
"""All file names are relative to the folder the run was given."""


def write(run: RunResult, out: TextIO, options: ReportOptions) -> None:
    """Writes one SARIF run; files that could not be read and rules not assessed are notifications, not results."""
    findings = [(validation, item) for validation in run.shipments for item in ordered(validation.findings)]
    rules = list(dict.fromkeys(item.rule for _, item in findings))
    rules += [
        name
        for name in dict.fromkeys(item.rule for validation in run.shipments for item in validation.not_assessed)
        if name not in rules
    ]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "docvalidate",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [_rule(name, [item for _, item in findings if item.rule == name]) for name in rules],
                    }
                },
                "originalUriBaseIds": {BASE: {"description": {"text": "The folder the run was given."}}},
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(run, rules)],
                "results": [_result(validation, item, rules.index(item.rule)) for validation, item in findings],
                "properties": {"run": run.model_dump(mode="json", include={"run"})["run"]},
            }
        ],
    }
    json.dump(log, out, indent=1, ensure_ascii=False)
    out.write("\n")


def _rule(name: str, findings: list[Finding]) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": name, "shortDescription": {"text": name.replace("-", " ")}}
    cited = next((item.citation for item in findings if item.citation), None)
    if cited:
        rule["fullDescription"] = {"text": cited.text}
        if cited.url:
            rule["helpUri"] = cited.url
    return rule


def _result(validation: Validation, item: Finding, index: int) -> dict[str, Any]:
    text = printable(item.message) + (f" {printable(item.fix)}" if item.fix else "")
    properties = item.model_dump(mode="json", include={"confidence", "entry_number", "expected", "found", "money"})
    result: dict[str, Any] = {
        "ruleId": item.rule,
        "ruleIndex": index,
        "kind": "fail",
        "level": LEVEL[item.severity],
        "message": {"text": text},
        "locations": [_location(validation, evidence) for evidence in item.evidence],
        "properties": {"shipment": validation.shipment, **properties},
    }
    attachments = [found for evidence in item.evidence if (found := _attachment(validation, evidence))]
    if attachments:
        result["attachments"] = attachments
    if item.fingerprint:
        result["partialFingerprints"] = {"docvalidate/v1": item.fingerprint}
    return result


def _artifact(validation: Validation, file: str) -> dict[str, str]:
    path = "/".join(part for part in (validation.shipment.partition("#")[0], file) if part)
    return {"uri": quote(path), "uriBaseId": BASE}


def _location(validation: Validation, evidence: Evidence) -> dict[str, Any]:
    """A PDF has no lines: the page, cell or field is the logical location, the box goes into an attachment."""
    if evidence.path is not None:
        name, kind = entry_place(evidence.path, validation.entry), "member"
    elif evidence.cell is not None:
        name, kind = f"cell {evidence.cell}", "element"
    else:
        name, kind = f"page {evidence.page}" if evidence.page is not None else "file", "element"
    return {
        "physicalLocation": {"artifactLocation": _artifact(validation, evidence.file)},
        "logicalLocations": [{"name": name, "kind": kind, "fullyQualifiedName": place(evidence, validation.entry)}],
        "message": {"text": printable(evidence.text)},
    }


def _attachment(validation: Validation, evidence: Evidence) -> dict[str, Any] | None:
    if evidence.bbox is None:
        return None
    left, top, right, bottom = evidence.bbox
    return {
        "description": {"text": place(evidence, validation.entry)},
        "artifactLocation": _artifact(validation, evidence.file),
        "rectangles": [{"left": left, "top": top, "right": right, "bottom": bottom}],
    }


def _invocation(run: RunResult, rules: list[str]) -> dict[str, Any]:
    failed = [
        {
            "level": "error",
            "message": {"text": printable(failure.error)},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(validation, failure.file)}}],
        }
        for validation in run.shipments
        for failure in validation.failures
    ]
    unassessed = [
        {
            "level": "note",
            "message": {"text": f"{validation.shipment}: not assessed: {printable(item.reason)}"},
            "associatedRule": {"id": item.rule, "index": rules.index(item.rule)},
        }
        for validation in run.shipments
        for item in validation.not_assessed
    ]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": failed + unassessed}
