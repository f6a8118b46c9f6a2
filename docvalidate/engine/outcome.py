"""The exit code of a run (contract): 0 nothing, 1 findings, 3 incomplete; 2 is for usage and never comes from here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from docvalidate.domain.finding import SEVERITIES, Severity, Validation

FailOn = Literal["error", "warning", "info", "never"]


def exit_code(validations: Iterable[Validation], fail_on: FailOn = "error") -> int:
    """3 wins over 1, so that a fault is never taken for a clean shipment."""
    code = 0
    for validation in validations:
        if validation.failures or validation.verdict == "incomplete":
            return 3
        if any(reaches(finding.severity, fail_on) for finding in validation.findings):
            code = 1
    return code


def reaches(severity: Severity, fail_on: FailOn) -> bool:
    """Whether a finding of that severity counts for `--fail-on`."""
    return fail_on != "never" and SEVERITIES.index(severity) >= SEVERITIES.index(fail_on)
