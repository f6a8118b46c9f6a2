"""A shipment: its papers and its entry, and which of their lines belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from docvalidate.domain.document import Document, DocumentType, Failure, LineItem, Value, usable
from docvalidate.domain.entry import EntryInvoice, EntrySummary
from docvalidate.domain.finding import Citation, Evidence, Severity, Worksheet
from docvalidate.domain.records import Record

BILLS: tuple[DocumentType, ...] = ("bill_of_lading", "air_waybill")
GOVERNING: tuple[DocumentType, ...] = (*BILLS, "packing_list", "commercial_invoice", "arrival_notice")
"""Whose word on weights and packages counts, the first first: the carrier's bill, the packing list, the invoice."""


class LineRef(NamedTuple):
    """A line item of a paper: the place of the document in the shipment and of the line in it, both from 0."""

    document: int
    line: int


class Printed(NamedTuple):
    """A value and the document that prints it."""

    value: Value
    document: Document


def amount_of(item: LineItem) -> Decimal | None:
    """A line's amount as printed, or quantity times unit price where none is printed."""
    amount = usable(item, "amount")
    if amount is not None and amount.number is not None:
        return amount.number
    quantity, price = usable(item, "quantity"), usable(item, "unit_price")
    if quantity is not None and price is not None and quantity.number is not None and price.number is not None:
        return quantity.number * price.number
    return None


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Invoice lines and entry lines that are the same goods: many to one, one to one, or one to many (a split)."""

    invoice_lines: tuple[LineRef, ...]
    entry_lines: tuple[int, ...]
    """Places in `EntrySummary.lines`, from 0."""


@dataclass(frozen=True, slots=True)
class InvoicePair:
    """An invoice among the papers and the invoice the entry names: by its number, or by what is in it.

    `document` is None where no paper is that invoice; `entry_invoice` is None where the entry names no such invoice.
    """

    document: int | None
    entry_invoice: int | None
    by: Literal["number", "contents", "none"] = "none"


@dataclass(frozen=True, slots=True)
class PackingPair:
    """A packing-list line (or several of one article) and the invoice lines that are the same goods."""

    packing_lines: tuple[LineRef, ...]
    invoice_lines: tuple[LineRef, ...]


@dataclass(frozen=True, slots=True)
class ValueReading:
    """One way from an invoice's lines to its value: `factor` takes a line's amount to its share of `total`."""

    why: str
    total: Decimal
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Valuation:
    """What of an invoice belongs to the entered value (19 CFR 152.103), in the invoice's currency."""

    document: int
    readings: tuple[ValueReading, ...] = ()
    """The first is what the papers say; the others are lawful too where the papers leave it open."""
    mistakes: tuple[ValueReading, ...] = ()
    """Figures that explain a difference: freight left in, packing left out."""
    currency: str | None = None
    rate: Decimal | None = None
    """US dollars for one unit of the currency; None where neither the entry nor the currency tells."""
    implied: bool = False
    """The rate was taken from the ratio of the entered values to the invoice, since the entry names none."""
    complete: bool = False
    """The lines read add up to the amount printed, so that a line cannot have been missed."""
    closes: bool = False
    """The lines and the charges lead to the printed total, or what is between them is carriage that the seller pays."""
    anchored: bool = False
    """The figures rest on a printed amount, not only on the lines that were read."""
    worksheet: Worksheet | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """Which lines and invoices belong together."""

    groups: tuple[LineGroup, ...] = ()
    not_entered: tuple[LineRef, ...] = ()
    """Invoice lines without an entry line."""
    not_invoiced: tuple[int, ...] = ()
    """Entry lines without an invoice line."""
    invoices: tuple[InvoicePair, ...] = ()
    valuations: tuple[Valuation, ...] = ()
    packing: tuple[PackingPair, ...] = ()
    not_packed: tuple[LineRef, ...] = ()
    """Invoice lines that no packing-list line is found for, where there is a packing list."""

    @property
    def worksheets(self) -> list[Worksheet]:
        return [valuation.worksheet for valuation in self.valuations if valuation.worksheet is not None]

    def valuation(self, document: int) -> Valuation | None:
        """The valuation of the document at that place."""
        return next((one for one in self.valuations if one.document == document), None)

    def pair_of(self, document: int) -> InvoicePair | None:
        """The pair of the invoice at that place among the documents."""
        return next((pair for pair in self.invoices if pair.document == document), None)


class PartyMatch(Record):
    """A party that resembles a name on a watch list, as the screening found and graded it."""

    name: str
    """As the paper or the entry has it."""
    role: str
    """The field it stands in: `seller`, `consignee`, `importer_of_record` …"""
    evidence: list[Evidence] = []
    list_name: str
    entity_id: str
    listed_name: str
    score: float
    decision: Literal["match", "possible", "weak"]
    severity: Severity = "warning"
    text: str | None = None
    """A whole sentence for the finding, if the screening has one."""
    citation: Citation | None = None
    fix: str | None = None
    explanation: list[str] = []


class RegionHit(Record):
    """A party whose address lies in a region whose goods are presumed to be made with forced labour (UFLPA)."""

    name: str
    role: str
    evidence: list[Evidence] = []
    place: str
    """What in the address tells it: a place, or a post code."""
    sure: bool
    """False where another place bears the same name, or where only a post code tells."""
    sentence: str


@dataclass(frozen=True)
class Shipment:
    """All that is known of a shipment when the rules judge it."""

    name: str
    documents: list[Document] = field(default_factory=list)
    entry: EntrySummary | None = None
    matching: Matching = field(default_factory=Matching)
    party_matches: list[PartyMatch] | None = None
    """None where nothing was screened, an empty list where the screening found nothing."""
    failures: list[Failure] = field(default_factory=list)
    region_hits: list[RegionHit] | None = None
    """None where no address was looked at, an empty list where none lies there."""

    def of_type(self, *types: DocumentType) -> list[Document]:
        """The documents of these types, in their order."""
        return [document for document in self.documents if document.type in types]

    @property
    def invoices(self) -> list[Document]:
        return self.of_type("commercial_invoice")

    @property
    def packing_lists(self) -> list[Document]:
        return self.of_type("packing_list")

    def printed(self, name: str, *types: DocumentType) -> Iterator[Printed]:
        """Every usable header value of that name, in the order of the documents; of these types only, if given."""
        for document in self.documents:
            if (not types or document.type in types) and (value := document.get(name)) is not None:
                yield Printed(value, document)

    def governing(self, name: str) -> list[Printed]:
        """The header values whose word counts: of the bill of lading, else the packing lists, else the invoices.

        Several where several papers of that kind carry it (two invoices with a weight each); empty where none does.
        """
        for kind in GOVERNING:
            if values := list(self.printed(name, kind)):
                return values
        return []

    def item(self, ref: LineRef) -> LineItem:
        """The line item at that place."""
        return self.documents[ref.document].line_items[ref.line]

    def value(self, ref: LineRef, name: str) -> Value | None:
        """A usable value of the line item at that place."""
        return usable(self.item(ref), name)

    def entry_invoice(self, pair: InvoicePair) -> EntryInvoice | None:
        """The invoice of the entry in that pair."""
        if self.entry is None or self.entry.invoices is None or pair.entry_invoice is None:
            return None
        return self.entry.invoices[pair.entry_invoice]
