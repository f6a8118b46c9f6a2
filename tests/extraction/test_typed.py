"""What may stand behind a label, by the kind of its field."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docvalidate.domain.page import Word
from docvalidate.extraction import typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.numerals import Convention
from docvalidate.extraction.span import Span
from tests.extraction.pages import shown, span_of

OPEN = Habits()


@pytest.mark.parametrize(
    ("printed", "kilograms"),
    [
        ("448.0 kg", "448"),
        ("1,250 KGS", "1250"),
        ("100 lbs", "45.359"),
        ("2,204.62 LB", "999.999"),
        ("1.5 MT", "1500"),
        ("2 tonnes", "2000"),
        ("750 g", "0.75"),
        ("12.5公斤", "12.5"),
        ("Weight LBS 100", "45.359"),
        ("250", "250"),
        ("12 cartons", None),
        ("3.2 CBM", None),
        ("no weight", None),
    ],
)
def test_weights_are_kilograms(printed: str, kilograms: str | None) -> None:
    value = typed.read_weight(span_of(printed), 1, OPEN)
    assert (shown(value) if value else None) == kilograms


def test_a_bare_weight_takes_the_unit_of_its_column() -> None:
    value = typed.read_weight(span_of("100"), 1, OPEN, pounds=True)
    assert value is not None
    assert value.number == Decimal("45.359")
    assert typed.read_weight(span_of("100"), 1, OPEN, bare=False) is None


@given(st.decimals(min_value=Decimal("0.01"), max_value=99999, places=2))
def test_pounds_by_the_legal_factor(pounds: Decimal) -> None:
    value = typed.read_weight(span_of(f"{pounds} lbs"), 1, OPEN)
    assert value is not None
    assert value.number is not None
    assert abs(value.number - pounds * Decimal("0.45359237")) <= Decimal("0.0005")


@pytest.mark.parametrize(
    ("printed", "amount"),
    [("USD 1,200.00", "1200"), ("2% 24.00", "24"), ("1,200.00 less 2%", "1200"), ("none", None), ("5%", None)],
)
def test_money_is_no_percentage(printed: str, amount: str | None) -> None:
    value = typed.read_money(span_of(printed), 1, OPEN)
    assert (shown(value) if value else None) == amount


@pytest.mark.parametrize(
    ("printed", "count"),
    [
        ("98 cartons", "98"),
        ("1,020 CTNS", "1020"),
        ("12.5", None),
        ("450 kg", None),
        ("450 kg 12 ctns", "12"),
        ("0", None),
    ],
)
def test_counts_are_whole_and_no_weights(printed: str, count: str | None) -> None:
    value = typed.read_count(span_of(printed), 1, OPEN)
    assert (shown(value) if value else None) == count


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Vietnam", "VN"),
        ("P.R. China", "CN"),
        ("Made in Turkey", "TR"),
        ("VIET NAM", "VN"),
        ("DE", "DE"),
        ("Deutschland", "DE"),
        ("中国", "CN"),
        ("United States of America", "US"),
        ("as agreed", None),
    ],
)
def test_countries(printed: str, code: str | None) -> None:
    value = typed.read_country(span_of(printed), 1)
    assert (value.text if value else None) == code


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("USD", "USD"),
        ("US Dollar", "USD"),
        ("€", "EUR"),
        ("EUR 1.200,00", "EUR"),
        ("US$ 12.00", "USD"),
        ("Tax no. FR 12345", None),
        ("TOP QUALITY", None),
        ("net 30 days", None),
    ],
)
def test_currencies(printed: str, code: str | None) -> None:
    value = typed.read_currency(span_of(printed), 1)
    assert (value.text if value else None) == code


@pytest.mark.parametrize(
    ("printed", "term", "place"),
    [
        ("FOB Qingdao, China", "FOB", "Qingdao, China"),
        ("CIF New York (Incoterms 2020)", "CIF", "New York"),
        ("Ex Works Bielefeld", "EXW", "Bielefeld"),
        ("C&F Miami", "CFR", "Miami"),
        ("DAP", "DAP", None),
    ],
)
def test_incoterms(printed: str, term: str, place: str | None) -> None:
    found = typed.read_incoterm(span_of(printed), 1)
    assert found is not None
    assert found[0].text == term
    assert (found[1].text if found[1] else None) == place


@pytest.mark.parametrize("printed", ["FOBOS Trading", "the lot", "CIFRA"])
def test_letters_within_a_word_are_no_incoterm(printed: str) -> None:
    assert typed.read_incoterm(span_of(printed), 1) is None


@pytest.mark.parametrize(
    ("printed", "digits"),
    [
        ("8471.30.0100", "8471300100"),
        ("8471 30 01", "84713001"),
        ("847130", "847130"),
        ("8471.30.01.00", "8471300100"),
        ("12.50", None),
        ("HT847130", None),
    ],
)
def test_tariff_numbers(printed: str, digits: str | None) -> None:
    value = typed.read_tariff(span_of(printed), 1)
    assert (value.text if value else None) == digits


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("HT-4711", "HT-4711"),
        ("INV 2026-77 dated 3 May 2026", "INV 2026-77"),
        ("2026/0815 of 12.03.2026", "2026/0815"),
        ("4711", "4711"),
        ("as agreed", None),
        ("12.03.2026", None),
    ],
)
def test_references(printed: str, code: str | None) -> None:
    value = typed.read_code(span_of(printed), 1)
    assert (value.text if value else None) == code


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("PCS", "NO"),
        ("/SET", "SET"),
        ("per pair", "PRS"),
        ("Stück", "NO"),
        ("dozens", "DOZ"),
        ("flagon", None),
        ("", None),
    ],
)
def test_units(printed: str, code: str | None) -> None:
    assert typed.unit_code(printed) == code


def test_an_open_date_names_its_other_reading_and_is_less_sure() -> None:
    value = typed.read_date(span_of("03/04/2026"), 1, OPEN)
    sure = typed.read_date(span_of("03/04/2026"), 1, Habits(None, True))
    assert value is not None
    assert sure is not None
    assert value.text == "2026-04-03"
    assert [other.text for other in value.alternatives or []] == ["2026-03-04"]
    assert sure.text == "2026-03-04"
    assert not sure.alternatives
    assert value.confidence < sure.confidence


def test_the_reader_caps_the_confidence_of_a_value() -> None:
    blurred = Span.of([Word("1,200.00", 0, 0, 48, 10, confidence=0.4)])
    value = typed.read_money(blurred, 1, OPEN)
    assert value is not None
    assert value.confidence == 0.4


def test_a_value_of_a_sheet_stands_in_a_cell_and_one_of_a_page_in_a_box() -> None:
    cell = typed.read_money(Span.of([Word("12.00", 0, 0, 30, 10, cell="C7")]), 1, OPEN)
    page = typed.read_money(Span.of([Word("12.00", 0, 0, 30, 10)]), 3, OPEN)
    assert cell is not None
    assert page is not None
    assert (cell.cell, cell.page, cell.bbox) == ("C7", None, None)
    assert (page.cell, page.page, page.bbox) == (None, 3, (0, 0, 30, 10))


READERS = {
    "date": lambda span: typed.read_date(span, 1, OPEN),
    "weight": lambda span: typed.read_weight(span, 1, Habits(Convention.COMMA)),
    "money": lambda span: typed.read_money(span, 1, OPEN),
    "count": lambda span: typed.read_count(span, 1, OPEN),
    "country": lambda span: typed.read_country(span, 1),
    "currency": lambda span: typed.read_currency(span, 1),
    "tariff": lambda span: typed.read_tariff(span, 1),
    "code": lambda span: typed.read_code(span, 1),
    "incoterm": lambda span: (typed.read_incoterm(span, 1) or (None,))[0],
}


@pytest.mark.parametrize("kind", READERS)
@given(
    st.lists(
        st.one_of(
            st.text(alphabet="0123456789.,-/$€AZKGLBSkg:()'", min_size=1, max_size=10),
            st.sampled_from(["FOB", "USD", "China", "kg", "May", "12/03/2026", "8471.30", "No."]),
        ),
        min_size=1,
        max_size=6,
    ).map(" ".join)
)
def test_what_is_read_is_printed(kind: str, text: str) -> None:
    value = READERS[kind](span_of(text))
    if value is not None:
        assert value.raw in text
        assert value.raw
        assert 0 <= value.confidence <= 1
