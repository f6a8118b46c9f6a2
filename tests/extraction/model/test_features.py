"""What a model is told of words: letters in pieces, figures alike, places in line heights."""

from __future__ import annotations

import numpy as np

from docvalidate.domain.page import Word
from docvalidate.extraction.model.classes import class_of, classes
from docvalidate.extraction.model.features import MEASURES, PIECES, features, in_order, pieces_of
from tests.extraction.pages import drawn


def test_figures_are_all_alike() -> None:
    assert pieces_of("INV-2041") == pieces_of("INV-9963")
    assert pieces_of("INV-2041") != pieces_of("INV-20")


def test_words_that_are_spelled_alike_share_pieces() -> None:
    one, other = set(pieces_of("Consignee:")), set(pieces_of("Consigned"))
    assert len(one & other - {0}) >= 4


def test_features_do_not_depend_on_the_scale_of_the_page() -> None:
    page = drawn("Invoice No. 4711   Date 01 May 2026\n\nQty  Price   Amount\n10   2.50     25.00")
    words = [page.words[i] for i in in_order(page.words)]
    larger = [Word(w.text, *(2 * edge for edge in w.box)) for w in words]
    one = features(words, page.width, page.height)
    other = features(larger, 2 * page.width, 2 * page.height)
    assert one.pieces.shape == (len(words), PIECES)
    assert one.measures.shape == (len(words), MEASURES)
    assert np.allclose(one.measures, other.measures, atol=1e-5)
    assert np.allclose(one.boxes, other.boxes, atol=1e-4)


def test_a_page_without_words_has_no_features() -> None:
    assert features([], 600, 800).pieces.shape == (0, PIECES)


def test_words_are_read_row_by_row() -> None:
    words = [Word("b", 50, 10, 60, 20), Word("c", 0, 30, 10, 40), Word("a", 0, 10.5, 10, 20.5)]
    assert [words[i].text for i in in_order(words)] == ["a", "b", "c"]


def test_every_word_of_the_generator_has_a_class() -> None:
    known = set(classes())
    assert class_of("quantity", "value", True) in known
    assert class_of("gross_weight_kg", "value", False) in known
    assert class_of("carton_range", "value", False) in known
    assert class_of("buyer_address", "label", False) in known
    assert len(classes()) == len(known)
