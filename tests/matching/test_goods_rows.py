"""Rows that are no goods are left out of what is matched: totals, numberings, another table's rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from docvalidate.domain.document import Document, LineItem, plain_to_value
from docvalidate.matching import goods_only


def rows(*items: dict[str, Any]) -> list[LineItem]:
    return [{name: plain_to_value(name, plain, line=True) for name, plain in item.items()} for item in items]


def paper(*items: dict[str, Any], **fields: Any) -> Document:
    head = {name: plain_to_value(name, plain) for name, plain in fields.items()}
    return Document(file="a.pdf", type="packing_list", fields=head, line_items=rows(*items))


BOX = {"description": "Steel box", "package_count": 19, "net_weight_kg": 207.4}
LID = {"description": "Steel lid", "package_count": 3, "net_weight_kg": 32.4}


def test_a_row_of_totals_is_no_line_and_its_sums_are_the_heads() -> None:
    kept = goods_only(paper(BOX, LID, {"description": "All told", "package_count": 22, "net_weight_kg": 239.8}))
    assert len(kept.line_items) == 2
    assert kept.fields["net_weight_kg"].number == Decimal("239.8")


def test_a_printed_head_stays_what_it_is() -> None:
    total = {"description": "All told", "package_count": 22, "net_weight_kg": 239.8}
    assert goods_only(paper(BOX, LID, total, net_weight_kg=240)).fields["net_weight_kg"].number == 240


def test_one_column_that_happens_to_add_up_is_no_row_of_totals() -> None:
    lines = (BOX, LID, {"description": "Steel rod", "package_count": 22, "net_weight_kg": 12})
    assert len(goods_only(paper(*lines)).line_items) == 3


def test_the_numbering_of_the_columns_is_no_line() -> None:
    lines = ({"quantity": 6, "unit_price": 7, "amount": 6}, {"description": "Box", "amount": 100})
    kept = goods_only(paper(*lines, {"description": "Lid", "amount": 200}, total_amount=300))
    assert [item["amount"].number for item in kept.line_items] == [100, 200]


def test_a_line_that_is_too_much_and_multiplies_out_stays() -> None:
    lines = ({"description": "Rod", "quantity": 3, "unit_price": 2, "amount": 6}, {"description": "Box", "amount": 100})
    assert len(goods_only(paper(*lines, {"description": "Lid", "amount": 200}, total_amount=300)).line_items) == 3


def test_rows_of_another_table_repeat_what_has_an_amount() -> None:
    box, lid = {"part_number": "PB-9", "quantity": 640}, {"part_number": "XA-8", "quantity": 240}
    kept = goods_only(paper({**box, "amount": 8102.4}, {**lid, "amount": 864}, box, lid))
    assert len(kept.line_items) == 2


def test_free_goods_of_another_number_stay() -> None:
    priced = {"part_number": "PB-9", "quantity": 640, "amount": 8102.4}
    kept = goods_only(paper(priced, {"part_number": "PB-9", "quantity": 5}, {"part_number": "XA-8", "quantity": 640}))
    assert len(kept.line_items) == 3


def test_nothing_is_taken_from_a_paper_of_two_lines() -> None:
    document = paper(BOX, LID)
    assert goods_only(document) is document
