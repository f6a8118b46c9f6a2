"""Labels that their place on the page tells: columns of keys, a label in two scripts, values that read like labels."""

from __future__ import annotations

from tests.extraction.pages import document, fields, layout_of

KEYS = """
                    COMMERCIAL INVOICE

Invoice number          HT-4711
Date of issue           11 June 2026
Port of lading          Yantian, China
Bearing craft/vessel    ALBION TRADER 087S
Terms of payment        Advance payment
"""


def test_what_a_column_of_keys_says_belongs_to_its_labels() -> None:
    found = fields(document(KEYS))
    assert found["vessel"] == "ALBION TRADER 087S"
    assert found["port_of_loading"] == "Yantian, China"
    assert found["payment_terms"] == "Advance payment"


def test_a_row_of_values_under_a_row_of_labels_is_no_column_of_keys() -> None:
    layout = layout_of(
        """
        From            To              Vessel
        Shipment Bay    New York, NY    STAR 012E
        Terms           Order           Date
        Delivery Point  PO 12           3 May
        """
    )
    assert not any(phrase.caption for phrase in layout.phrases if phrase.text in ("Shipment Bay", "Delivery Point"))


def test_a_label_in_two_scripts_stands_in_two_lines() -> None:
    paper = document(
        """
                            发票 INVOICE

        发票号码         HT-4711
        Invoice ref.
        订单             O-323023
        Your PO
        付款             T/T, 20 days after copy
        Payment by       documents
        """
    )
    found = fields(paper)
    assert found["invoice_number"] == "HT-4711"
    assert found["purchase_order_number"] == "O-323023"


def test_terms_of_sale_may_be_a_payment() -> None:
    paper = document("COMMERCIAL INVOICE\n\nInvoice No.: HT-4711\n\nTerms of sale:  Prepayment\n")
    assert fields(paper)["payment_terms"] == "Prepayment"
