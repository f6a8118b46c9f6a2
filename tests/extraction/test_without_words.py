"""The benchmark that leaves words of the lexicon out: the same ones for a seed, none afterwards."""

from benchmarks.extraction.without_words import words_left_out
from docvalidate.extraction import lexicon


def test_a_share_of_the_labels_is_left_out_and_comes_back() -> None:
    whole = set(lexicon.columns().spellings())
    with words_left_out(0.2, 1):
        some = set(lexicon.columns().spellings())
    with words_left_out(0.2, 1):
        again = set(lexicon.columns().spellings())
    assert again == some < whole
    assert 0.7 * len(whole) < len(some) < 0.9 * len(whole)
    assert set(lexicon.columns().spellings()) == whole
