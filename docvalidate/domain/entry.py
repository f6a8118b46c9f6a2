"""The entry summary as filed or about to be filed, whatever form it came in."""

from __future__ import annotations

import datetime

from pydantic import Field

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


class EntryTariff(Record):
    """One tariff number of a line with its own duty, value and quantities (AE record 50), where they differ by number.

    A chapter 99 number carries the additional duty; the number of chapters 1-97 carries the value and the quantities.
    """

    number: str
    entered_value: Number | None = None
    duty: Number | None = None
    quantity: Number | None = None
    unit: str | None = None
    quantity2: Number | None = None
    unit2: str | None = None
    quantity3: Number | None = None
    unit3: str | None = None


class EntryCase(Record):
    """An antidumping or countervailing duty case claimed on a line (AE record 53). `rate` as filed, in percent."""

    number: str
    rate: Number | None = None
    value: Number | None = None
    duty: Number | None = None
    bonded: bool | None = None


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
    tariffs: list[EntryTariff] | None = None
    """Where the form gives duty or value by tariff number and they are not all on the line's own number."""
    cases: list[EntryCase] | None = None
    article_set: str | None = None
    """X for the header of an article set, V for a component (AE record 40)."""
    fee_exemption: str | None = None
    foreign_port_of_lading: str | None = None
    """Schedule K, five digits."""
    sold_to: str | None = None
    """The importer number of the party the goods were sold to (AE record 47 S)."""
    foreign_exporter: str | None = None
    """The identifier of the foreign exporter (AE record 47 E)."""
    delivered_to: str | None = None
    export_date: datetime.date | None = None
    """Where the lines left on different days; else the entry's own `export_date` holds for all."""
    other_invoices: dict[str, list[int]] | None = None
    """Further invoices of the line, with their line numbers, beside `invoice_number` and `invoice_lines`."""
    ruling: str | None = None
    """The letter of its kind and the number (AE record 43), such as `R123456`."""
    licences: list[str] | None = None
    """Type code and number (AE record 52)."""
    declarations: list[str] | None = None
    """Type code and information of the importer's additional declarations (AE record 54), such as `08DE`."""
    parties: dict[str, Party] | None = None
    """Parties named for this line alone (cargo release, ISF): manufacturer, seller, …"""


SUMS = frozenset({"gross_weight_kg", "total_entered_value", "duty"})
"""Totals that a reader adds up from the lines where the form has them by line alone."""


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
    summary_date: datetime.date | None = None
    arrival_date: datetime.date | None = None
    port_of_unlading: str | None = None
    location_of_goods: str | None = None
    """FIRMS code."""
    state_of_destination: str | None = None
    broker_reference: str | None = None
    package_unit: str | None = None
    missing_documents: list[str] | None = None
    in_bond_number: str | None = None
    fees: dict[str, Number] | None = None
    """Totals by accounting class code other than 499 (mpf) and 501 (hmf)."""
    tax: Number | None = None
    antidumping_duty: Number | None = None
    countervailing_duty: Number | None = None
    parties: dict[str, Party] | None = None
    """Parties of cargo release and ISF: manufacturer, seller, buyer, ship_to, consolidator, stuffing_location."""
    security_filing_date: datetime.date | None = None
    """The day on which the importer security filing was accepted."""
    manifest_date: datetime.date | None = None
    """The day on which the carrier's cargo declaration was sent."""
    release_importer: str | None = None
    """The importer's number in the cargo release or security filing that belongs to it."""
    release_lines: list[EntryLine] | None = None
    """The lines of the cargo release or security filing that belongs to it: tariff numbers, origins, makers."""
    notes: list[str] | None = None
    """What the reader met and could not use: unknown keys, records and columns, each with its place."""
    source: str | None = None
    """The file it was read from."""
    places: dict[str, EntryPlace] | None = None
    """Where each field stands, by path (`gross_weight_kg`, `lines[0].quantity`); forms without places leave it out."""
    not_carried: dict[str, str] = Field(default={}, exclude=True, repr=False)
    """By field (`vessel`, `lines.charges`), why the form it came in does not carry it, or only under a condition."""

    def lacks(self, field: str) -> str | None:
        """Why the entry cannot have the field, since its form does not carry it; None where it has or could have it."""
        why = self.not_carried.get(field)
        return why if why is not None and (field in SUMS or not self._has(field)) else None

    def _has(self, field: str) -> bool:
        """Whether a field, or one of a party, or of any line or invoice, is filled."""
        head, _, tail = field.partition(".")
        value = getattr(self, head)
        holders = value if isinstance(value, list) else [value]
        values = [getattr(one, tail, None) for one in holders] if tail else [value]
        return any(one not in (None, "", [], {}) for one in values)
