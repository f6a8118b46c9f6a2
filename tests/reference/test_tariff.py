"""The tariff schedule: imported, inherited down the indents, looked up by the day."""

import datetime
import time
from collections import Counter
from pathlib import Path

import pytest

from docvalidate import reference
from docvalidate.domain.errors import ReadingError
from docvalidate.reference.facade import Reference
from docvalidate.reference.rate_report import rate_report
from docvalidate.reference.tariff_import import import_file
from tests.shared import shared_folder

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reference"
DAY = datetime.date(2026, 5, 1)


@pytest.fixture
def held(tmp_path: Path) -> Reference:
    import_file(FIXTURES / "tariff-excerpt.csv", tmp_path, revision="2026 revision 4")
    return reference.open(tmp_path)


def test_rates_and_units_hold_for_the_lines_below(held: Reference) -> None:
    line = held.tariff("0102.29.4024", DAY)
    assert line.general_text == "1¢/kg"
    assert line.units == ("NO", "KG")
    assert line.special_for("S").rate.kind == "free"
    assert line.special_for("A").rate.kind == "free"
    assert line.special_for("KR") is None
    assert line.text.startswith("Live bovine animals: Cattle: Other: Other Weighing less than 90 kg each: Male")


def test_only_the_longest_numbers_can_be_filed(held: Reference) -> None:
    assert held.tariff("61091000", DAY).reportable is False
    assert held.tariff("6109100012", DAY).reportable
    assert held.tariff("9903.88.15", DAY).reportable
    assert held.tariff_units("61091000", DAY) is None
    assert held.schedule.below("610910", DAY) == ("6109100012",)


def test_without_a_tariff_nothing_is_said(tmp_path: Path) -> None:
    empty = reference.open(tmp_path)
    assert not empty.has_tariff(DAY)
    assert empty.tariff("8471300100", DAY) is None
    assert empty.tariff_units("8471300100", DAY) is None


def test_each_day_has_its_revision(tmp_path: Path) -> None:
    """A change of the law is a change of data alone: the same call gives the rate of the day."""
    old = (FIXTURES / "tariff-excerpt.csv").read_text(encoding="utf-8")
    new = tmp_path / "new.csv"
    new.write_text(old.replace("16.5%", "12%").replace("0102.29.40.24", "0102.29.40.25"), encoding="utf-8")
    import_file(FIXTURES / "tariff-excerpt.csv", tmp_path, revision="revision 1", valid_from=datetime.date(2026, 1, 1))
    import_file(new, tmp_path, revision="revision 2", valid_from=datetime.date(2026, 7, 1))
    held = reference.open(tmp_path)
    assert held.tariff("6109100012", datetime.date(2026, 6, 30)).general_text == "16.5%"
    assert held.tariff("6109100012", datetime.date(2026, 7, 1)).general_text == "12%"
    assert held.tariff("6109100012", datetime.date(2026, 7, 1)).revision == "revision 2"
    assert held.tariff("0102294024", datetime.date(2026, 7, 1)) is None
    assert held.tariff_ever("0102294024").revision == "revision 1"
    assert not held.has_tariff(datetime.date(2025, 12, 31))


def test_importing_again_replaces(tmp_path: Path) -> None:
    for _ in range(2):
        import_file(FIXTURES / "tariff-excerpt.csv", tmp_path, revision="one")
    assert [revision.rows for revision in reference.open(tmp_path).schedule.revisions] == [13]


def test_the_json_export_brings_footnotes(tmp_path: Path) -> None:
    import_file(FIXTURES / "tariff-excerpt.json", tmp_path)
    line = reference.open(tmp_path).tariff("8471300100", DAY)
    assert line.chapter99 == ("99038816",)
    assert line.units == ("NO",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b\n1,2\n", "is no tariff export"),
        ("[{}]", "entry 1: is no entry of the tariff"),
        ("[", "is no valid JSON"),
        ("HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty,"
         "Column 2 Rate of Duty\n0101,x,,,,,\n", "row 2: the indent 'x' is no number"),
        ("HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty,"
         "Column 2 Rate of Duty\n01A1,0,,,,,\n", "row 2: '01A1' is no tariff number"),
    ],
)  # fmt: skip
def test_what_is_no_tariff_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "file"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadingError, match=sentence):
        import_file(path, tmp_path)


def test_the_whole_schedule_imports_quickly_and_is_parsed(tmp_path: Path) -> None:
    schedule = shared_folder("reference", "tariff", "hts_2026_revision_4.csv")
    started = time.perf_counter()
    imported = import_file(schedule, tmp_path)
    assert time.perf_counter() - started < 20
    assert (imported.name, imported.rows) == ("2026 revision 4", 35_733)
    tariff = reference.open(tmp_path).schedule
    numbers = [number for chapter in range(1, 100) for number in tariff.below(f"{chapter:02d}")]
    started = time.perf_counter()
    lines = [tariff.line(number) for number in numbers]
    assert (time.perf_counter() - started) / len(numbers) < 0.001
    assert len(numbers) > 19_000
    kinds = Counter(line.general.kind for line in lines if line.general_text)
    assert kinds["text"] < 0.02 * kinds.total(), kinds


def test_every_number_that_can_be_filed_is_counted_once(held: Reference) -> None:
    report = rate_report(held.schedule)
    assert report.columns == (3, 0, 1)
    assert report.numbers == 4
    assert report.kinds["additional"] == (0, 0, 1)
    assert not report.unparsed


def test_product_lists_and_concordances_are_held_beside_the_schedule(tmp_path: Path) -> None:
    products = tmp_path / "lists.csv"
    products.write_text("hts8,list,ch99_code\n61091000,4A,9903.88.15\n84713001,4B,9903.88.16\n", encoding="utf-8")
    annex = tmp_path / "annex.csv"
    annex.write_text(
        "hts_prefix,annex,metal_type,source,effective_date\n7318,1a,steel,x,2026-04-06\n", encoding="utf-8"
    )
    numbers = tmp_path / "numbers.csv"
    numbers.write_text("old_hts10,new_hts10\n0901110045,0901110035\nNA,4420190000\n", encoding="utf-8")
    for path in (products, annex, numbers, FIXTURES / "tariff-excerpt.csv"):
        import_file(path, tmp_path)
    held = reference.open(tmp_path)
    assert [listed.heading for listed in held.lists("6109100012")] == ["99038815"]
    assert held.lists("7318152065")[0].valid_from == datetime.date(2026, 4, 6)
    assert held.successors("0901110045") == ("0901110035",)
    assert held.schedule
    assert sum(held.schedule.product_lists().values()) == 3
