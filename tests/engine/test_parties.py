"""Which parties are screened, and what is told of their addresses."""

from __future__ import annotations

from docvalidate.domain.document import Document, Party, Value
from docvalidate.domain.entry import EntrySummary
from docvalidate.engine.parties import parties_of, region_hits


def party(name: str, address: str | None = None, country: str | None = None, confidence: float = 1.0) -> Value:
    return Value(value=Party(name=name, address=address, country=country), raw=name, confidence=confidence, page=1)


def paper(kind: str, **fields: Value) -> Document:
    return Document(file=f"{kind}.pdf", type=kind, fields=fields)  # type: ignore[arg-type]


def test_each_party_is_screened_once_with_all_its_places() -> None:
    documents = [
        paper("commercial_invoice", seller=party("Alpha Bearings Co., Ltd.", "18 Ring Road", "CN")),
        paper("packing_list", seller=party("ALPHA BEARINGS CO., LTD.", None, "CN"), buyer=party("Beta Inc")),
        paper("bill_of_lading", vessel=Value(value="OCEAN PEARL 042E", raw="OCEAN PEARL 042E")),
    ]
    entry = EntrySummary(consignee=Party(name="Beta Inc"), importer_of_record=Party(name="Beta Inc"), source="e.json")
    found = parties_of(documents, entry)
    assert [(one.role, one.party.name) for one in found] == [
        ("seller", "Alpha Bearings Co., Ltd."),
        ("buyer", "Beta Inc"),
        ("vessel", "OCEAN PEARL 042E"),
    ]
    assert [place.file for place in found[0].evidence] == ["commercial_invoice.pdf", "packing_list.pdf"]
    assert [place.path for place in found[1].evidence] == [None, "importer_of_record", "consignee"]


def test_a_doubtful_reading_is_not_screened() -> None:
    assert parties_of([paper("commercial_invoice", seller=party("Alpha", confidence=0.3))], None) == []


def test_an_address_in_the_region_is_told_and_no_address_is_no_answer() -> None:
    there = [paper("commercial_invoice", manufacturer=party("Tianshan Foods", "8 Youhao Road, Urumqi", "CN"))]
    elsewhere = [paper("commercial_invoice", seller=party("Alpha", "Suite 830011, Houston, TX", "US"))]
    silent = [paper("commercial_invoice", seller=party("Alpha"))]
    hits = region_hits(there, None)
    assert hits is not None
    assert [(hit.role, hit.sure) for hit in hits] == [("manufacturer", True)]
    assert region_hits(elsewhere, None) == []
    assert region_hits(silent, None) is None
