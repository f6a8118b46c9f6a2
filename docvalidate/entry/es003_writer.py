"""Entries as CSV with the columns of the ACE report ES-003: a row a tariff number."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from docvalidate.domain.entry import EntryLine, EntrySummary, EntryTariff
from docvalidate.entry.catair.entry_summary import QUANTITIES, main_tariff
from docvalidate.reference.identifiers import entry_number

COLUMNS = (
    "Entry Summary Number",
    "Entry Summary Line Number",
    "Entry Type Code",
    "Importer Number",
    "Importer Name",
    "Ultimate Consignee Number",
    "Ultimate Consignee Name",
    "Port of Entry Code",
    "Entry Date",
    "Entry Summary Date",
    "Importation Date",
    "Export Date",
    "Mode of Transportation Code",
    "Vessel Name",
    "Importing Carrier Code",
    "Country of Origin Code",
    "Country of Export Code",
    "Manufacturer ID",
    "Foreign Exporter ID",
    "Line SPI Code",
    "Line Gross Weight",
    "Line Charges Amount",
    "Related Party Indicator",
    "Line MPF Amount",
    "Line HMF Amount",
    "Tariff Ordinal Number",
    "HTS Number - Full",
    "Line Tariff Goods Value Amount",
    "Line Tariff Duty Amount",
    "Line Tariff Quantity (1)",
    "Line Tariff UOM (1) Code",
    "Line Tariff Quantity (2)",
    "Line Tariff UOM (2) Code",
    "Line Tariff Quantity (3)",
    "Line Tariff UOM (3) Code",
)


def write(entries: list[EntrySummary]) -> str:
    """The CSV, dates MM/DD/YYYY, money without signs."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        for line in entry.lines:
            head = _head(entry, line)
            for ordinal, tariff in enumerate(_tariffs(line), start=1):
                quantities = [_plain(getattr(tariff, name)) for pair in QUANTITIES for name in pair[:2]]
                row = [*head, ordinal, tariff.number, _plain(tariff.entered_value), _plain(tariff.duty), *quantities]
                writer.writerow([_safe(cell) for cell in row])
    return stream.getvalue()


def _head(entry: EntrySummary, line: EntryLine) -> list[object]:
    importer, consignee = entry.importer_of_record, entry.consignee
    days = [
        day.strftime("%m/%d/%Y") if day else ""
        for day in (entry.entry_date, entry.summary_date, entry.import_date, entry.export_date)
    ]
    related = "" if line.related_parties is None else "Y" if line.related_parties else "N"
    fees = line.fees or {}
    return [
        entry_number.compact(entry.entry_number or ""),
        line.line_number,
        entry.entry_type,
        importer.number if importer else "",
        importer.name if importer else "",
        consignee.number if consignee else "",
        consignee.name if consignee else "",
        entry.port_of_entry,
        *days,
        entry.mode_of_transport,
        entry.vessel,
        entry.carrier_scac,
        line.country_of_origin,
        line.country_of_export or entry.exporting_country,
        line.manufacturer_id,
        line.foreign_exporter,
        line.spi,
        _plain(line.gross_weight_kg),
        _plain(line.charges),
        related,
        _plain(fees.get("499")),
        _plain(fees.get("501")),
    ]


def _tariffs(line: EntryLine) -> list[EntryTariff]:
    if line.tariffs:
        return line.tariffs
    main = main_tariff(line.hts_numbers)
    quantities = {name: getattr(line, name) for pair in QUANTITIES for name in pair[:2]}
    return [
        EntryTariff(number=number, entered_value=line.entered_value, duty=line.duty, **quantities)
        if index == main
        else EntryTariff(number=number)
        for index, number in enumerate(line.hts_numbers)
    ]


def _plain(value: Decimal | str | None) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else value


def _safe(cell: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "@", "\t", "\r"):
        return "'" + cell
    return "" if cell is None else cell
