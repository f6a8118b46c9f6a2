"""What a cell holds by the kind of its column, and labelled details in running text."""

import pytest

from docvalidate.domain.page import Word
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.table.cells import (
    details_in,
    money_values,
    price_unit,
    quantity_values,
    range_count,
    tariff_value,
    text_value,
    unit_value,
    without,
)
from docvalidate.extraction.table.columns import Column
from tests.extraction.pages import drawn, shown, span_of

OPEN = Habits()


def words(text: str) -> list[Word]:
    return drawn(text).words


@pytest.mark.parametrize(
    ("printed", "numbers", "unit"),
    [
        ("500SETS", ["500"], "SET"),
        ("500 SETS", ["500"], "SET"),
        ("1,200 PCS", ["1200"], "NO"),
        ("PCS 40", ["40"], "NO"),
        ("40", ["40"], None),
        ("12 dozen", ["12"], "DOZ"),
        ("40 pieces", ["40"], "NO"),
        ("2.5 kg", ["2.5"], "KG"),
        ("", [], None),
    ],
)
def test_quantities(printed: str, numbers: list[str], unit: str | None) -> None:
    values, found = quantity_values(words(printed), Column("quantity", 0, 1, "Qty"), 1, OPEN)
    assert [shown(value) for value in values] == numbers
    assert (found.text if found else None) == unit


def test_a_quantity_without_a_unit_takes_that_of_its_head() -> None:
    _, unit = quantity_values(words("40"), Column("quantity", 0, 1, "Qty (PCS)", unit="NO"), 1, OPEN)
    assert unit is not None
    assert unit.text == "NO"


@pytest.mark.parametrize(
    ("printed", "first"),
    [("$3.20/SET", "3.2"), ("USD 1,200.00", "1200"), ("2 x 12.50", "12.5"), ("10% 45.00", "45"), ("€ 4,50", "4.5")],
)
def test_money_prefers_decimals(printed: str, first: str) -> None:
    assert shown(money_values(words(printed), 1, OPEN)[0]) == first


@pytest.mark.parametrize(
    ("printed", "unit"), [("$3.20/SET", "SET"), ("4.50 per pair", "PRS"), ("4.50", None), ("4.50/kg", "KG")]
)
def test_a_price_names_its_unit(printed: str, unit: str | None) -> None:
    value = price_unit(words(printed), 1)
    assert (value.text if value else None) == unit


@pytest.mark.parametrize(
    ("printed", "unit"), [("PCS", "NO"), ("Stk.", "NO"), ("4 x 4 L", None), ("FLAGON", "FLAGON"), ("", None)]
)
def test_units(printed: str, unit: str | None) -> None:
    value = unit_value(words(printed), 1) if printed else None
    assert (value.text if value else None) == unit


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ("1-20", "20"),
        ("C/No. 21 - 38", "18"),
        ("101~110", "10"),
        ("1 to 5", "5"),
        ("7", None),
        ("20-1", None),
        ("1–3", "3"),
    ],
)
def test_carton_ranges(printed: str, count: str | None) -> None:
    value = range_count(words(printed), 1)
    assert (shown(value) if value else None) == count


@pytest.mark.parametrize(("numbers", "count"), [(True, "622"), (False, None)])
def test_a_stroke_parts_carton_numbers_or_two_counts(numbers: bool, count: str | None) -> None:
    value = range_count(words("20 / 641"), 1, numbers=numbers)
    assert (shown(value) if value else None) == count


@pytest.mark.parametrize(
    ("printed", "digits"),
    [
        ("8205.20.3000", "8205203000"),
        ("8205.20.\n3000", "8205203000"),
        ("8205", "8205"),
        ("HTS 8205.20", "820520"),
        ("none", None),
    ],
)
def test_tariff_cells(printed: str, digits: str | None) -> None:
    value = tariff_value(words(printed), 1)
    assert (value.text if value else None) == digits


@pytest.mark.parametrize(
    ("printed", "code"),
    [("HT-\n100", "HT-100"), ("HT-100", "HT-100"), ("HT 100", "HT 100"), ("HTX12\n345", "HTX12345")],
)
def test_a_code_broken_over_lines_is_one(printed: str, code: str) -> None:
    value = text_value(words(printed), 1, code=True)
    assert value is not None
    assert value.text == code


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("Claw hammer, HS Code: 8205.20.3000", {"hts_number": "8205203000"}, "Claw hammer"),
        ("HS Code: 8205.20, Origin: Vietnam", {"hts_number": "820520", "country_of_origin": "VN"}, ""),
        ("Claw hammer (Made in Vietnam)", {"country_of_origin": "VN"}, "Claw hammer"),
        ("Net weight: 100 lbs", {"net_weight_kg": "45.359"}, ""),
        ("N.W. 12.5 kg / G.W. 13.9 kg", {"net_weight_kg": "12.5", "gross_weight_kg": "13.9"}, ""),
        ("Part No.: HT-100 Claw hammer", {"part_number": "HT-100"}, "Claw hammer"),
        ("10 cartons", {"package_count": "10"}, ""),
        ("Claw hammer with net bag", {}, "Claw hammer with net bag"),
        ("Model made of steel", {}, "Model made of steel"),
        ("Tariff-free goods", {}, "Tariff-free goods"),
    ],
)
def test_details(text: str, found: dict[str, str], rest: str) -> None:
    span = span_of(text)
    details = details_in(span, 1, OPEN)
    assert {detail.kind: shown(detail.value) for detail in details} == found
    assert " ".join(piece.text for piece in without(span, details)).strip(" ()") == rest
