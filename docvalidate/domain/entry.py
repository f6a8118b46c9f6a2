"""The entry summary as filed or about to be filed, whatever form it came in."""

from __future__ import annotations

import datetime

from docvalidate.domain.document import Party
from docvalidate.domain.page import Box
from docvalidate.domain.records import Number, Record


class EntryPlace(Record):
    """Where a field of the entry stands in its file: a page and box, a cell, or a path such as `lines[2].quantity`."""

    file: str
    page: int | None = None
    bbox: Box | None = None
    cell: str | None = None
    path: str | None = None
    text: str | None = None


class EntryInvoice(Record):
    """An invoice the entry names. `exchange_rate` is US dollars for one unit of `currency` (19 CFR 159.31)."""

    number: str
    currency: str | None = None
    exchange_rate: Number | None = None
    amount: Number | None = None


class EntryLine(Record):
    """A line of the entry summary. Values in whole US dollars, weights in kilograms, dates of the entry."""

    line_number: int
    hts_numbers: list[str] = []
    description: str | None = None
    country_of_origin: str | None = None
    country_of_export: str | None = None
    manufacturer_id: str | None = None
    quantity: Number | None = None
    unit: str | None = None
    quantity2: Number | None = None
    unit2: str | None = None
    quantity3: Number | None = None
    unit3: str | None = None
    entered_value: Number | None = None
    charges: Number | None = None
    gross_weight_kg: Number | None = None
    related_parties: bool | None = None
    spi: str | None = None
    duty: Number | None = None
    fees: dict[str, Number] | None = None
    invoice_number: str | None = None
    invoice_lines: list[int] | None = None


class EntrySummary(Record):
    """The entry. What a form does not carry is None, and the rules that need it are not assessed."""

    entry_number: str | None = None
    entry_type: str | None = None
    port_of_entry: str | None = None
    entry_date: datetime.date | None = None
    import_date: datetime.date | None = None
    export_date: datetime.date | None = None
    importer_of_record: Party | None = None
    consignee: Party | None = None
    mode_of_transport: str | None = None
    carrier_scac: str | None = None
    vessel: str | None = None
    bills_of_lading: list[str] | None = None
    containers: list[str] | None = None
    package_count: Number | None = None
    gross_weight_kg: Number | None = None
    exporting_country: str | None = None
    invoices: list[EntryInvoice] | None = None
    total_entered_value: Number | None = None
    duty: Number | None = None
    mpf: Number | None = None
    hmf: Number | None = None
    lines: list[EntryLine] = []
    source: str | None = None
    """The file it was read from."""
    places: dict[str, EntryPlace] | None = None
    """Where each field stands, by path (`gross_weight_kg`, `lines[0].quantity`); forms without places leave it out."""
