"""The same shipment with its entry in each form: no finding of the native entry is lost in silence.

What the form does not carry is not assessed, with the field and the form; all else is found as with the native entry.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from docvalidate import Validator
from docvalidate.domain.finding import Finding, Validation
from docvalidate.engine.discovery import discover
from docvalidate.entry import FORMS, read_entries, recognise
from docvalidate.entry.convert import convert
from tests.entry.form7501_pdf import draw_entry
from tests.shared import shared_folder

TITLES = {form.name: form.title for form in FORMS}
OWN = Path(__file__).parents[2] / "fixtures" / "shipments"
WITH_ERRORS = ("26-0101", "26-0104", "26-0105", "26-0106", "26-0108", "26-0110")


def validated(folder: Path) -> tuple[Validation, Validator]:
    """The shipment with its native entry; its papers are read this once."""
    validator = Validator()
    ((tree,), _) = discover([folder])
    papers = [path for _, path in tree.files if path.name != "entry.json"]
    return validator.validate(papers, folder / "entry.json", shipment=folder.name), validator


def keys(findings: list[Finding]) -> Counter[tuple[str, int | None, str]]:
    return Counter((one.rule, one.entry_line, one.severity) for one in findings)


def check_form(native: Validation, validator: Validator, path: Path) -> None:
    form = recognise(path)
    assert form is not None
    (entry,) = read_entries(path)
    found = validator.validate(native.documents, entry, shipment=native.shipment)
    assert not found.failures
    reasons = {one.rule: one.reason for one in found.not_assessed}
    for (rule, line, _), count in (keys(native.findings) - keys(found.findings)).items():
        assert TITLES[form] in reasons.get(rule, ""), f"{path.name}: {count} {rule} on line {line} lost in silence"
    more = keys(found.findings) - keys(native.findings)
    assert not more, f"{path.name}: {dict(more)} with this form alone"


@pytest.mark.parametrize("number", [*range(100, 114), *range(150, 164)])
def test_the_samples_in_every_form(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCVALIDATE_HOME", str(tmp_path))
    name = f"S{number:04d}"
    native, validator = validated(shared_folder("samples", "shipments", name))
    for path in sorted(shared_folder("samples", "forms", name).iterdir()):
        check_form(native, validator, path)


@pytest.mark.parametrize("name", WITH_ERRORS)
def test_our_own_shipments_in_every_form(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCVALIDATE_HOME", str(tmp_path / "home"))
    native, validator = validated(OWN / name)
    assert native.entry is not None
    for form, suffix in (("ae", "txt"), ("csv", "csv")):
        path = tmp_path / f"entry.{form}.{suffix}"
        path.write_text(convert([native.entry], form)[0], encoding="utf-8", newline="")
        check_form(native, validator, path)
    draw_entry(tmp_path / "7501.pdf", native.entry)
    check_form(native, validator, tmp_path / "7501.pdf")
