"""The native JSON entry: what is read, what is refused and how the sentence reads."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from docvalidate.domain.errors import ReadingError
from docvalidate.entry import read_entries, recognise
from docvalidate.entry.native_json import write

ENTRY: dict[str, Any] = {
    "entry_number": "B76-0324527-8",
    "entry_type": "01",
    "entry_date": "2026-05-01",
    "importer_of_record": {"number": "12-345678900", "name": "Example Importer", "address": "1 Main St, Reno, NV"},
    "total_entered_value": 1000,
    "lines": [
        {"line_number": 1, "hts_numbers": ["8471.30.0100"], "country_of_origin": "CN", "quantity": 10.5, "unit": "NO"}
    ],
}


def put(folder: Path, plain: object, name: str = "anything.txt") -> Path:
    path = folder / name
    path.write_text(plain if isinstance(plain, str) else json.dumps(plain), encoding="utf-8")
    return path


def changed(path: str, value: object) -> dict[str, Any]:
    plain = json.loads(json.dumps(ENTRY))
    target = plain
    *steps, last = path.split("/")
    for step in steps:
        target = target[int(step) if step.isdigit() else step]
    target[last] = value
    return plain  # type: ignore[no-any-return]


def test_an_entry_is_known_by_its_content(tmp_path: Path) -> None:
    path = put(tmp_path, ENTRY)
    assert recognise(path) == "native-json"
    (entry,) = read_entries(path)
    assert entry.entry_number == "B76-0324527-8"
    assert entry.lines[0].hts_numbers == ["8471300100"]
    assert entry.lines[0].quantity == Decimal("10.5")
    assert entry.source == "anything.txt"


@pytest.mark.parametrize(
    "plain",
    [
        {"schema_version": "1", "shipments": [{"entry": ENTRY}]},
        {"shipment": "S1", "verdict": "pass", "entry": ENTRY, "findings": [], "entry_number": "x"},
        {"lines": [{"text": "not an entry"}]},
        [],
        {},
        "",
        "{",
        "[1, 2]",
        "no JSON at all",
    ],
)
def test_what_is_no_entry_is_not_recognised(tmp_path: Path, plain: object) -> None:
    assert recognise(put(tmp_path, plain, "entry.json")) is None


def test_a_batch_is_a_list(tmp_path: Path) -> None:
    path = put(tmp_path, [ENTRY, ENTRY | {"entry_number": "B76-0324528-6"}])
    assert [entry.entry_number for entry in read_entries(path)] == ["B76-0324527-8", "B76-0324528-6"]


def test_written_and_read_again_it_is_the_same(tmp_path: Path) -> None:
    entries = read_entries(put(tmp_path, [ENTRY, ENTRY]))
    assert read_entries(put(tmp_path, write(entries))) == entries


def test_unknown_keys_are_kept_as_notes(tmp_path: Path) -> None:
    (entry,) = read_entries(put(tmp_path, changed("lines/0/colour", "red")))
    assert entry.notes == ["lines[0].colour: unknown key, not used"]


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("total_entered_value", "1000", "total_entered_value: is text ('1000'), not a number"),
        ("total_entered_value", -5, "total_entered_value: -5 is negative"),
        ("entry_date", "05/01/2026", "entry_date: '05/01/2026' is no date"),
        ("entry_date", "2026-02-30", "entry_date: '2026-02-30' is no date"),
        ("entry_type", 1, "entry_type: is the number 1, not text"),
        ("lines", {}, "lines: is an object, not a list"),
        ("lines/0/line_number", 1.5, "lines[0].line_number: 1.5 is no whole number"),
        ("lines/0/line_number", None, "lines[0].line_number: is missing; add it"),
        ("lines/0/country_of_origin", "China", "lines[0].country_of_origin: 'China' is no country code; write CN"),
        ("lines/0/hts_numbers", ["8471-A"], "lines[0].hts_numbers[0]: '8471-A' is no tariff number"),
        ("importer_of_record", "Example", "importer_of_record: is text ('Example'), not an object"),
        ("importer_of_record", {"number": "1"}, "importer_of_record.name: is missing"),
    ],
)
def test_errors_name_the_path_and_the_remedy(tmp_path: Path, path: str, value: object, sentence: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_entries(put(tmp_path, changed(path, value), "entry.json"))
    assert str(caught.value).startswith(f"entry.json, {sentence}")


def test_the_place_in_a_batch_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"\[1\]\.entry_date"):
        read_entries(put(tmp_path, [ENTRY, changed("entry_date", "soon")]))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"entry_number": "B76-0324527-8", "lines": [', "line 1, column"),
        ('{"entry_number": "B76", "total_entered_value": NaN}', "NaN"),
        ('{"entry_number": "B76", "entry_number": "B77"}', "entry_number: stands twice"),
    ],
)
def test_damaged_json_gives_a_located_error(tmp_path: Path, text: str, sentence: str) -> None:
    path = put(tmp_path, text)
    assert recognise(path) == "native-json"
    with pytest.raises(ReadingError, match=sentence):
        read_entries(path)


def test_deep_nesting_is_an_error_not_a_crash(tmp_path: Path) -> None:
    path = put(tmp_path, '{"entry_number": ' + "[" * 100_000 + "]" * 100_000 + "}")
    with pytest.raises(ReadingError):
        read_entries(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert recognise(tmp_path / "none.json") is None
    with pytest.raises(ReadingError, match="does not exist"):
        read_entries(tmp_path / "none.json")
