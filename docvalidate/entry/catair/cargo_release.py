"""CATAIR cargo release (SE) and importer security filing (SF): parties, bills, containers and lines, as far as filed.

Neither is an entry summary: there is no duty, quantity or weight. What they carry beyond one, the parties by name, is
what `parties` holds. The guide is ACE Cargo Release, version 40.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryLine, EntryPlace, EntrySummary
from docvalidate.domain.errors import ReadingError
from docvalidate.entry.catair import parties, records
from docvalidate.entry.catair.layout import CARGO_RELEASE, ENVELOPE, layouts
from docvalidate.entry.catair.records import CatairRecord
from docvalidate.entry.catair.transaction import UNKNOWN
from docvalidate.entry.content import Content
from docvalidate.reference.identifiers import container, entry_number

STARTS = ("SE10", "SF10")


def recognises(content: Content) -> bool:
    """Whether one of the first lines begins a cargo release or an importer security filing."""
    if content.is_pdf or content.is_zip or content.head[:1] in (b"{", b"[", b"<", b""):
        return False
    lines = content.data[:6000].decode("latin-1").upper().splitlines()
    if len(lines) == 1:
        lines = [lines[0][start : start + 80] for start in range(0, len(lines[0]), 80)]
    known = layouts(CARGO_RELEASE, ENVELOPE)
    filled = [line for line in lines[:40] if line.strip()]
    return any(line[:4] in STARTS for line in filled) and sum(
        records.control_identifier(line, known) is not None for line in filled
    ) >= 0.7 * len(filled)


def read(content: Content) -> list[EntrySummary]:
    """Every transaction of the file. Raises ReadingError that names line, record, columns, element and value."""
    known = layouts(CARGO_RELEASE, ENVELOPE)
    transactions: list[_Transaction] = []
    for number, line in records.cut_lines(content.file, content.data):
        identifier = records.control_identifier(line, known)
        if identifier is None:
            name = UNKNOWN.match(line)
            if name is None or not transactions:
                problem = f"{line[:4]!r} begins no record"
                remedy = "look for a lost or inserted character"
                raise ReadingError(content.file, problem, remedy, place=f"line {number}")
            transactions[-1].unknown.setdefault(line[:4], []).append(number)
            continue
        record = records.record(content.file, number, line, known[identifier])
        if identifier in STARTS:
            transactions.append(_Transaction(content.file, record))
        elif len(identifier) > 1:
            if not transactions:
                problem = f"record {identifier} stands before any record SE10 or SF10"
                raise ReadingError(content.file, problem, "begin with record SE10 or SF10", place=f"line {number}")
            transactions[-1].records.append(record)
    return [transaction.build() for transaction in transactions]


class _Transaction:
    def __init__(self, file: str, first: CatairRecord) -> None:
        self.file, self.first = file, first
        self.records: list[CatairRecord] = []
        self.unknown: dict[str, list[int]] = {}
        self.places: dict[str, EntryPlace] = {}

    def build(self) -> EntrySummary:
        header = self._release() if self.first.record == "SE10" else self._security_filing()
        start = next((index for index, found in enumerate(self.records) if found.record == "SE40"), len(self.records))
        head, rest = self.records[:start], self.records[start:]
        if self.first.record == "SE10":
            named = parties.collect(head, "SE30", "SE35", "SE36")
        else:
            named = parties.collect(head, "SF30", "SF35", "SF36")
        for role in ("importer_of_record", "consignee"):
            if role in named and role not in header:
                header[role] = named.pop(role)
        groups: list[list[CatairRecord]] = []
        for found in rest:
            if found.record == "SE40":
                groups.append([])
            groups[-1].append(found)
        lines = [self._line(index, group) for index, group in enumerate(groups)]
        notes = [f"{len(lines)} record(s) {name} (not known here) not used" for name, lines in self.unknown.items()]
        return EntrySummary(**header, lines=lines, parties=named or None, notes=notes or None, source=self.file,
                            places=self.places)  # fmt: skip

    def take(self, values: dict[str, Any], path: str, key: str, record: CatairRecord, name: str) -> None:
        value = record.value(name)
        if value is not None:
            values[key] = value
            self.places[path + key] = EntryPlace(file=self.file, path=record.place(name), text=value)

    def _release(self) -> dict[str, Any]:
        ten, header = self.first, dict[str, Any]()
        header["entry_number"] = entry_number.format(f"{ten.value('entry_filer_code')}{ten.value('entry_number')}")
        self.take(header, "", "entry_type", ten, "entry_type")
        self.take(header, "", "mode_of_transport", ten, "mode_of_transportation_code")
        self.take(header, "", "port_of_entry", ten, "planned_port_of_entry")
        self.take(header, "", "port_of_unlading", ten, "port_of_unlading")
        value = ten.number_of("estimated_entry_value")
        if value:
            header["total_entered_value"] = value
        if number := ten.value("importer_of_record"):
            header["importer_of_record"] = Party(name="", number=number)
        for found in self.records:
            if found.record == "SE11":
                header["entry_date"] = self._date(found, "elected_entry_date")
                self.take(header, "", "location_of_goods", found, "location_of_goods_firms")
                self.take(header, "", "vessel", found, "conveyance_name_or_ftz_id")
            elif found.record == "SE16":
                self.take(header, "", "carrier_scac", found, "carrier_code")
                header["arrival_date"] = self._date(found, "date_of_arrival")
        self._bills(header)
        boxes = [found.value("equipment_number") for found in self.records if found.record == "SE17"]
        header["containers"] = [box for box in boxes if box] or None
        return header

    def _bills(self, header: dict[str, Any]) -> None:
        bills: list[str] = []
        packages = Decimal(0)
        for found in self.records:
            if found.record == "SE15":
                number = found.value("bill_of_lading_number") or ""
                if found.value("bill_type_indicator") == "I":
                    header["in_bond_number"] = number
                else:
                    bills.append((found.value("issuer_code_of_bill_of_lading_number") or "") + number)
                packages += found.number_of("quantity") or Decimal(0)
        header["bills_of_lading"] = list(dict.fromkeys(bills)) or None
        header["package_count"] = packages or None

    def _security_filing(self) -> dict[str, Any]:
        ten, header = self.first, dict[str, Any]()
        self.take(header, "", "mode_of_transport", ten, "mode_of_transportation_code")
        self.take(header, "", "carrier_scac", ten, "scac_identifier")
        if number := ten.value("isf_importer_number"):
            header["importer_of_record"] = Party(name="", number=number)
        bills, boxes = [], []
        for found in self.records:
            if found.record == "SF20":
                qualifier, text = found.value("reference_identifier_qualifier"), found.value("reference_identifier")
                if qualifier in ("BM", "OB", "HB", "MB") and text:
                    bills.append(text)
            elif found.record == "SF25":
                parts = ("equipment_initial", "equipment_number", "equipment_number_check_digit")
                text = "".join(found.value(part) or "" for part in parts)
                if text[4:].isdigit() and len(text) == 10:
                    text += container.check_digit(text)
                boxes.append(text)
        header["bills_of_lading"] = bills or None
        header["containers"] = boxes or None
        return header

    def _date(self, record: CatairRecord, name: str) -> datetime.date | None:
        """A date that these records class as digits. Raises ReadingError."""
        text = record.value(name)
        if text is None or text == "000000":
            return None
        day = records.date_mmddyy(text)
        if day is None:
            raise record.error(name, f"{text!r} is no day of the calendar (MMDDYY)", "correct the date")
        return day

    def _line(self, index: int, group: list[CatairRecord]) -> EntryLine:
        path, forty = f"lines[{index}].", group[0]
        values: dict[str, Any] = {"line_number": int(forty.value("line_item_identifier") or 0)}
        self.take(values, path, "country_of_origin", forty, "country_of_origin")
        self.take(values, path, "description", forty, "commercial_invoice_description")
        numbers: list[str] = []
        total = Decimal(0)
        for found in group:
            if found.record == "SE60":
                number = found.value("hts_number") or ""
                if not re.fullmatch(r"\d{6,10}", number):
                    raise found.error("hts_number", f"{number!r} is no tariff number", "file 6, 8 or 10 digits")
                self.places[f"{path}hts_numbers[{len(numbers)}]"] = EntryPlace(
                    file=self.file, path=found.place("hts_number"), text=number
                )
                numbers.append(number)
                total += found.number_of("line_item_value") or Decimal(0)
        values["hts_numbers"] = numbers
        values["entered_value"] = total or None
        named = parties.collect(group, "SE50", "SE55", "SE56")
        values["parties"] = named or None
        if "manufacturer" in named and named["manufacturer"].number:
            values["manufacturer_id"] = named["manufacturer"].number
        return EntryLine(**values)
