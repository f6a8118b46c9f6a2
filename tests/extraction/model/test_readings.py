"""From labelled words to readings; the classes are given here, not a model's."""

from __future__ import annotations

import numpy as np

from docvalidate.extraction.model.classes import classes
from docvalidate.extraction.model.columns import head_of
from docvalidate.extraction.model.features import in_order
from docvalidate.extraction.model.labelled_words import LabelledWords
from docvalidate.extraction.model.own import stretches
from docvalidate.extraction.model.readings import readings
from tests.extraction.pages import layout_of


def said(text: str, names: dict[str, str], unsure: dict[str, str] | None = None) -> LabelledWords:
    """A page whose words are of the classes given by their texts; `unsure` are perhaps of a class, O is likelier."""
    page = layout_of(text).page
    words = [page.words[i] for i in in_order(page.words)]
    scores = np.zeros((len(words), len(classes())), dtype=np.float32)
    for row, word in enumerate(words):
        scores[row, classes().index(names.get(word.text, "O"))] = 0.9
        if word.text in (unsure or {}):
            scores[row, classes().index((unsure or {})[word.text])] = 0.08
    return LabelledWords(words, scores, classes())


def found(
    text: str,
    names: dict[str, str],
    skip: set[int] = frozenset(),  # type: ignore[assignment]
    unsure: dict[str, str] | None = None,
) -> dict[str, str]:
    labelled = said(text, names, unsure)
    layout = layout_of(text)
    same = LabelledWords([layout.page.words[i] for i in in_order(layout.page.words)], labelled.scores, labelled.names)
    return {reading.field: " | ".join(line.text for line in reading.lines) for reading in readings(layout, same, skip)}


def test_words_side_by_side_are_one_reading() -> None:
    names = {"Los": "port_of_discharge", "Angeles": "port_of_discharge", "18,5": "gross_weight_kg"}
    text = "unloaded at Los Angeles soon, with 18,5 kilos on the scales"
    assert found(text, names) == {"port_of_discharge": "Los Angeles", "gross_weight_kg": "18,5 kilos"}


def test_a_place_is_not_cut_out_of_its_name() -> None:
    names = {"Chennai": "port_of_loading"}
    assert found("Chennai International Airport, India", names) == {
        "port_of_loading": "Chennai International Airport, India"
    }
    assert found("from Chennai by air", names) == {"port_of_loading": "Chennai"}
    assert found("from Chennai Vessel: Aurora", names) == {"port_of_loading": "Chennai"}


def test_a_name_has_the_words_beside_it_that_may_be_its_own() -> None:
    names, unsure = {"MARIGOLD": "vessel", "057E": "vessel"}, {"OCEAN": "vessel", "with": "vessel"}
    assert found("shipped with OCEAN MARIGOLD 057E today", names, unsure=unsure) == {"vessel": "OCEAN MARIGOLD 057E"}
    assert found("shipped per OCEAN MARIGOLD 057E today", names) == {"vessel": "MARIGOLD 057E"}
    names, unsure = {"STAR": "vessel", "CORINTH": "vessel"}, {"OF": "vessel"}
    assert found("STAR OF CORINTH", names, unsure=unsure) == {"vessel": "STAR OF CORINTH"}


def test_the_state_behind_a_place_is_not_another_place() -> None:
    names = {"Houston,": "port_of_discharge", "Texas": "port_of_loading"}
    assert found("Houston, Texas", names) == {"port_of_discharge": "Houston, Texas"}


def test_a_line_behind_its_own_label_is_another_value() -> None:
    names = {"Aliaga": "port_of_discharge", "Norfolk": "port_of_discharge", "To": "label.port_of_discharge"}
    text = "From  Aliaga\nTo    Norfolk"
    assert found(text, names | {"From": "label.port_of_loading"}) == {"port_of_discharge": "Norfolk"}


def test_the_line_below_a_place_with_its_country_is_another_place() -> None:
    names = dict.fromkeys(("Aliaga,", "Turkiye", "Norfolk,", "VA"), "port_of_discharge")
    assert found("Aliaga, Turkiye\nNorfolk, VA", names)["port_of_discharge"] == "Norfolk, VA"
    assert found("Aliaga,\nTurkiye", names)["port_of_discharge"] == "Aliaga, | Turkiye"


def test_running_text_goes_on_in_the_next_line() -> None:
    names = {"Net": "payment_terms", "60": "payment_terms", "days": "payment_terms"}
    assert found("kindly pay Net 60\ndays as agreed", names) == {"payment_terms": "Net 60 | days"}


def test_a_party_has_its_address() -> None:
    names = {"Mill": "buyer", "Lane": "buyer", "Inc.": "buyer", "7": "buyer_address", "Road": "buyer_address"}
    assert found("Mill Lane Inc.\n7 Road", names) == {"buyer": "Mill Lane Inc. | 7 Road"}


def test_rows_of_tables_are_left_out() -> None:
    assert found("Genoa", {"Genoa": "port_of_loading"}, skip={0}) == {}


TABLE = """
cotton cap      12   2.00   24.00
wool scarf      10   3.50   35.00
linen shirt      4   9.00   36.00
"""


def test_a_table_without_a_head_gets_one() -> None:
    names = dict.fromkeys(["cotton", "cap", "wool", "scarf", "linen", "shirt"], "line.description")
    names |= dict.fromkeys(("12", "10", "4"), "line.quantity")
    names |= dict.fromkeys(("2.00", "3.50", "9.00"), "line.unit_price")
    names |= dict.fromkeys(("24.00", "35.00", "36.00"), "line.amount")
    layout = layout_of(TABLE)
    labelled = said(TABLE, names)
    same = LabelledWords([layout.page.words[i] for i in in_order(layout.page.words)], labelled.scores, labelled.names)
    head = head_of(layout, same)
    assert head is not None
    assert [column.kind for column in head.columns] == ["description", "quantity", "unit_price", "amount"]


def test_prose_has_no_table() -> None:
    assert head_of(layout_of("no table here"), said("no table here", {})) is None


def test_a_long_page_is_read_in_stretches_that_overlap() -> None:
    for count in (1, 699, 700, 701, 2345):
        kept = [n for _, _, first, last in stretches(count, 700) for n in range(first, last)]
        assert kept == list(range(count))
        assert all(start <= first and last <= end <= count for start, end, first, last in stretches(count, 700))
