"""What is written as CATAIR AE reads back as the same entry, and damage is located."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.errors import ReadingError
from docvalidate.entry import native_json, read_entries, recognise
from docvalidate.entry.catair.entry_summary_writer import write
from docvalidate.entry.catair.transaction import transactions
from tests.entry.strategies import entries

EXAMPLES = int(os.environ.get("DOCVALIDATE_EXAMPLES", "60"))
ENTRIES = Path(__file__).parents[2] / "fixtures" / "entries"


def plain(entry: EntrySummary) -> dict[str, Any]:
    return entry.model_dump(exclude={"source", "places", "notes"})


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(entry=entries())
def test_json_to_ae_to_json_loses_nothing(entry: EntrySummary, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    source = folder / "entry.json"
    source.write_text(native_json.write([entry]), encoding="utf-8")
    (from_json,) = read_entries(source)
    path = folder / "entry.ae"
    path.write_text(write([from_json], cargo_release=True, electronic_invoice=True), encoding="ascii")
    assert recognise(path) == "catair-ae"
    (back,) = read_entries(path)
    assert plain(back) == plain(entry)
    assert json.loads(native_json.write([back])) == json.loads(source.read_text(encoding="utf-8"))


def sample() -> bytes:
    return (ENTRIES / "batch.ae").read_bytes()


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r", b""])
@pytest.mark.parametrize("trailing", [True, False])
def test_line_ends_and_trailing_blanks_mean_nothing(ends: bytes, trailing: bool, tmp_path: Path) -> None:
    lines = [line.ljust(80) if trailing or not ends else line.rstrip() for line in sample().splitlines()]
    path = tmp_path / "batch"
    path.write_bytes(ends.join(lines))
    assert recognise(path) == "catair-ae"
    expected = [plain(entry) for entry in read_entries(ENTRIES / "batch.ae")]
    assert [plain(entry) for entry in read_entries(path)] == expected


def test_every_unprintable_byte_is_located() -> None:
    """At every place of a batch a byte that no keyboard has gives its line and column."""
    data = sample()
    for position in range(len(data)):
        byte = (0x00, 0x07, 0x80, 0xFF)[position % 4]
        damaged = data[:position] + bytes([byte]) + data[position + 1 :]
        with pytest.raises(ReadingError) as caught:
            transactions("batch.ae", damaged)
        assert caught.value.place, position


def test_every_single_byte_of_damage_is_located_or_harmless() -> None:
    """Another character, a lost one, a doubled one, a cut: an error with its place, or an entry; never a crash."""
    data = sample()
    chooser = random.Random(7501)
    located = unlocated = read = 0
    for position in range(len(data)):
        letter = bytes([chooser.choice(b"ABCXYZ0123456789 -/?")])
        damages = (
            data[:position] + letter + data[position + 1 :],
            data[:position] + data[position + 1 :],
            data[:position] + data[position : position + 1] + data[position:],
            data[:position],
        )
        for damaged in damages if EXAMPLES > 1000 else damages[position % 4 : position % 4 + 1]:
            try:
                found = transactions("batch.ae", damaged)
            except ReadingError as error:
                located += bool(error.place)
                unlocated += not error.place
            else:
                assert found
                read += 1
    assert unlocated == 0
    assert located > read


@pytest.mark.parametrize("count", [0, 3, 40, 79])
def test_a_batch_cut_off_anywhere_is_an_error(count: int) -> None:
    lines = sample().splitlines(keepends=True)
    for kept in range(1, len(lines) - 1):  # the rest of the last line is blank anyhow
        cut = b"".join(lines[:kept]) + lines[kept][:count]
        with pytest.raises(ReadingError):
            transactions("batch.ae", cut)
