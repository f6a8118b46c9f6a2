"""What several papers of a shipment say alike is surer; a doubtful reading gives way to the sure one it looks like."""

from __future__ import annotations

from decimal import Decimal

from docvalidate.domain.document import Document, Value
from docvalidate.engine.corroborated import corroborated


def paper(kind: str, *, scanned: bool = True, **fields: Value) -> Document:
    return Document.model_validate(
        {"file": f"{kind}.pdf", "type": kind, "fields": fields, "scanned": [1] if scanned else []}
    )


def read(value: object, confidence: float) -> Value:
    return Value.model_validate({"value": value, "raw": str(value), "confidence": confidence, "page": 1})


def test_two_papers_that_agree_are_surer_than_either() -> None:
    one, other = corroborated(
        [
            paper("commercial_invoice", invoice_number=read("CI-24651", 0.7)),
            paper("packing_list", invoice_number=read("CI-24651", 0.8)),
        ]
    )
    for document in (one, other):
        value = document.fields["invoice_number"]
        assert value.confidence == 0.94
        assert value.agreed == ["papers"]


def test_a_letter_read_as_a_digit_is_spelled_alike_everywhere() -> None:
    documents = corroborated(
        [
            paper("commercial_invoice", invoice_number=read("OCM2607-9737", 0.6)),
            paper("packing_list", invoice_number=read("0CM2607-9737", 0.9)),
        ]
    )
    assert [one.fields["invoice_number"].text for one in documents] == ["OCM2607-9737"] * 2
    assert documents[1].fields["invoice_number"].raw == "0CM2607-9737"


def test_a_text_paper_tells_the_spelling() -> None:
    documents = corroborated(
        [
            paper("commercial_invoice", scanned=False, invoice_number=read("0CM2607-9737", 1.0)),
            paper("packing_list", invoice_number=read("OCM2607-9737", 0.9)),
        ]
    )
    assert documents[1].fields["invoice_number"].text == "0CM2607-9737"


def test_a_doubtful_figure_gives_way_and_stays_an_alternative() -> None:
    bill, packing = corroborated(
        [
            paper("bill_of_lading", gross_weight_kg=read(Decimal("5499.8"), 0.6)),
            paper("packing_list", gross_weight_kg=read(Decimal("6499.8"), 0.98)),
        ]
    )
    weight = bill.fields["gross_weight_kg"]
    assert weight.number == Decimal("6499.8")
    assert weight.confidence == 0.9
    assert [one.number for one in weight.alternatives or []] == [Decimal("5499.8")]
    assert packing.fields["gross_weight_kg"].number == Decimal("6499.8")


def test_figures_that_differ_and_were_read_surely_stay() -> None:
    documents = [
        paper("bill_of_lading", gross_weight_kg=read(Decimal("5499.8"), 0.95)),
        paper("packing_list", gross_weight_kg=read(Decimal("6499.8"), 0.98)),
    ]
    assert corroborated(documents) == documents


def test_two_papers_outweigh_a_third_that_looks_like_them() -> None:
    documents = corroborated(
        [
            paper("bill_of_lading", gross_weight_kg=read(Decimal("5499.8"), 0.98)),
            paper("packing_list", gross_weight_kg=read(Decimal("6499.8"), 0.98)),
            paper("commercial_invoice", gross_weight_kg=read(Decimal("6499.8"), 0.98)),
        ]
    )
    assert documents[0].fields["gross_weight_kg"].number == Decimal("6499.8")
    far = corroborated([paper("bill_of_lading", gross_weight_kg=read(Decimal("7411.2"), 0.98)), *documents[1:]])
    assert far[0].fields["gross_weight_kg"].number == Decimal("7411.2")


def test_papers_with_a_text_layer_are_left_alone() -> None:
    documents = [
        paper("commercial_invoice", scanned=False, invoice_number=read("CI-24651", 0.7)),
        paper("packing_list", scanned=False, invoice_number=read("CI-24651", 0.8)),
    ]
    assert corroborated(documents) == documents


def test_a_container_that_fails_its_check_digit_is_the_one_another_paper_names() -> None:
    documents = corroborated(
        [
            paper("bill_of_lading", container_numbers=read(["SEGU7313800"], 0.8)),
            paper("packing_list", container_numbers=read(["SEGU7313808"], 0.95)),
        ]
    )
    assert documents[0].fields["container_numbers"].items == ["SEGU7313808"]
