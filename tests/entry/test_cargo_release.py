"""Cargo release and importer security filing: parties, bills, containers and lines."""

from decimal import Decimal
from pathlib import Path

import pytest

from docvalidate.domain.errors import ReadingError
from docvalidate.entry import read_entries, recognise

FIXTURE = Path(__file__).parents[2] / "fixtures" / "entries" / "cargo-release.se"


def columns(*parts: tuple[int, str]) -> str:
    """A record with texts from given columns on."""
    line = " " * 80
    for start, text in parts:
        line = line[: start - 1] + text + line[start - 1 + len(text) :]
    return line


def test_a_cargo_release_names_its_parties() -> None:
    assert recognise(FIXTURE) == "cargo-release"
    (entry,) = read_entries(FIXTURE)
    assert (entry.entry_number, entry.port_of_entry) == ("ZX7-0001234-3", "2704")
    assert entry.bills_of_lading == ["ONEYSZPA12345600"]
    assert entry.containers == ["TCLU4265789"]
    assert entry.parties
    seller = entry.parties["seller"]
    assert (seller.name, seller.country) == ("ZHEJIANG KITCHENWARE WORKS", "CN")
    assert seller.address == "88 JINHUA ROAD, YONGKANG, 33, 321300"
    assert entry.parties["buyer"].number == "94-330718200"
    first, second = entry.lines
    assert (first.hts_numbers, first.entered_value) == (["7323930080"], Decimal(24_600))
    assert first.manufacturer_id == "CNZHEKIT88YON"
    assert (second.description, second.country_of_origin) == ("PORCELAIN MUG", "CN")


def test_an_importer_security_filing_is_read(tmp_path: Path) -> None:
    rows = [
        columns((1, "SF10101A"), (11, "EI"), (14, "94-330718200"), (37, "11"), (54, "ONEY"), (58, "94-330718200"),
                (73, "018"), (79, "US")),
        columns((1, "SF20BM"), (8, "ONEYSZPA12345600")),
        columns((1, "SF25CNTCLU426578")),
        columns((1, "SF30MF"), (8, "ZHEJIANG KITCHENWARE WORKS"), (66, "CN")),
        columns((1, "SF3515"), (7, "88 JINHUA ROAD")),
        columns((1, "SF36YONGKANG"), (64, "CN")),
    ]  # fmt: skip
    path = tmp_path / "isf.txt"
    path.write_text("\n".join(rows), encoding="ascii")
    assert recognise(path) == "cargo-release"
    (entry,) = read_entries(path)
    assert entry.containers == ["TCLU4265789"]
    assert entry.bills_of_lading == ["ONEYSZPA12345600"]
    assert entry.parties
    assert entry.parties["manufacturer"].name == "ZHEJIANG KITCHENWARE WORKS"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("0000024600", "00000246O0", r"line 14, record SE60, columns 15-24 \(Line Item Value\): '00000246O0'"),
        ("050126", "133126", r"line 6, record SE16, columns 14-19 \(Date of Arrival\): '133126' is no day"),
        ("SE40001", "Q?40001", "line 12: 'Q\\?40' begins no record"),
    ],
)
def test_errors_name_record_and_columns(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    path = tmp_path / "release"
    path.write_text(FIXTURE.read_text(encoding="ascii").replace(old, new), encoding="ascii")
    with pytest.raises(ReadingError, match=sentence):
        read_entries(path)
