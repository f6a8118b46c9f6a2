"""CBP Form 7501 as a paper: read by its labels in any of the three printings, with continuation sheets.

Block numbers are never used: the 2024 printing moved most of them by four, and the form itself still cites an old one.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from docvalidate.domain.entry import EntryInvoice, EntryPlace, EntrySummary
from docvalidate.domain.errors import ReadingError
from docvalidate.domain.page import Page
from docvalidate.entry.content import Content
from docvalidate.entry.form7501 import values as read_value
from docvalidate.entry.form7501.cells import Cell, cell_of
from docvalidate.entry.form7501.labels import Label, find_labels
from docvalidate.entry.form7501.lines import Block, Columns, Heading, blocks, columns_of, read_heading, read_line
from docvalidate.reference.identifiers import entry_number, scac

LEAST_BLOCKS = 6
"""A page with fewer different labels of the form is another paper that happens to use some of its words."""
NEEDED = frozenset({"entry_number", "entry_type", "description"})
TOTAL_LABELS = frozenset({"duty_total", "tax_total", "other_total", "total"})


def recognises(content: Content) -> bool:
    """Whether it is a paper whose first pages have the form's labels."""
    if content.is_zip or (not content.is_pdf and content.text is not None):
        return False
    return any(_is_first_sheet(find_labels(page)) for page in content.pages[:3])


def _is_first_sheet(labels: list[Label]) -> bool:
    fields = {label.field for label in labels if label.part in ("block", "column")}
    return len(fields) >= LEAST_BLOCKS + 3 and fields >= NEEDED


def read(content: Content) -> list[EntrySummary]:
    """Every entry in the file: a new one begins at each page with the header blocks of another entry number.

    Raises ReadingError with the page for a form without an entry number or lines.
    """
    entries: list[_Form] = []
    for page in content.pages:
        labels = find_labels(page)
        if _is_first_sheet(labels):
            form = _Form(content.file, page, labels)
            # Continuation sheets may repeat the header.
            if not entries or entries[-1].header.get("entry_number") != form.header.get("entry_number"):
                entries.append(form)
        if entries:
            entries[-1].add(page, labels)
    if not entries:
        raise ReadingError(content.file, "no page has the labels of Form 7501", "give the form itself as PDF")
    return [form.build() for form in entries]


class _Form:
    """One entry while its sheets are read."""

    def __init__(self, file: str, page: Page, labels: list[Label]) -> None:
        self.file, self.first_page = file, page.number
        self.places: dict[str, EntryPlace] = {}
        self.columns: Columns | None = None
        self.heading = Heading()
        self.blocks: list[Block] = []
        self.scanned: list[int] = []
        self.common: dict[str, Any] = {}
        self.header = self._header(page, labels)
        self.totals: dict[str, Any] = {}

    def _header(self, page: Page, labels: list[Label]) -> dict[str, Any]:
        cells: dict[str, Cell] = {}
        for label in labels:
            if label.part == "block" and label.field not in cells:
                cells[label.field] = cell_of(page, label, labels)
        text = {name: cell.text for name, cell in cells.items()}
        header: dict[str, Any] = {}

        def put(key: str, name: str, value: Any, record: dict[str, Any] = header) -> None:
            if value is not None:
                record[key] = value
                self._place(key, page, cells[name])

        if "entry_number" in text:
            number = entry_number.compact(text["entry_number"])
            put("entry_number", "entry_number", entry_number.format(number) if number else None)
        for key, pattern in (
            ("entry_type", r"\d{2}"),
            ("port_of_entry", r"\d{4}"),
            ("mode_of_transport", r"\d{2}"),
            ("port_of_unlading", r"\d{4}"),
            ("location_of_goods", r"[A-Z]\d{3}|[A-Z0-9]{4}"),
        ):
            if key in text:
                put(key, key, read_value.code(text[key], pattern))
        for key in ("summary_date", "entry_date", "import_date", "export_date"):
            if key in text:
                put(key, key, read_value.date(text[key]))
        self._parties(header, text, cells, page)
        self._carriage(header, text, cells, page)
        for name, key, pattern in (
            ("country_of_origin", "country_of_origin", r"[A-Z]{2}"),
            ("exporting_country", "country_of_export", r"[A-Z]{2}"),
            ("manufacturer_id", "manufacturer_id", r"[A-Z]{2}[A-Z0-9]{4,13}"),
            ("foreign_port_of_lading", "foreign_port_of_lading", r"\d{5}"),
        ):
            if name in text and (value := read_value.one(text[name])):
                found = read_value.code(value, pattern)
                if found:
                    self.common[key] = found
                    if name == "exporting_country":
                        put("exporting_country", name, found)
        return header

    def _parties(self, header: dict[str, Any], text: dict[str, str], cells: dict[str, Cell], page: Page) -> None:
        number = {}
        for role in ("importer", "consignee"):
            printed = read_value.one(text.get(f"{role}_number", ""))
            number[role] = printed.upper() if printed else None
        if number["consignee"] == "SAME":
            number["consignee"] = number["importer"]
        for role, key in (("importer", "importer_of_record"), ("consignee", "consignee")):
            printed = text.get(role, "")
            other = "importer" if role == "consignee" else "consignee"
            if printed.strip().upper() in ("SAME", "SAME AS ABOVE", "SAME AS IMPORTER", "SAME AS CONSIGNEE"):
                printed = text.get(other, "")
            party = read_value.party(printed, number[role])
            if party:
                header[key] = party
                source = cells.get(role) if printed else cells.get(f"{role}_number")
                if source:
                    self._place(key, page, source)

    def _carriage(self, header: dict[str, Any], text: dict[str, str], cells: dict[str, Cell], page: Page) -> None:
        carrier = read_value.one(text.get("importing_carrier", ""))
        if carrier:
            key = "carrier_scac" if re.fullmatch(r"[A-Z]{4}|[A-Z0-9]{2}", carrier) else "vessel"
            header[key] = carrier
            self._place(key, page, cells["importing_carrier"])
        bill = read_value.one(text.get("bill", ""))
        if bill:
            header["bills_of_lading"] = [part for part in re.split(r"[,;\s]+", bill.upper()) if part]
            self._place("bills_of_lading", page, cells["bill"])
            issuer, _ = scac.split_bill(header["bills_of_lading"][0])
            if issuer and header.get("mode_of_transport", "1")[:1] == "1":
                header.setdefault("carrier_scac", issuer)
        in_bond = read_value.one(text.get("in_bond_number", ""))
        if in_bond:
            header["in_bond_number"] = in_bond
        missing = re.findall(r"\b\d{2}\b", text.get("missing_documents", ""))
        if missing:
            header["missing_documents"] = missing

    def add(self, page: Page, labels: list[Label]) -> None:
        """Reads the lines and totals of a sheet; a continuation sheet without column labels has the ones before."""
        if page.source == "ocr":
            self.scanned.append(page.number)
        columns = columns_of(page, labels)
        if columns is not None:
            self.columns = columns
        if self.columns is None:
            return
        top = columns.top + 1 if columns is not None else 0.0
        for block in blocks(page, labels, self.columns, top):
            if block.number is not None:
                self.blocks.append(block)
                continue
            read_heading(block, self.heading)
            if self.blocks:
                self.blocks[-1].goes_on(block)
        self._read_totals(page, labels)

    def _read_totals(self, page: Page, labels: list[Label]) -> None:
        value = next((label for label in labels if label.field == "total_entered_value"), None)
        if value is not None:
            cell = cell_of(page, value, labels)
            amount = read_value.number(cell.text)
            if amount is not None:
                self.totals["total_entered_value"] = amount
                self._place("total_entered_value", page, cell)
        for label in labels:
            if label.field in TOTAL_LABELS and value is not None and label.top >= value.top - 60:
                cell = cell_of(page, label, labels)
                match = re.search(r"([\d,]+)(?:[. ](\d\d))?\s*$", " ".join(cell.text.split()))
                if match:
                    self.totals[label.field] = Decimal(f"{match[1].replace(',', '')}.{match[2] or '00'}")
                    self._place({"duty_total": "duty", "tax_total": "tax"}.get(label.field, label.field), page, cell)
        summary = next((label for label in labels if label.field == "fee_summary"), None)
        if summary is not None:
            cell = cell_of(page, summary, labels)
            for line in cell.text.split("\n"):
                match = re.search(r"\b(\d{3})\b.*?\$? ?([\d,]+\.\d\d)\s*$", line)
                if match:
                    self.totals.setdefault("fees", {})[match[1]] = Decimal(match[2].replace(",", ""))

    def build(self) -> EntrySummary:
        """The entry. Raises ReadingError where the form has no entry number or no lines."""
        place = f"page {self.first_page}"
        if "entry_number" not in self.header:
            raise ReadingError(self.file, "Form 7501 has no entry number", "give a form that is filled in", place=place)
        lines = [
            read_line(block, self.common, self.file, f"lines[{index}].", self.places)
            for index, block in enumerate(self.blocks)
        ]
        if not lines:
            remedy = "give all sheets of the form, as PDF with text"
            raise ReadingError(self.file, "Form 7501 has no line that could be read", remedy, place=place)
        header = dict(self.header)
        for bill in self.heading.bills:
            bills = header.setdefault("bills_of_lading", [])
            if bill not in bills:
                bills.append(bill)
        if self.heading.in_bond:
            header.setdefault("in_bond_number", self.heading.in_bond)
        if self.heading.packages:
            header["package_count"] = self.heading.packages
            header["package_unit"] = self.heading.package_unit
        weights = [line.gross_weight_kg for line in lines]
        if None not in weights:
            header["gross_weight_kg"] = sum(weight for weight in weights if weight is not None)
        if self.heading.invoices:
            header["invoices"] = [EntryInvoice(number=number) for number in self.heading.invoices]
            if len(self.heading.invoices) == 1:
                lines = [line if line.invoice_number else line.model_copy(
                    update={"invoice_number": self.heading.invoices[0]}) for line in lines]  # fmt: skip
        fees = dict(self.totals.get("fees", {}))
        header["mpf"], header["hmf"] = fees.pop("499", None), fees.pop("501", None)
        header["fees"] = fees or None
        header["total_entered_value"] = self.totals.get("total_entered_value")
        header["duty"], header["tax"] = self.totals.get("duty_total"), self.totals.get("tax_total")
        notes = None
        if self.scanned:
            pages = ", ".join(str(number) for number in self.scanned)
            notes = [f"page {pages} is a scan: its figures were read by OCR, compare them with the form"]
        return EntrySummary(**header, lines=lines, notes=notes, source=self.file, places=self.places)

    def _place(self, key: str, page: Page, cell: Cell) -> None:
        words = cell.words
        if words:
            box = (min(word.x0 for word in words), min(word.top for word in words), max(word.x1 for word in words),
                   max(word.bottom for word in words))  # fmt: skip
            self.places[key] = EntryPlace(file=self.file, page=page.number, bbox=page.displayed(box), text=cell.text)
