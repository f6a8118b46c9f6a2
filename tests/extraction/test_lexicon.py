"""A printed label means a field in many languages and spellings; the longest label wins."""

from itertools import combinations

import pytest

from docvalidate.domain.fields import HEADER, LINE
from docvalidate.extraction.lexicon import Lexicon, amounts, canonical, columns, labels, titles
from docvalidate.extraction.text import tokenise


def tokens(text: str) -> list[str]:
    return canonical(tokenise(text))


@pytest.mark.parametrize(
    ("printed", "meanings"),
    [
        ("Invoice No.", ("invoice_number",)),
        ("INV. #", ("invoice_number",)),
        ("Rechnungsnummer", ("invoice_number",)),
        ("N° de facture", ("invoice_number",)),
        ("发票号码", ("invoice_number",)),
        ("Số hóa đơn", ("invoice_number",)),
        ("Fatura Tarihi", ("invoice_date",)),
        ("Invoice No. and Date", ("invoice_number", "invoice_date")),
        ("País de origen", ("country_of_origin",)),
        ("Port of Loading", ("port_of_loading",)),
        ("Gross Weight", ("gross_weight_kg",)),
        ("Notify Party", ("notify_party",)),
        ("Mary had a little lamb", ()),
        ("", ()),
    ],
)
def test_labels(printed: str, meanings: tuple[str, ...]) -> None:
    assert labels().whole(tokens(printed)) == meanings


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Q'ty", "quantity"),
        ("Unit Price", "unit_price"),
        ("Einzelpreis", "unit_price"),
        ("Importe", "amount"),
        ("HS Code", "hts_number"),
        ("Ursprungsland", "country_of_origin"),
        ("毛重", "gross_weight_kg"),
        ("N.W.", "net_weight_kg"),
        ("CTN No.", "_carton_numbers"),
    ],
)
def test_columns(printed: str, kind: str) -> None:
    assert columns().whole(tokens(printed))[:1] == (kind,)


@pytest.mark.parametrize(
    ("printed", "meaning"),
    [
        ("Grand Total", "total_amount"),
        ("Zwischensumme", "subtotal"),
        ("Ocean Freight", "freight"),
        ("Less discount", "discount"),
        ("Übertrag", "_carried"),
        ("Brought forward", "_carried"),
    ],
)
def test_sums(printed: str, meaning: str) -> None:
    assert amounts().whole(tokens(printed)) == (meaning,)


def test_the_longest_label_wins() -> None:
    hits = labels().scan(tokens("Country of origin and port of loading"))
    assert [hit.meanings[0] for hit in hits] == ["country_of_origin", "port_of_loading"]


@pytest.mark.parametrize("printed", ["Comercial Invioce No", "Contry of Origin", "Port of Loadin"])
def test_a_slip_of_the_pen_is_understood(printed: str) -> None:
    assert labels().nearest(tokens(printed)) != ()


@pytest.mark.parametrize("printed", ["No", "Wort", "Invoice 4711 2026", "quite another thing"])
def test_nothing_is_near(printed: str) -> None:
    assert labels().nearest(tokens(printed)) == ()


def _meanings(lexicon: Lexicon) -> set[str]:
    return {meaning for meanings in lexicon._spelled.values() for meaning in meanings}


def test_every_meaning_is_a_name_of_the_contract() -> None:
    header = {m for lexicon in (labels(), amounts()) for m in _meanings(lexicon) if not m.startswith("_")}
    assert header <= set(HEADER)
    assert {m for m in _meanings(columns()) if not m.startswith("_")} <= set(LINE)


def test_every_field_has_a_label() -> None:
    assert set(HEADER) - {"incoterm_place", "shipper"} <= _meanings(labels())
    assert set(LINE) <= _meanings(columns())


def test_no_title_names_two_papers() -> None:
    papers: dict[str, set[str]] = {}
    for spelled, meanings in titles()._spelled.items():
        papers.setdefault(meanings[0], set()).add(spelled)
    assert all(not one & other for one, other in combinations(papers.values(), 2))
