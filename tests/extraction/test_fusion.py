"""What a model proposes, and who decides. The model here is a list of words: the decisions are tested, not it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from docvalidate.config.pipeline import Models
from docvalidate.domain.document import Document
from docvalidate.domain.page import Page
from docvalidate.extraction import extract
from docvalidate.extraction.model import opinion
from docvalidate.extraction.model.classes import classes
from docvalidate.extraction.model.features import in_order
from docvalidate.extraction.model.labelled_words import LabelledWords
from tests.extraction.pages import document, drawn

Read = Callable[[str, Mapping[str, str]], Document]


class Stub:
    """Gives words the classes of a list, and counts how often it is asked."""

    name = "stub"

    def __init__(self) -> None:
        self.known: Mapping[str, str] = {}
        self.asked = 0
        self.sure = 0.99

    def label(self, page: Page) -> LabelledWords:
        self.asked += 1
        words = [page.words[i] for i in in_order(page.words)]
        scores = np.full((len(words), len(classes())), 1e-4, dtype=np.float32)
        for row, word in enumerate(words):
            scores[row, classes().index(self.known.get(word.text, "O"))] = self.sure
        return LabelledWords(words, scores, classes())


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Stub:
    made = Stub()
    monkeypatch.setattr(opinion, "labeller", lambda where: made)
    return made


LETTER = """
Halvorin Glass Works GmbH
12 Mill Lane, 80331 Munich

COMMERCIAL INVOICE No. 4711

The goods lie ready in Bremen and are bound for Savannah whenever you
ask for them. Everything together is 1,250.5 kg heavy.

Qty   Description     Price     Amount
10    glass bowl       5.00      50.00
Total                            50.00
"""
SEEN = {"Bremen": "port_of_loading", "Savannah": "port_of_discharge", "1,250.5": "gross_weight_kg"}


def test_the_model_gives_what_no_label_names(stub: Stub) -> None:
    stub.known = SEEN
    fields = document(LETTER).fields
    assert fields["port_of_loading"].text == "Bremen"
    assert fields["port_of_loading"].agreed == ["model"]
    assert str(fields["gross_weight_kg"].number) == "1250.5"


def test_a_weight_is_no_count_of_packages(stub: Stub) -> None:
    stub.known = {"185": "package_count"}
    assert "package_count" not in document("INVOICE HT-4711\n\nthe goods at 185 kg in all\n").fields


def test_without_a_model_they_are_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opinion, "labeller", lambda where: None)
    assert "port_of_loading" not in document(LETTER).fields


def test_an_unsure_reading_is_not_taken(stub: Stub) -> None:
    stub.known, stub.sure = SEEN, 0.3
    assert not SEEN.keys() & {value.raw for value in document(LETTER).fields.values()}
    assert "port_of_loading" not in document(LETTER).fields


def test_words_of_the_wrong_form_are_no_value(stub: Stub) -> None:
    stub.known = {"Bremen": "invoice_date", "Savannah": "package_count", "heavy.": "incoterm"}
    assert not {"invoice_date", "package_count", "incoterm"} & set(document(LETTER).fields)


def test_a_sum_that_does_not_close_is_not_taken(stub: Stub) -> None:
    text = LETTER.replace("Total                            50.00", "\n\nand so we kindly ask you for   57.00")
    with_freight = text.replace("and so", "by ship   7.00\nand so")
    stub.known = {"57.00": "total_amount"}
    assert "total_amount" not in document(text).fields
    stub.known = {"57.00": "total_amount", "7.00": "freight"}
    fields = document(with_freight).fields
    assert str(fields["total_amount"].number) == "57.00"
    assert fields["freight"].agreed == ["model", "arithmetic"]


def test_both_agree_on_a_value(stub: Stub) -> None:
    stub.known = {"4711": "invoice_number"}
    assert "model" in (document(LETTER).fields["invoice_number"].agreed or [])


def test_a_value_that_goes_on_too_long_ends_where_the_model_ends_it(stub: Stub) -> None:
    text = LETTER.replace("The goods lie", "Vessel: STELLAR QUAY 044E and with thanks\n\nThe goods lie")
    stub.known = dict.fromkeys(("STELLAR", "QUAY", "044E"), "vessel")
    assert document(text).fields["vessel"].text == "STELLAR QUAY 044E"


COMPLETE = """
COMMERCIAL INVOICE
Invoice No: 4711           Invoice Date: 02 May 2026
Seller: Halvorin Glass Works GmbH
Buyer: Mill Lane Trading Inc.
Incoterms: FOB Bremen      Payment Terms: Net 30 days
Port of Loading: Bremen    Port of Discharge: Savannah
Currency: USD
Qty   Description     Price     Amount
10    glass bowl       5.00      50.00
Total                            50.00
Total Packages: 3 cartons
Gross Weight: 12.5 kg
"""


def test_a_party_that_only_the_letterhead_tells_gives_way(stub: Stub) -> None:
    text = LETTER.replace(
        "COMMERCIAL", "Northgate Quay Storage GmbH\n4 Dock Road, 21076 Hamburg\n\nCOMMERCIAL"
    ).replace("ask for them.", "ask for them, dear Tidewater Bowls Inc. of ours.")
    assert document(text).fields["buyer"].text == "Northgate Quay Storage GmbH"
    stub.known = dict.fromkeys(("Tidewater", "Bowls", "Inc."), "buyer")
    assert document(text).fields["buyer"].text == "Tidewater Bowls Inc."


def test_a_value_in_words_of_something_else_gives_way(stub: Stub) -> None:
    text = LETTER.replace("The goods lie", "Vessel: Carrying Notice\n\nThe goods lie").replace(
        "in Bremen", "on AURORA 044E"
    )
    assert document(text).fields["vessel"].text == "Carrying Notice"
    stub.known = dict.fromkeys(("AURORA", "044E"), "vessel")
    assert document(text).fields["vessel"].text == "AURORA 044E"
    stub.known = {"044E": "vessel"}
    assert document(text).fields["vessel"].text == "Carrying Notice", "a voyage is no ship"


def test_a_firm_is_named_to_its_legal_form(stub: Stub) -> None:
    text = COMPLETE.replace("Seller: Halvorin Glass Works GmbH", "Halvorin Glass GmbH\nSeller: Halvorin")
    text = text.replace("Currency: USD", "")
    stub.known = dict.fromkeys(("Glass", "GmbH"), "seller") | {"Halvorin": "seller"}
    assert document(text).fields["seller"].text == "Halvorin Glass GmbH"


def test_where_nothing_is_in_doubt_it_is_not_asked(stub: Stub) -> None:
    fields = extract([drawn(COMPLETE)], "paper.pdf", Models(ask="in-doubt"))[0].fields
    assert fields["total_amount"].usable
    assert stub.asked == 0
    assert "model" not in (document(COMPLETE).fields["total_amount"].agreed or [])
    assert stub.asked == 1


def test_a_packing_list_gets_no_prices(stub: Stub) -> None:
    stub.known = {"50.00": "total_amount", "Savannah": "consignee"}
    fields = document("PACKING LIST\n\nPacking List No. 9   Invoice No. 4711\n\nvalue 50.00 to Savannah\n").fields
    assert "total_amount" not in fields
