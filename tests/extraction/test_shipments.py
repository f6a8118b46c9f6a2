"""What is read of the shipments that travel with the project, and of others, is right and in its place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from docvalidate.domain.document import Document, Value
from docvalidate.domain.page import Page
from docvalidate.reading import read_pages
from fixtures.generator.make import Order, make
from tests.extraction.truth import load, read_shipments, score

FIXTURES = Path(__file__).parents[2] / "fixtures"
SLACK = 2.0
"""Points by which a letter may reach over its box."""
DESIGNS = (
    "chinese_issuer",
    "facture_fr",
    "fattura_it",
    "grouped_orders",
    "line_printer",
    "un_layout",
    "web_cards",
    "word_letter",
)


@pytest.fixture(scope="module")
def shipments() -> dict[str, list[Document]]:
    return read_shipments(FIXTURES / "shipments")


def test_the_shipments_of_the_project_are_read(shipments: dict[str, list[Document]]) -> None:
    header, items = score(load(FIXTURES / "gold.json"), shipments)
    assert header.f1 >= 0.97, header.notes
    assert items.f1 >= 0.97, items.notes


def test_every_document_is_known(shipments: dict[str, list[Document]]) -> None:
    for name, truth in load(FIXTURES / "gold.json").items():
        for due in truth["documents"]:
            found = [(one.type, one.pages) for one in shipments[name] if one.file == due["file"]]
            assert due["type"] in [kind for kind, _ in found], (name, due["file"], found)
            if "pages" in due:
                assert (due["type"], due["pages"]) in found


def values(paper: Document) -> list[tuple[str, Value]]:
    return [*paper.fields.items(), *(pair for line in paper.line_items for pair in line.items())]


def letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def in_box(page: Page, box: tuple[float, float, float, float]) -> str:
    """The letters and digits of a page whose middle lies in a box, each taken as its share of its word."""
    x0, top, x1, bottom = box
    found: list[str] = []
    for word in page.words:
        if not top - SLACK <= word.middle <= bottom + SLACK:
            continue
        step = (word.x1 - word.x0) / max(1, len(word.text))
        found.extend(c for i, c in enumerate(word.text) if x0 - SLACK <= word.x0 + (i + 0.5) * step <= x1 + SLACK)
    return letters("".join(found))


def test_every_value_stands_in_its_box(shipments: dict[str, list[Document]]) -> None:
    """The box of a value holds what it says it read there, and little else; a value of a sheet names its cell."""
    wrong: list[str] = []
    seen = 0
    for name, papers in shipments.items():
        pages = {paper.file: read_pages(FIXTURES / "shipments" / name / paper.file) for paper in papers}
        for paper in papers:
            for field, value in values(paper):
                seen += 1
                what = f"{name}/{paper.file} {field} {value.raw!r}"
                if value.cell is not None:
                    cell = letters(
                        "".join(w.text for page in pages[paper.file] for w in page.words if w.cell == value.cell)
                    )
                    if letters(value.raw)[:20] not in cell:
                        wrong.append(f"{what}: the cell {value.cell} holds {cell[:40]!r}")
                    continue
                assert value.page in paper.pages, what
                assert value.bbox is not None, what
                page = next(p for p in pages[paper.file] if p.number == value.page)
                raw, there = letters(value.raw), in_box(page, value.bbox)
                if Counter(raw) - Counter(there) or len(there) > max(3 * len(raw), len(raw) + 60):
                    wrong.append(f"{what}: the box holds {there[:60]!r}")
    assert seen > 800
    assert wrong == []


def test_every_value_is_plain_to_a_user(shipments: dict[str, list[Document]]) -> None:
    for papers in shipments.values():
        for paper in papers:
            for name, value in values(paper):
                assert 0 < value.confidence <= 1, name
                assert value.raw, name
                assert value.agreed is None or value.agreed, name


@pytest.mark.parametrize("design", DESIGNS)
def test_other_designs_are_read(design: str, tmp_path: Path) -> None:
    make(tmp_path, Order(seed=26, count=1, designs=(design,), with_entry=False))
    header, items = score(load(tmp_path / "gold.json"), read_shipments(tmp_path / "shipments"))
    assert header.f1 >= 0.9, header.notes
    assert items.f1 >= 0.9, items.notes
