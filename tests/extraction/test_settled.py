"""Figures of a scan that the printed total of their column settles."""

from __future__ import annotations

from decimal import Decimal

from docvalidate.domain.document import Document, Value
from docvalidate.extraction.settled import settled


def paper(total: str, *raws: str, confidence: float = 0.7, scanned: bool = True) -> Document:
    def value(raw: str) -> Value:
        return Value(value=Decimal(raw), raw=raw, confidence=confidence, page=1)

    return Document(
        file="packing.pdf",
        type="packing_list",
        fields={"gross_weight_kg": value(total)},
        line_items=[{"gross_weight_kg": value(raw)} for raw in raws],
        scanned=[1] if scanned else [],
    )


def weights(document: Document) -> list[str]:
    return [str(item["gross_weight_kg"].number) for item in document.line_items]


def test_lost_points_are_put_back_where_the_total_then_closes() -> None:
    read = paper("2271.2", "469.9", "84.9", "3629", "381.5", "572.0", "4000")
    assert weights(settled(read)) == ["469.9", "84.9", "362.9", "381.5", "572.0", "400.0"]
    assert settled(read).line_items[2]["gross_weight_kg"].agreed == ["table", "arithmetic"]


def test_nothing_is_put_back_where_it_does_not_close() -> None:
    read = paper("2270.0", "469.9", "84.9", "3629", "381.5", "572.0", "4000")
    assert settled(read) == read


def test_one_doubtful_digit_is_settled() -> None:
    read = paper("100.5", "40.2", "20.0", "46.3")
    assert weights(settled(read))[2] == "40.3"
    sure = paper("100.5", "40.2", "20.0", "46.3", confidence=0.95)
    assert settled(sure) == sure


def test_a_paper_with_a_text_layer_says_what_it_says() -> None:
    read = paper("100.5", "40.2", "20.0", "46.3", scanned=False)
    assert settled(read) == read


def test_points_lost_in_a_line_are_put_back_where_it_then_multiplies_out() -> None:
    def value(raw: str, number: str) -> Value:
        return Value(value=Decimal(number), raw=raw, confidence=0.86, page=1)

    rows = [
        (("380", "380"), ("16.82", "16.82"), ("6,391.60", "6391.60")),
        (("1,280", "1280"), ("12.22", "12.22"), ("15,641.60", "15641.60")),
        (("4.300", "4.3"), ("551", "551"), ("23,693.00", "23693.00")),
    ]
    names = ("quantity", "unit_price", "amount")
    items = [{name: value(*cell) for name, cell in zip(names, row, strict=True)} for row in rows]
    read = Document(file="ci.pdf", type="commercial_invoice", line_items=items, scanned=[1])
    line = settled(read).line_items[2]
    assert [str(line[name].number) for name in names] == ["4300", "5.51", "23693.00"]
    assert settled(read.model_copy(update={"scanned": []})).line_items == items
    signs = (("1,440", "1440"), ("56.87", "56.87"), ("59,892.80", "59892.80"))
    line = settled(
        read.model_copy(update={"line_items": [*items[:2], dict(zip(names, [value(*c) for c in signs], strict=True))]})
    ).line_items[2]
    assert [str(line[name].number) for name in names] == ["1440", "6.87", "9892.80"]
