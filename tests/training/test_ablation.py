"""The ablation takes the arithmetic out of the extraction, by names that are there."""

from benchmarks.ablation import without_arithmetic
from docvalidate.extraction.table import content


def test_extraction_without_arithmetic_is_put_together_again() -> None:
    before = content.name_priced
    with without_arithmetic():
        assert content.name_priced is not before
    assert content.name_priced is before
