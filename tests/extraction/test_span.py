"""A span keeps, for its characters, the box that holds them and little else."""

from hypothesis import given
from hypothesis import strategies as st

from docvalidate.domain.page import Word
from docvalidate.extraction.span import Piece, Span, union
from tests.extraction.pages import span_of

texts = st.lists(st.text(alphabet="abc019.,$-/", min_size=1, max_size=12), min_size=1, max_size=6).map(" ".join)


def inside(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    slack = 1e-6
    return (
        one[0] >= other[0] - slack
        and one[1] >= other[1] - slack
        and one[2] <= other[2] + slack
        and one[3] <= other[3] + slack
    )


@given(texts, st.data())
def test_a_cut_is_a_part_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = span_of(text)
    part = whole.cut(start, end)
    assert whole.text == text
    assert part.text == text[start:end].strip(" ")
    assert bool(part) == bool(part.text)
    if part:
        assert inside(part.box, whole.box)


@given(texts)
def test_a_cut_of_everything_is_everything(text: str) -> None:
    whole = span_of(text)
    assert whole.cut(0, len(text)).pieces == whole.pieces


@given(texts, st.data())
def test_two_cuts_are_one(text: str, data: st.DataObject) -> None:
    a = data.draw(st.integers(0, len(text)))
    b = data.draw(st.integers(a, len(text)))
    part = span_of(text).cut(a, b)
    c = data.draw(st.integers(0, len(part.text)))
    assert part.cut(c, len(part.text)).text == part.text[c:].strip(" ")


@given(texts)
def test_stripped_leaves_the_middle(text: str) -> None:
    assert span_of(text).stripped(" .,$-/").text == text.strip(" .,$-/")


def test_the_box_of_glued_characters_is_their_share_of_the_word() -> None:
    word = Word("500SETS", 100, 10, 170, 20)
    assert Piece(word, 0, 3).box == (100, 10, 130, 20)
    assert Piece(word, 3, 7).box == (130, 10, 170, 20)


def test_a_sign_beside_a_number_shares_its_box() -> None:
    word = Word("$540.00", 100, 10, 170, 20)
    assert Piece(word, 1, 7).box == word.box


def test_confidence_is_the_least_sure_words() -> None:
    words = [Word("1,200", 0, 0, 30, 10, confidence=0.7), Word("KG", 36, 0, 48, 10)]
    assert Span.of(words).confidence == 0.7
    assert Span([]).confidence == 1.0


def test_cell_and_widened() -> None:
    word = Word("USD12.00", 0, 0, 48, 10, cell="C7")
    part = Span.of([word]).cut(3, 8)
    assert part.cell == "C7"
    assert part.widened().text == "USD12.00"
    assert Span([]).cell is None


def test_union() -> None:
    assert union([(5, 5, 6, 6), (1, 7, 2, 9)]) == (1, 5, 6, 9)
