"""The exit code of a run, by what was found and what could not be read."""

from __future__ import annotations

import pytest

from docvalidate.domain.document import Failure
from docvalidate.domain.finding import Finding, Severity, Validation, verdict
from docvalidate.engine.outcome import FailOn, exit_code

UNREAD = Failure(file="CI.pdf", error="CI.pdf: is empty; ask again.")


def shipment(*severities: Severity, failures: tuple[Failure, ...] = ()) -> Validation:
    findings = [Finding(rule="mid-mismatch", severity=one, message="") for one in severities]
    return Validation(
        shipment="S", verdict=verdict(findings, list(failures)), findings=findings, failures=list(failures)
    )


@pytest.mark.parametrize(
    ("shipments", "fail_on", "code"),
    [
        ([shipment()], "info", 0),
        ([shipment("info")], "info", 1),
        ([shipment("info")], "warning", 0),
        ([shipment("warning")], "warning", 1),
        ([shipment("warning")], "error", 0),
        ([shipment(), shipment("error")], "error", 1),
        ([shipment("error")], "never", 0),
        ([shipment("error"), shipment(failures=(UNREAD,))], "error", 3),
        ([shipment(failures=(UNREAD,))], "never", 3),
    ],
)
def test_exit_code(shipments: list[Validation], fail_on: FailOn, code: int) -> None:
    assert exit_code(shipments, fail_on) == code


def test_an_unread_paper_is_incomplete_whatever_was_found() -> None:
    assert shipment("error", failures=(UNREAD,)).verdict == "incomplete"
    assert [shipment(*one).verdict for one in (("error",), ("warning",), ("info",), ())] == [
        "hold", "review", "pass", "pass"
    ]  # fmt: skip
