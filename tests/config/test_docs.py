"""The page on pipeline files says what the code does."""

from __future__ import annotations

from docvalidate.config.load import load_pipeline
from docvalidate.config.reading import ReadingLimits
from docvalidate.screening.decision import Thresholds
from tools.make_pipeline_docs import PAGE, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.make_pipeline_docs"


def test_every_setting_is_explained() -> None:
    assert "|  |" not in page()


def test_the_defaults_are_those_of_the_rooms() -> None:
    told, own = load_pipeline().pipeline.screening, Thresholds()
    assert (told.match, told.possible, told.weak, told.least) == (own.match, own.possible, own.weak, own.least)
    assert load_pipeline().pipeline.reading == ReadingLimits()
