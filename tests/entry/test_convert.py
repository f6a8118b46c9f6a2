"""`entry convert` and `entry show`: what is written, what is lost, and how mistakes end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docvalidate.cli.app import app
from docvalidate.domain.errors import UsageError
from docvalidate.entry import read_entries
from docvalidate.entry.convert import convert

ENTRIES = Path(__file__).parents[2] / "fixtures" / "entries"
runner = CliRunner()


def test_json_to_ae_names_what_ae_does_not_carry() -> None:
    text, lost = convert(read_entries(ENTRIES / "native.json"), "ae")
    assert text.splitlines()[2].startswith("10AZX7  00012343 2704")
    assert "entry ZX7-0001234-3: containers[0] ('TCLU4265789') is not carried" in lost
    assert any("importer_of_record.name" in note for note in lost)
    assert not any("lines[0].entered_value" in note or "duty" in note for note in lost)


def test_with_release_and_invoice_indicators_more_is_carried() -> None:
    entries = read_entries(ENTRIES / "native.json")
    _, lost = convert(entries, "ae", cargo_release=True, electronic_invoice=True)
    assert not any("containers" in note or "invoice_lines" in note for note in lost)


def test_fractions_are_not_cut_off_in_silence() -> None:
    (entry,) = read_entries(ENTRIES / "native.json")
    line = entry.lines[0].model_copy(
        update={"gross_weight_kg": entry.lines[0].gross_weight_kg + 1 / entry.lines[0].quantity}
    )  # type: ignore[operator]
    _, lost = convert([entry.model_copy(update={"lines": [line, *entry.lines[1:]]})], "ae")
    assert any("lines[0].gross_weight_kg (5002.0" in note and "becomes 5002" in note for note in lost)


@pytest.mark.parametrize("name", ["native.json", "batch.ae", "cargowise.xml"])
def test_csv_keeps_lines_and_tariff_numbers(name: str, tmp_path: Path) -> None:
    entries = read_entries(ENTRIES / name)
    text, _ = convert(entries, "csv")
    path = tmp_path / "report"
    path.write_text(text, encoding="utf-8")
    again = read_entries(path)
    for one, two in zip(entries, again, strict=True):
        assert one.entry_number == two.entry_number
        assert one.entry_date == two.entry_date
        for first, second in zip(one.lines, two.lines, strict=True):
            for field in ("hts_numbers", "entered_value", "duty", "quantity", "unit", "quantity2", "manufacturer_id",
                          "gross_weight_kg", "tariffs"):  # fmt: skip
                assert getattr(first, field) == getattr(second, field), field


def test_an_entry_without_port_is_no_ae() -> None:
    (entry,) = read_entries(ENTRIES / "native.json")
    with pytest.raises(UsageError, match="port_of_entry is required"):
        convert([entry.model_copy(update={"port_of_entry": None})], "ae")


def test_the_command_writes_and_names_losses(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    result = runner.invoke(app, ["entry", "convert", str(ENTRIES / "batch.ae"), "--to", "json", "-o", str(target)])
    assert result.exit_code == 0
    assert [entry["entry_number"] for entry in json.loads(target.read_text())] == ["ZX7-0001234-3", "ZX7-0001235-0"]


def test_show_names_form_and_lines() -> None:
    result = runner.invoke(app, ["entry", "show", str(ENTRIES / "batch.ae")])
    assert result.exit_code == 0
    assert "CATAIR AE entry summary, 2 entries" in result.output
    assert "9903.88.03 + 7323.93.0080" in result.output
