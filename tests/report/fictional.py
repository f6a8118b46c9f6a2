"""A fictional run for the report tests: papers drawn here, with text that tries to break out of every format."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from reportlab.pdfgen import canvas

from docvalidate.domain.document import Document, Failure, Party, Value
from docvalidate.domain.entry import EntryInvoice, EntryLine, EntrySummary
from docvalidate.domain.finding import (
    Citation,
    Evidence,
    Finding,
    Money,
    NotAssessed,
    Validation,
    Worksheet,
    WorksheetRow,
)
from docvalidate.domain.page import Box
from docvalidate.domain.run import RunResult

HOSTILE = "<script>document.title='broken'</script>\"><img src=x onerror=alert(1)> {{ 7*7 }}"
"""In a description: it must stay text."""
TERMINAL = "Lamp\x1b[31m red\u202e edoc \x07"
"""Escape sequences and a direction mark: neither may reach a terminal."""
FORMULA = '=HYPERLINK("http://example.com","Kettle")'

WIDTH, HEIGHT = 595.0, 842.0
ROW_TOP = {1: 300.0, 2: 320.0}
COLUMNS = {"description": 60.0, "hts_number": 300.0, "quantity": 370.0, "unit_price": 420.0, "amount": 490.0}

ITEMS: list[dict[str, Any]] = [
    {"description": HOSTILE, "hts_number": "851660", "quantity": "120", "unit_price": "84.345", "amount": "10,121.40"},
    {"description": FORMULA, "hts_number": "940521", "quantity": "40", "unit_price": "22.50", "amount": "900.00"},
]


def draw_invoice(path: Path) -> None:
    """A one-page invoice with two lines; the descriptions are shortened on the page, not in the values."""
    page = canvas.Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    page.setFont("Helvetica-Bold", 16)
    page.drawString(60, HEIGHT - 80, "COMMERCIAL INVOICE")
    page.setFont("Helvetica", 9)
    page.drawString(60, HEIGHT - 110, "Invoice No. HV-2041")
    page.drawString(60, HEIGHT - 130, "Seller: Hafen & Vogt Leuchten GmbH, Bremen, Germany")
    for number, item in enumerate(ITEMS, start=1):
        for name, x in COLUMNS.items():
            page.drawString(x, HEIGHT - ROW_TOP[number] - 9, str(item[name])[:40])
    page.drawString(420, HEIGHT - 369, "Total USD")
    page.drawString(490, HEIGHT - 369, "11,021.40")
    page.save()


def draw_packing_list(path: Path) -> None:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Packing"
    for row in (["Packing list HV-2041"], ["Goods", "Cartons", "Gross kg"], ["Kettles", 12, 410.5], ["Lamps", 5, 61]):
        sheet.append(row)
    book.save(path)


def draw_shipments(folder: Path) -> dict[str, Path]:
    """Writes the papers of the run and says where each shipment lies."""
    folders = {name: folder / name for name in ("north", "south", "west")}
    for path in folders.values():
        path.mkdir(parents=True)
    draw_invoice(folders["north"] / "invoice.pdf")
    draw_packing_list(folders["north"] / "packing.xlsx")
    (folders["west"] / "damaged.pdf").write_bytes(b"%PDF-1.4\nthis is no page\n")
    return folders


def box(name: str, row: int) -> Box:
    """Where a value stands in the invoice."""
    return (COLUMNS[name], ROW_TOP[row], COLUMNS[name] + 50, ROW_TOP[row] + 10)


def run() -> RunResult:
    """A hold, a pass without an entry, and an incomplete one."""
    return RunResult(
        run={"tool": "0.0.0", "pipeline": "us-entry", "as_of": "2026-05-01", "lists": []},
        shipments=[_north(), _south(), _west()],
        notes=["lists: the newest is 40 days old"],
    )


def _item(number: int, numbers: dict[str, Decimal]) -> dict[str, Value]:
    printed = ITEMS[number - 1]
    return {
        name: Value(
            value=numbers.get(name, printed[name]),
            raw=printed[name],
            confidence=0.98,
            page=1,
            bbox=box(name, number),
            agreed=["table", "arithmetic"],
        )
        for name in COLUMNS
    }


def _north() -> Validation:
    invoice = Document(
        shipment="north",
        file="invoice.pdf",
        pages=[1],
        type="commercial_invoice",
        fields={
            "invoice_number": Value(value="2041", raw="HV-2041", page=1, bbox=(110, 100, 150, 111)),
            "invoice_date": Value(
                value=datetime.date(2026, 4, 3),
                raw="03/04/26",
                confidence=0.5,
                alternatives=[Value(value=datetime.date(2026, 3, 4), raw="03/04/26", confidence=0.5)],
            ),
            "seller": Value(
                value=Party(name="Hafen & Vogt Leuchten GmbH", address="Bremen", country="DE"),
                raw="Hafen & Vogt Leuchten GmbH",
                page=1,
                bbox=(90, 120, 210, 131),
            ),
            "total_amount": Value(value=Decimal("11021.40"), raw="11,021.40", page=1, bbox=(490, 361, 532, 371)),
            "incoterm": Value(value="FOB", raw="F0B", confidence=0.4),
        },
        line_items=[
            _item(1, {"quantity": Decimal(120), "unit_price": Decimal("84.345"), "amount": Decimal("10121.40")}),
            _item(2, {"quantity": Decimal(40), "unit_price": Decimal("22.50"), "amount": Decimal("900.00")}),
        ],
    )
    packing = Document(
        shipment="north",
        file="packing.xlsx",
        pages=[1],
        type="packing_list",
        fields={"gross_weight_kg": Value(value=Decimal("410.5"), raw="410.5", cell="C3")},
    )
    entry = EntrySummary(
        entry_number="ABC-1234567-1",
        entry_type="01",
        importer_of_record=Party(name="Lakeshore Lighting Inc."),
        invoices=[EntryInvoice(number="HV-2041", currency="USD")],
        gross_weight_kg=Decimal("512"),
        total_entered_value=Decimal(11021),
        lines=[
            EntryLine(line_number=1, hts_numbers=["8516602200"], description="KETTLES", entered_value=Decimal(11021)),
            EntryLine(line_number=2, hts_numbers=["9405210000"], description=TERMINAL, entered_value=Decimal(900)),
        ],
        source="entry.json",
    )
    value = Finding(
        rule="value-mismatch",
        severity="error",
        message=f"Line 1: the entry says $11,021, the invoice line for {HOSTILE} comes to $10,121.40.",
        confidence=0.97,
        entry_number="ABC-1234567-1",
        shipment="north",
        entry_line=1,
        expected=Decimal("10121.40"),
        found=Decimal(11021),
        evidence=[
            Evidence(file="invoice.pdf", page=1, bbox=box("amount", 1), text="10,121.40"),
            Evidence(file="entry.json", path="lines[0].entered_value", text="11021"),
        ],
        citation=Citation(text="19 CFR 152.103", url="https://www.ecfr.gov/current/title-19/section-152.103"),
        fix="Enter $10,121, or have the invoice corrected.",
        money=Money(duty=Decimal("-35.09"), fees=Decimal("-3.12"), exposure=Decimal("899.60")),
        fingerprint="f1f1f1f1",
    )
    weight = Finding(
        rule="gross-weight-mismatch",
        severity="warning",
        message="The entry says 512 kg gross, the packing list says 410.5 kg.",
        shipment="north",
        expected=Decimal("410.5"),
        found=Decimal("512"),
        evidence=[
            Evidence(file="packing.xlsx", cell="C3", text="410.5"),
            Evidence(file="entry.json", path="gross_weight_kg", text="512"),
        ],
        citation=Citation(text="CATAIR AE record 40", url="javascript:alert(1)"),
        fingerprint="f2f2f2f2",
    )
    papers = Finding(
        rule="line-not-entered",
        severity="error",
        message=f"The invoice bills {FORMULA}, no entry line covers it.",
        shipment="north",
        expected=FORMULA,
        evidence=[Evidence(file="invoice.pdf", page=1, bbox=box("description", 2), text=FORMULA)],
        fingerprint="f3f3f3f3",
    )
    worksheet = Worksheet(
        invoice_number="HV-2041",
        file="invoice.pdf",
        currency="EUR",
        exchange_rate=Decimal("1.0825"),
        rows=[
            WorksheetRow(
                text="Lines of the invoice",
                amount=Decimal("11021.40"),
                evidence=[Evidence(file="invoice.pdf", page=1, bbox=(490, 361, 532, 371), text="11,021.40")],
            ),
            WorksheetRow(text="Freight, itemised: no part of the value", amount=Decimal("-450")),
        ],
        value_in_currency=Decimal("10571.40"),
        entered_value=Decimal("11443.54"),
        open_question="The price is CIF and the insurance is not itemised: 10,571.40 or 10,521.40.",
    )
    return Validation(
        shipment="north",
        verdict="hold",
        documents=[invoice, packing],
        entry=entry,
        findings=[weight, value, papers],
        not_assessed=[NotAssessed(rule="net-weight-mismatch", reason="No paper gives a net weight.")],
        worksheets=[worksheet],
        notes=["notes.txt is neither paper nor entry."],
    )


def _south() -> Validation:
    return Validation(
        shipment="south",
        verdict="pass",
        not_assessed=[
            NotAssessed(rule="net-weight-mismatch", reason="No paper gives a net weight."),
            NotAssessed(rule="watchlist-match", reason="No watch list is held."),
        ],
    )


def _west() -> Validation:
    failure = Failure(file="damaged.pdf", error="damaged.pdf: is damaged; ask the sender for it again.")
    broken = Document(shipment="west", file="damaged.pdf", pages=[1], type="other")
    return Validation(shipment="west", verdict="incomplete", documents=[broken], failures=[failure])
