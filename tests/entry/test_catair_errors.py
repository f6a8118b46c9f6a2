"""What an AE error says: record, columns, element and value; and what is noted instead of refused."""

from pathlib import Path

import pytest

from docvalidate.domain.errors import ReadingError
from docvalidate.entry import read_entries

ENTRIES = Path(__file__).parents[2] / "fixtures" / "entries"


def changed(folder: Path, *changes: tuple[int, int, str]) -> Path:
    """The sample batch with text put over the columns (line, first column, text)."""
    lines = (ENTRIES / "batch.ae").read_text(encoding="ascii").splitlines()
    for number, column, text in changes:
        line = lines[number - 1].ljust(80)
        lines[number - 1] = line[: column - 1] + text + line[column - 1 + len(text) :]
    path = folder / "batch.txt"
    path.write_text("\n".join(lines), encoding="ascii")
    return path


@pytest.mark.parametrize(
    ("number", "column", "text", "sentence"),
    [
        (12, 25, "00000O4600", "line 12, record 50, columns 25-34 (Value of Goods Amount): '00000O4600' may hold only"),
        (12, 13, "7", "line 12, record 50, column 13 (reserved columns): '7' may hold only blanks"),
        (8, 13, "023126", "line 8, record 40, columns 13-18 (Date of Exportation): '023126' is no day of the calendar"),
        (8, 13, "04-126", "line 8, record 40, columns 13-18 (Date of Exportation): '04-126' is no date MMDDYY"),
        (8, 9, "  ", "line 8, record 40, columns 9-10 (Country of Origin Code): is blank and is required"),
        (8, 56, "Q", "line 8, record 40, column 56 (Related Party Indicator): 'Q' is neither Y nor N"),
        (8, 5, "A01", "line 8, record 40, columns 5-7 (Line Item Identifier): 'A01' is no line number"),
        (12, 3, "73239300AB", "line 12, record 50, columns 3-12 (HTS Number): '73239300AB' is no tariff number"),
        (10, 3, "Q", "line 10, record 47, column 3 (Article Party Type Code): 'Q' is none of M, S, C, E"),
        (3, 1, "1X", "line 3: '1XAZ' begins no record"),
        (8, 1, "44", "line 8: record 44 belongs to no line"),
        (35, 4, "5301", "line 35, record Y, columns 4-7 (Processing District/Port Code): '5301' is not '2704'"),
        (36, 2, "5301", "line 36, record Z, columns 2-5 (Sender/Receiver Site Code): '5301' is not '2704'"),
        (2, 11, "XX", "line 2, record B, columns 11-12 (Application Identifier Code): 'XX' is no entry summary"),
    ],
)
def test_errors_say_where_and_what(tmp_path: Path, number: int, column: int, text: str, sentence: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_entries(changed(tmp_path, (number, column, text)))
    assert sentence in str(caught.value)


def test_a_shifted_record_is_found(tmp_path: Path) -> None:
    lines = (ENTRIES / "batch.ae").read_text(encoding="ascii").splitlines()
    lines[11] = lines[11][:20] + lines[11][21:]
    path = tmp_path / "batch"
    path.write_text("\n".join(lines), encoding="ascii")
    with pytest.raises(ReadingError, match="line 12, record 50, column"):
        read_entries(path)


def test_unknown_records_are_noted(tmp_path: Path) -> None:
    lines = (ENTRIES / "batch.ae").read_text(encoding="ascii").splitlines()
    lines[12:12] = ["OI        POTS", "PG01001FDAFOO", "PG02P", "48 SOMETHING NEW"]
    path = tmp_path / "batch"
    path.write_text("\n".join(lines), encoding="ascii")
    first, second = read_entries(path)
    assert first.notes == [
        "line 14: record PG01 (not known here) not used",
        "line 15: record PG02 (not known here) not used",
        "line 16: record 48 (not known here) not used",
    ]
    assert second.notes is None


def test_the_password_is_never_shown(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read_entries(changed(tmp_path, (1, 9, "SECRET"), (1, 15, "999999")))
    assert "SECRET" not in str(caught.value)


def test_the_sum_of_the_lines_settles_a_fee_total_that_does_not_add_up(tmp_path: Path) -> None:
    """Amounts 2 to 5 of record 89: some software writes whole dollars there, record 90 holds the true sum."""
    first, _ = read_entries(changed(tmp_path, (21, 20, "00000000032")))
    assert str(first.hmf) == "32.52"
    assert first.notes
    assert "record 89 gives 0.32 for fee class 501, its lines add up to 32.52" in first.notes[0]


def test_an_ordinary_entry_names_no_invoice_importer_or_container() -> None:
    entry = read_entries(ENTRIES / "batch.ae")[0]
    assert entry.invoices is None
    assert entry.containers is None
    assert entry.importer_of_record
    assert entry.importer_of_record.name == ""
    assert all(line.invoice_number is None for line in entry.lines)


def test_the_electronic_invoice_names_numbers_and_lines() -> None:
    (entry,) = read_entries(ENTRIES / "electronic-invoice.ae")
    assert [invoice.number for invoice in entry.invoices or []] == ["RK-26-0417"]
    assert [line.invoice_lines for line in entry.lines] == [[1, 2, 3], [4]]


def test_values_know_their_line_and_columns() -> None:
    entry = read_entries(ENTRIES / "batch.ae")[0]
    assert entry.places
    place = entry.places["lines[0].entered_value"]
    assert (place.path, place.text) == ("line 12, record 50, columns 25-34", "0000024600")
