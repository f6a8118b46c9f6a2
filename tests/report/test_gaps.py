"""Gaps on the papers are said once, in one block at the end of a shipment."""

import io

from docvalidate.domain.finding import Citation, Finding, Validation
from docvalidate.domain.run import RunResult
from docvalidate.report.formats import html, text
from docvalidate.report.options import ReportOptions


def gap(rule: str, message: str) -> Finding:
    law = Citation(text="19 CFR 141.86(j)", url="https://www.ecfr.gov/current/title-19/section-141.86")
    return Finding(
        rule=rule,
        severity="info",
        message=message,
        shipment="S1",
        expected="x",
        citation=law,
        fix="Ask.",
        fingerprint=rule,
    )


def printed(*findings: Finding, details: bool = False) -> str:
    out = io.StringIO()
    validation = Validation(shipment="S1", verdict="pass", findings=list(findings))
    text.write(RunResult(shipments=[validation]), out, ReportOptions(details=details))
    return out.getvalue()


PERSON = gap("responsible-employee-missing", "Invoice CI-1 names no responsible employee of the exporter.")
MARKS = gap("package-marks-missing", "No paper tells the marks of the 120 packages.")


def test_several_gaps_are_one_block() -> None:
    shown = printed(PERSON, MARKS)
    assert shown.count("left out on the papers") == 1
    assert "Ask." not in shown
    for one in (PERSON, MARKS):
        assert one.message.split(" ", 3)[-1][:20] in shown
        assert one.rule in shown


def test_a_single_gap_and_details_are_shown_in_full() -> None:
    assert "Ask." in printed(PERSON)
    shown = printed(PERSON, MARKS, details=True)
    assert "left out" not in shown
    assert shown.count("Ask.") == 2


def test_what_names_both_sides_stays_apart() -> None:
    both = PERSON.model_copy(update={"rule": "freight-not-itemised", "found": "CIF"})
    assert printed(PERSON, MARKS, both).count("Ask.") == 1


def test_the_page_folds_them() -> None:
    out = io.StringIO()
    validation = Validation(shipment="S1", verdict="pass", findings=[PERSON, MARKS])
    html.write(RunResult(shipments=[validation]), out, ReportOptions())
    folded = out.getvalue().split('<details class="gaps">')[1].split("</details>")[0]
    assert folded.count('<article class="finding info"') == 2
