"""Whatever a file holds, reading it gives entries or one ReadingError, and recognising it gives a name or None."""

import random
from pathlib import Path

import openpyxl
import pytest

from docvalidate.domain.errors import ReadingError
from docvalidate.entry import read_entries, recognise
from docvalidate.entry.convert import convert
from tests.entry.form7501_pdf import draw

ENTRIES = Path(__file__).parents[2] / "fixtures" / "entries"
ROUNDS = 40


def samples(folder: Path) -> dict[str, bytes]:
    found = {path.name: path.read_bytes() for path in sorted(ENTRIES.iterdir())}
    report = convert(read_entries(ENTRIES / "batch.ae"), "csv")[0]
    found["report.csv"] = report.encode()
    book = openpyxl.Workbook()
    for row in report.splitlines():
        book.active.append(row.split(","))
    book.save(folder / "report.xlsx")
    found["report.xlsx"] = (folder / "report.xlsx").read_bytes()
    draw(folder / "form.pdf", "2024", count=3)
    found["form.pdf"] = (folder / "form.pdf").read_bytes()
    return found


def damaged(data: bytes, chooser: random.Random) -> bytes:
    kind = chooser.randrange(5)
    position = chooser.randrange(len(data))
    if kind == 0:
        return data[:position]
    if kind == 1:
        return data[:position] + chooser.randbytes(chooser.randrange(1, 9)) + data[position:]
    if kind == 2:
        return data[:position] + chooser.randbytes(4) + data[position + 4 :]
    if kind == 3:
        return data[:position] + data[position + chooser.randrange(1, 200) :]
    other = chooser.randrange(len(data))
    return data[:position] + data[other : other + 100] + data[position:]


def test_damage_gives_one_sentence_never_a_crash(tmp_path: Path) -> None:
    chooser = random.Random(3461)
    outcomes = {"read": 0, "error": 0, "unknown": 0}
    for name, data in samples(tmp_path).items():
        for _ in range(ROUNDS // 4 if name.endswith(("pdf", "xlsx")) else ROUNDS):
            path = tmp_path / "damaged"
            path.write_bytes(damaged(data, chooser))
            form = recognise(path)
            try:
                entries = read_entries(path)
            except ReadingError:
                outcomes["error" if form else "unknown"] += 1
            else:
                assert form is not None
                assert entries
                outcomes["read"] += 1
    assert all(outcomes.values()), outcomes


@pytest.mark.parametrize("size", [0, 1, 3, 80, 4096])
def test_random_bytes_are_no_entry(tmp_path: Path, size: int) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(random.Random(size).randbytes(size))
    assert recognise(path) is None
    with pytest.raises(ReadingError):
        read_entries(path)
