"""What users rely on in matching: importers file in several ways, and all of them are found again."""

from __future__ import annotations

import random
import time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docvalidate.domain.document import Document, plain_to_value
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.shipment import LineRef, Matching
from docvalidate.matching import match

GOODS = [
    ("Oak shelf, 5 boards", "9403608093"),
    ("Steel bolt M10", "7318152065"),
    ("Desk lamp, dimmable", "9405216010"),
    ("Cotton shirt, knitted", "6109100012"),
    ("Porcelain mug", "6911104500"),
    ("Brake disc", "8708305030"),
]


def invoice(lines: list[dict[str, Any]], **fields: Any) -> Document:
    items = [{name: plain_to_value(name, plain, line=True) for name, plain in line.items()} for line in lines]
    head = {name: plain_to_value(name, plain) for name, plain in {"currency": "USD", **fields}.items()}
    return Document(file="invoice.pdf", type="commercial_invoice", fields=head, line_items=items)


def entry_of(groups: list[list[dict[str, Any]]], **fields: Any) -> EntrySummary:
    lines = []
    for number, group in enumerate(groups):
        value = sum((Decimal(str(line["amount"])) for line in group), Decimal(0))
        lines.append(
            {
                "line_number": number + 1,
                "hts_numbers": [group[0]["hts_number"]],
                "description": group[0]["description"].upper(),
                "country_of_origin": group[0]["country_of_origin"],
                "quantity": sum(line["quantity"] for line in group),
                "unit": "NO",
                "entered_value": value.quantize(Decimal(1), ROUND_HALF_UP),
            }
        )
    return EntrySummary.model_validate({**fields, "lines": lines})


def drawn(rng: random.Random, count: int) -> list[dict[str, Any]]:
    """Invoice lines of few articles, so that many share a tariff number."""
    lines = []
    for _ in range(count):
        description, number = rng.choice(GOODS)
        quantity, cents = rng.randint(1, 900), rng.randint(50, 90_000)
        lines.append(
            {
                "description": description,
                "hts_number": number,
                "country_of_origin": rng.choice(["CN", "VN"]),
                "quantity": quantity,
                "unit": "NO",
                "amount": float(Decimal(quantity * cents) / 100),
            }
        )
    return lines


def members(matching: Matching) -> dict[int, set[int]]:
    return {
        index: {ref.line for ref in group.invoice_lines} for group in matching.groups for index in group.entry_lines
    }


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), count=st.integers(1, 25))
def test_lines_of_one_article_and_origin_added_up_are_found_again(seed: int, count: int) -> None:
    lines = drawn(random.Random(seed), count)
    groups: dict[tuple[str, str], list[int]] = {}
    for place, line in enumerate(lines):
        groups.setdefault((line["hts_number"], line["country_of_origin"]), []).append(place)
    matching = match([invoice(lines)], entry_of([[lines[place] for place in group] for group in groups.values()]))
    assert members(matching) == {number: set(group) for number, group in enumerate(groups.values())}
    assert not matching.not_entered
    assert not matching.not_invoiced


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), count=st.integers(1, 25))
def test_one_to_one_in_any_order_is_found_again(seed: int, count: int) -> None:
    rng = random.Random(seed)
    lines = drawn(rng, count)
    order = list(range(count))
    rng.shuffle(order)
    matching = match([invoice(lines)], entry_of([[lines[place]] for place in order]))
    for number, found in members(matching).items():
        right = lines[order[number]]
        assert len(found) == 1
        # Lines that are equal in everything can stand for one another.
        assert all(lines[place] == right for place in found)
    assert not matching.not_invoiced


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9), count=st.integers(3, 20))
def test_a_line_that_is_dropped_or_added_is_the_one_named(seed: int, count: int) -> None:
    rng = random.Random(seed)
    lines = drawn(rng, count)
    gone = rng.randrange(count)
    kept = [[line] for place, line in enumerate(lines) if place != gone]
    extra = {"description": "Rubber boots", "hts_number": "6401929060", "country_of_origin": "TH"}
    matching = match([invoice(lines)], entry_of([*kept, [{**extra, "quantity": 77, "amount": 12_345}]]))
    assert matching.not_invoiced == (len(kept),)
    assert [lines[ref.line] for ref in matching.not_entered] == [lines[gone]]


def test_a_line_split_over_two_entry_lines_is_one_group() -> None:
    line = {
        "description": "Oak shelf",
        "hts_number": "940360",
        "country_of_origin": "CN",
        "quantity": 10,
        "amount": 1000,
    }
    parts = [[{**line, "quantity": 4, "amount": 400}], [{**line, "quantity": 6, "amount": 600}]]
    matching = match([invoice([line])], entry_of(parts))
    assert [group.entry_lines for group in matching.groups] == [(0, 1)]


def test_the_metal_in_an_article_is_a_split_under_another_tariff_number() -> None:
    line = {
        "description": "Desk lamp",
        "hts_number": "940521",
        "country_of_origin": "CN",
        "quantity": 40,
        "amount": 1000,
    }
    metal = {**line, "description": "Aluminum content", "hts_number": "7616995190", "amount": 300}
    matching = match([invoice([line])], entry_of([[{**line, "amount": 700}], [metal]]))
    assert [group.entry_lines for group in matching.groups] == [(0, 1)]


def test_contents_win_over_the_entry_s_own_reference() -> None:
    lines = drawn(random.Random(5), 8)
    entry = entry_of([[line] for line in lines], invoices=[{"number": "A-100"}])
    wrong = [
        line.model_copy(update={"invoice_number": "A-100", "invoice_lines": [len(lines) - place]})
        for place, line in enumerate(entry.lines)
    ]
    matching = match([invoice(lines, invoice_number="A-100")], entry.model_copy(update={"lines": wrong}))
    assert members(matching) == {place: {place} for place in range(len(lines))}


def test_one_article_of_two_origins_is_found_where_no_origin_was_read() -> None:
    line = {"description": "Sports towel", "hts_number": "630260"}
    parts = [("VN", 100, 1500), ("IN", 300, 2400)]
    entry = entry_of([[{**line, "country_of_origin": o, "quantity": q, "amount": a}] for o, q, a in parts])
    cut = [one.model_copy(update={"invoice_lines": [place + 1]}) for place, one in enumerate(entry.lines)]
    document = invoice([{**line, "quantity": 400, "amount": 3900}])
    matching = match([document], entry.model_copy(update={"lines": cut}))
    assert [group.entry_lines for group in matching.groups] == [(0, 1)]


def test_lines_of_an_invoice_that_is_not_among_the_papers_are_left_alone() -> None:
    """A line that names the invoice is split in two; a likelier one names another invoice."""
    line = {"description": "Oak shelf", "hts_number": "940360", "country_of_origin": "CN", "quantity": 44}
    parts = [(22, 13490, "A-100"), (22, 13489, "A-100"), (33, 18623, "B-200")]
    entry = entry_of([[{**line, "quantity": quantity, "amount": amount}] for quantity, amount, _ in parts])
    named = [one.model_copy(update={"invoice_number": part[2]}) for one, part in zip(entry.lines, parts, strict=True)]
    document = invoice([{**line, "amount": 26979}], invoice_number="A-100")
    matching = match([document], entry.model_copy(update={"lines": named}))
    assert [group.entry_lines for group in matching.groups] == [(0, 1)]
    assert matching.not_invoiced == (2,)


def test_two_invoices_in_one_entry_without_references() -> None:
    first, second = drawn(random.Random(1), 6), drawn(random.Random(2), 6)
    documents = [invoice(first, invoice_number="A-100"), invoice(second, invoice_number="B-200")]
    matching = match(documents, entry_of([[line] for line in [*second, *first]]))
    assert {group.invoice_lines[0] for group in matching.groups} == {
        LineRef(document, line) for document in (0, 1) for line in range(6)
    }
    assert [pair.by for pair in matching.invoices] == ["contents", "contents"]


def test_lines_of_an_invoice_that_the_entry_does_not_name_stay_out() -> None:
    line = {"description": "Malleable iron elbow", "hts_number": "730719", "country_of_origin": "TW", "unit": "NO"}
    entered = [{**line, "quantity": 2720, "amount": 7180.8}]
    others = [{**line, "quantity": 1280, "amount": 3942.4}, {**line, "quantity": 1520, "amount": 3207.2}]
    entry = entry_of([entered], invoices=[{"number": "A-100"}])
    filed = entry.lines[0].model_copy(update={"invoice_number": "A-100", "unit": "KG"})
    entry = entry.model_copy(update={"lines": [filed]})
    matching = match([invoice(entered, invoice_number="A-100"), invoice(others, invoice_number="B-200")], entry)
    assert matching.groups[0].invoice_lines == (LineRef(0, 0),)
    assert matching.not_entered == (LineRef(1, 0), LineRef(1, 1))


def test_a_copy_of_an_invoice_is_not_counted_twice() -> None:
    lines = drawn(random.Random(3), 4)
    total = sum(line["amount"] for line in lines)
    paper = invoice(lines, invoice_number="A-100", total_amount=total)
    matching = match([paper, paper], entry_of([[line] for line in lines]))
    assert not matching.not_entered
    assert len(matching.valuations) == 1


def test_a_rate_that_the_entry_does_not_name_is_taken_from_its_lines() -> None:
    lines = drawn(random.Random(4), 6)
    euros = [{**line, "amount": line["amount"] * 1.1} for line in lines]
    matching = match([invoice(lines, currency="EUR")], entry_of([[line] for line in euros]))
    (valuation,) = matching.valuations
    assert valuation.implied
    assert valuation.rate == pytest.approx(Decimal("1.1"), rel=Decimal("0.001"))
    assert members(matching) == {place: {place} for place in range(6)}


def test_without_an_entry_the_papers_are_still_paired() -> None:
    lines = drawn(random.Random(6), 3)
    packing = Document(file="packing.pdf", type="packing_list", line_items=invoice(lines).line_items)
    matching = match([invoice(lines), packing], None)
    assert len(matching.packing) == 3
    assert not matching.groups


def test_hundreds_of_lines_are_matched_in_seconds() -> None:
    lines = drawn(random.Random(7), 400)
    started = time.perf_counter()
    matching = match([invoice(lines)], entry_of([[line] for line in lines]))
    assert time.perf_counter() - started < 20
    assert not matching.not_entered


def test_what_words_do_not_tell_their_meaning_may() -> None:
    goods = (("Folding umbrella", 100.0), ("Hand drum", 50.0))
    papers = [invoice([{"description": text, "amount": amount} for text, amount in goods])]
    lines = [
        {"line_number": 1, "hts_numbers": ["9206002000"], "description": "PERCUSSION", "entered_value": 70},
        {"line_number": 2, "hts_numbers": ["6601910000"], "description": "BROLLY", "entered_value": 80},
    ]
    entry = EntrySummary.model_validate({"lines": lines})
    meant = {("Folding umbrella", "brolly"), ("Hand drum", "percussion")}
    found = members(match(papers, entry, same_goods=lambda one, other: 0.95 if (one, other) in meant else 0.05))
    assert found == {0: {1}, 1: {0}}
    assert members(match(papers, entry)) != found


def test_nobody_is_asked_what_numbers_or_words_tell() -> None:
    lines = drawn(random.Random(5), 6)
    asked: list[str] = []

    def ask(one: str, other: str) -> float:
        asked.append(one)
        return 0.0

    match([invoice(lines)], entry_of([[line] for line in lines]), same_goods=ask)
    assert not asked


def test_lines_are_found_by_value_though_a_discount_was_not_read() -> None:
    """Nine tenths of each line are entered: a line that was split over two entry lines is found by that share, too."""
    lines = [
        {"description": what, "hts_number": number, "country_of_origin": "DE", "quantity": 10, "amount": amount}
        for (what, number), amount in zip(GOODS[:5], (1000, 2000, 3000, 4000, 5000), strict=True)
    ]
    entered = [{**line, "amount": line["amount"] * 0.9} for line in lines[:4]]
    halves = [{**lines[4], "amount": amount, "quantity": quantity} for amount, quantity in ((3000, 6), (1500, 4))]
    found = match([invoice(lines)], entry_of([[one] for one in (*entered, *halves)]))
    assert not found.not_entered
    assert not found.not_invoiced
