"""From files to shipments: sub-folders, loose files, the same entry twice, batches of entries."""

from __future__ import annotations

from pathlib import Path

from docvalidate.domain.document import Document, Failure, plain_to_value
from docvalidate.domain.entry import EntryInvoice, EntryPlace, EntrySummary
from docvalidate.engine.discovery import Folder
from docvalidate.engine.grouping import ShipmentPapers, group
from docvalidate.engine.paper import FileReading

ROOT = Path("runs")


def folder(name: str) -> Folder:
    return Folder(name, ROOT / name, ())


def paper(file: str, **fields: object) -> FileReading:
    values = {name: plain_to_value(name, value) for name, value in fields.items()}
    return FileReading(file, documents=[Document(file=file, type="commercial_invoice", fields=values)])


def entry(file: str, number: str, *invoices: str, form: str = "native-json", **more: object) -> FileReading:
    known = [EntryInvoice(number=invoice) for invoice in invoices]
    summary = EntrySummary(entry_number=number, invoices=known, source=file, **more)  # type: ignore[arg-type]
    return FileReading(file, entries=[summary], form=form)


def note(file: str) -> FileReading:
    return FileReading(file, notes=[f"{file}: neither a paper nor an entry, passed over"])


def names(shipments: list[ShipmentPapers]) -> dict[str, list[str]]:
    return {one.name: [document.file for document in one.documents] for one in shipments}


def test_papers_and_entry_of_a_folder_are_one_shipment() -> None:
    shipments, loose = group([(folder("S1"), paper("CI.pdf")), (folder("S1"), entry("entry.json", "B76-1"))])
    assert names(shipments) == {"S1": ["CI.pdf"]}
    assert shipments[0].entry is not None
    assert shipments[0].documents[0].shipment == "S1"
    assert not loose


def test_subfolders_without_an_entry_belong_to_the_folder_with_one() -> None:
    place = {"gross_weight_kg": EntryPlace(file="entry.json", path="gross_weight_kg")}
    shipments, _ = group(
        [
            (folder("S1"), entry("entry.json", "B76-1", places=place)),
            (folder("S1/papers"), paper("CI.pdf")),
            (folder("S1/other"), entry("entry.json", "B76-2", places=place)),
            (folder("S1/other/papers"), paper("CI.pdf")),
        ]
    )
    assert names(shipments) == {"S1": ["papers/CI.pdf"], "S1/other": ["papers/CI.pdf"]}


def test_without_an_entry_each_folder_is_its_own() -> None:
    shipments, _ = group([(folder("S1"), paper("CI.pdf")), (folder("S1/more"), paper("PL.pdf"))])
    assert names(shipments) == {"S1": ["CI.pdf"], "S1/more": ["PL.pdf"]}


def test_a_folder_of_strange_files_is_no_shipment() -> None:
    shipments, loose = group([(folder("."), note("results.json")), (folder("S1"), paper("CI.pdf"))])
    assert names(shipments) == {"S1": ["CI.pdf"]}
    assert loose == ["./results.json: neither a paper nor an entry, passed over"]


def test_a_strange_file_beside_papers_is_a_note_of_the_shipment() -> None:
    shipments, loose = group([(folder("S1"), note("todo.txt")), (folder("S1"), paper("CI.pdf"))])
    assert shipments[0].notes == ["todo.txt: neither a paper nor an entry, passed over"]
    assert not loose


def test_a_file_that_failed_makes_a_shipment_of_its_folder() -> None:
    broken = FileReading("CI.pdf", failures=[Failure(file="CI.pdf", error="CI.pdf: is empty; ask again.")])
    shipments, _ = group([(folder("S1"), broken)])
    assert shipments[0].failures[0].error == "CI.pdf: is empty; ask again."


def test_an_entry_that_failed_still_claims_its_subfolders() -> None:
    broken = FileReading(
        "entry.json",
        form="native-json",
        failures=[Failure(file="entry.json", error="entry.json: is no JSON; mend it.")],
    )
    shipments, _ = group([(folder("S1"), broken), (folder("S1/papers"), paper("CI.pdf"))])
    assert names(shipments) == {"S1": ["papers/CI.pdf"]}
    assert shipments[0].failures


def test_the_same_entry_in_two_forms_is_one_entry() -> None:
    shipments, _ = group(
        [
            (folder("S1"), entry("7501.pdf", "B76-0324527-8", form="form-7501")),
            (folder("S1"), entry("entry.json", "B76 0324527 8")),
            (folder("S1"), paper("CI.pdf")),
        ]
    )
    assert names(shipments) == {"S1": ["CI.pdf"]}
    assert shipments[0].entry is not None
    assert shipments[0].entry.source == "entry.json"
    assert "entry.json was used" in shipments[0].notes[0]


def test_a_release_filing_adds_to_its_entry_and_is_none_of_its_own() -> None:
    filing = entry("release.txt", "B76-0324527-8", form="cargo-release", containers=["TGHU4986151"])
    shipments, _ = group([(folder("S1"), filing), (folder("S1"), entry("entry.json", "B76-0324527-8", "INV-1"))])
    assert names(shipments) == {"S1": []}
    assert shipments[0].entry is not None
    assert shipments[0].entry.source == "entry.json"
    assert shipments[0].entry.containers == ["TGHU4986151"]
    alone, _ = group([(folder("S1"), filing)])
    assert alone[0].entry is not None
    assert alone[0].entry.source == "release.txt"


def test_a_batch_pairs_papers_with_entries_by_number() -> None:
    batch = FileReading(
        "batch.txt",
        form="catair-ae",
        entries=[
            EntrySummary(entry_number="B76-1", bills_of_lading=["MAEU111111111"]),
            EntrySummary(entry_number="B76-2", invoices=[EntryInvoice(number="INV-2")], containers=["TGHU4986151"]),
        ],
    )
    shipments, _ = group(
        [
            (folder("M"), batch),
            (folder("M"), paper("CI1.pdf", invoice_number="INV-1", bill_of_lading_number="111111111")),
            (folder("M"), paper("PL1.pdf", invoice_number="INV-1")),
            (folder("M"), paper("CI2.pdf", invoice_number="inv 2")),
            (folder("M"), paper("BL2.pdf", container_numbers=["TGHU 498615-1"])),
            (folder("M"), paper("stray.pdf", invoice_number="INV-9")),
        ]
    )
    assert names(shipments) == {
        "M#B76-1": ["CI1.pdf", "PL1.pdf"],
        "M#B76-2": ["CI2.pdf", "BL2.pdf"],
        "M": ["stray.pdf"],
    }
    assert shipments[2].entry is None
    assert "no invoice, bill or container" in shipments[2].notes[0]


def test_an_unread_paper_of_a_batch_leaves_no_entry_complete() -> None:
    batch = FileReading(
        "batch.txt",
        form="catair-ae",
        entries=[
            EntrySummary(entry_number="B76-1", bills_of_lading=["MAEU111111111"]),
            EntrySummary(entry_number="B76-2", bills_of_lading=["MAEU222222222"]),
        ],
    )
    scan = FileReading("scan.pdf", failures=[Failure(file="scan.pdf", error="scan.pdf: is damaged; ask again.")])
    named = FileReading("222222222.pdf", failures=[Failure(file="222222222.pdf", error="222222222.pdf: is empty.")])
    shipments, _ = group([(folder("M"), batch), (folder("M"), scan), (folder("M"), named)])
    assert [[failure.file for failure in one.failures] for one in shipments] == [
        ["scan.pdf"],
        ["scan.pdf", "222222222.pdf"],
    ]


def test_a_bill_that_two_entries_share_does_not_decide() -> None:
    batch = FileReading(
        "es003.csv",
        form="es003",
        entries=[
            EntrySummary(entry_number="B76-1", bills_of_lading=["MAEU1111111"], invoices=[EntryInvoice(number="A1")]),
            EntrySummary(entry_number="B76-2", bills_of_lading=["MAEU1111111"], invoices=[EntryInvoice(number="A2")]),
        ],
    )
    shipments, _ = group(
        [
            (folder("M"), batch),
            (folder("M"), paper("CI1.pdf", invoice_number="A1", bill_of_lading_number="MAEU1111111")),
            (folder("M"), paper("CI2.pdf", invoice_number="A2", bill_of_lading_number="MAEU1111111")),
        ]
    )
    assert names(shipments) == {"M#B76-1": ["CI1.pdf"], "M#B76-2": ["CI2.pdf"]}
