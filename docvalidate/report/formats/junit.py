"""JUnit XML: for build servers; a shipment is a suite, what could not be read is an error, never a pass."""

from __future__ import annotations

from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from docvalidate.domain.finding import SEVERITIES, Finding, Validation
from docvalidate.domain.run import RunResult
from docvalidate.report.options import ReportOptions
from docvalidate.report.sides import meaning, ordered
from docvalidate.report.wording import place, printable

FILENAME = "junit.xml"


def write(run: RunResult, out: TextIO, options: ReportOptions) -> None:
    """Writes a suite for each shipment: its verdict, each finding, each rule not assessed (skipped), each failure.

    A finding fails its case from `options.fail_on` on; below it the case passes and says what was found. A shipment
    that is incomplete has an error, so that no build goes green on papers that were not read.
    """
    root = Element("testsuites", name="docvalidate")
    for validation in run.shipments:
        root.append(_suite(validation, options))
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n")


def _suite(validation: Validation, options: ReportOptions) -> Element:
    shipment = printable(validation.shipment) or "shipment"
    suite = Element("testsuite", name=shipment)
    failing = [item for item in validation.findings if fails(item, options)]
    verdict = _case(suite, shipment, "verdict")
    _text(verdict, "system-out", f"{validation.verdict}: {meaning(validation)}.")
    for failure in validation.failures:
        case = _case(suite, shipment, f"read {failure.file}")
        SubElement(case, "error", type="not-read", message=printable(failure.error))
    for item in ordered(validation.findings):
        where = f", entry line {item.entry_line}" if item.entry_line is not None else ""
        case = _case(suite, shipment, f"{item.rule}{where}")
        lines = [place(evidence, validation.entry) + f": {evidence.text}" for evidence in item.evidence]
        lines += [text for text in (item.fix, item.citation.text if item.citation else None) if text]
        if item in failing:
            SubElement(case, "failure", type=item.severity, message=printable(item.message)).text = _lines(lines)
        else:
            _text(case, "system-out", f"{item.severity}: {item.message}", *lines)
    for missing in validation.not_assessed:
        SubElement(_case(suite, shipment, missing.rule), "skipped", message=printable(missing.reason))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(failing)))
    suite.set("errors", str(len(validation.failures)))
    suite.set("skipped", str(len(validation.not_assessed)))
    return suite


def fails(item: Finding, options: ReportOptions) -> bool:
    """Whether a finding is at or above the severity that fails a run."""
    if options.fail_on == "never":
        return False
    return SEVERITIES.index(item.severity) >= SEVERITIES.index(options.fail_on)


def _case(suite: Element, shipment: str, name: str) -> Element:
    return SubElement(suite, "testcase", classname=shipment, name=printable(name))


def _text(case: Element, tag: str, *lines: str) -> None:
    SubElement(case, tag).text = _lines(list(lines))


def _lines(lines: list[str]) -> str:
    return "\n".join(printable(line) for line in lines)
