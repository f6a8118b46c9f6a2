"""Labels told by the classes of their words."""

from __future__ import annotations

import pytest

from docvalidate.extraction.lexicon import canonical, columns, labels
from docvalidate.extraction.text import tokenise
from tests.extraction.pages import document, fields

CASES = [
    ("Ref. PO", "purchase_order_number"),
    ("Best.-Nr. Kunde", "purchase_order_number"),
    ("Auftrag des Käufers", "purchase_order_number"),
    ("Our invoice", "invoice_number"),
    ("Invoiced on", "invoice_date"),
    ("Sea port of loading", "port_of_loading"),
    ("Carrying vessel/flight", "vessel"),
    ("All cartons", "package_count"),
    ("Pay term", "payment_terms"),
    ("Sales term", "incoterm"),
    ("Total to pay", "total_amount"),
    ("Sum of lines", "subtotal"),
    ("Cost of freight", "freight"),
    ("Insurance premium", "insurance"),
    ("Landed at", "port_of_discharge"),
    ("Sailing from", "port_of_loading"),
    ("Departed on", "export_date"),
    ("Kilos gross", "gross_weight_kg"),
    ("Bestellreferenz", "purchase_order_number"),
    ("Customer's reference", "purchase_order_number"),
    ("Ihre Auftragsnr.", "purchase_order_number"),
    ("Against your PO", "purchase_order_number"),
    ("Consign to", "consignee"),
    ("Goods delivered to", "consignee"),
    ("Charge to", "buyer"),
    ("Supplier's particulars", "seller"),
    ("Zahlungsbed.", "payment_terms"),
    ("Lieferklausel", "incoterm"),
    ("Verladehafen", "port_of_loading"),
    ("Place of despatch", "port_of_loading"),
    ("Ex port", "port_of_loading"),
    ("To port", "port_of_discharge"),
    ("Fakturawert", "total_amount"),
    ("Frachtvorlage", "freight"),
    ("Gehört zu Faktura", "invoice_number"),
    ("Nơi bốc hàng", "port_of_loading"),
    ("Phương thức trả tiền", "payment_terms"),
]


@pytest.mark.parametrize(("label", "field"), CASES)
def test_a_label_is_of_the_field_whose_words_it_combines(label: str, field: str) -> None:
    assert labels().whole(canonical(tokenise(label))) == (field,)


@pytest.mark.parametrize(
    "text",
    [
        "goods of the sea",
        "total of seven",
        "your friend",
        "gross of pencils",
        "order book",
        "to consign",
        "Auftragsnr.",
    ],
)
def test_words_of_other_things_are_no_label(text: str) -> None:
    assert not labels().whole(canonical(tokenise(text)))


def test_a_head_of_a_column_is_told_so_too() -> None:
    assert columns().whole(canonical(tokenise("Pcs shipped"))) == ("quantity",)
    assert columns().whole(canonical(tokenise("No. of Model cases"))) != ("part_number",)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Your order no. PO-4711", "purchase_order_number", "PO-4711"),
        ("Kundenbestellung Nr. ORD-413102", "purchase_order_number", "ORD-413102"),
        ("Rechnung Nr. INV-008747", "invoice_number", "INV-008747"),
        ("Vessel: Carrying Trader 044E", "vessel", "Carrying Trader 044E"),
    ],
)
def test_a_label_ends_where_its_value_bears_its_words(line: str, field: str, value: str) -> None:
    text = f"COMMERCIAL INVOICE\n\nSeller: Harbor Tool Works Co., Ltd.\n\n{line}\n"
    assert fields(document(text))[field] == value
