"""CargoWise UniversalShipment XML with a US customs declaration: header, invoices, invoice lines and entry lines.

Invoice lines carry the number of the entry line they belong to; the lines of one entry line are added up here, as the
entry does. Element names are those of the Universal schema 2011/11; the US values stand in its `AddInfo` pairs.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from docvalidate.domain.entry import EntryInvoice, EntryLine, EntrySummary
from docvalidate.domain.errors import ReadingError
from docvalidate.entry.cargowise.document import Declaration, cents, info, kilograms, parse, text, walk
from docvalidate.entry.cargowise.lines import read_lines
from docvalidate.entry.catair.entry_summary import HMF, MPF
from docvalidate.entry.content import Content
from docvalidate.reference.identifiers import entry_number

MARK = b"UniversalShipment"
MODES = {"SEA": ("10", "11"), "AIR": ("40", "41"), "ROA": ("30", "31"), "RAI": ("20", "21"), "MAI": ("50", "50")}
"""Transport mode: the code without and with containers (AE table 3)."""
BOXED = frozenset({"FCL", "LCL", "BCN", "SCN", "CNT", "ULD", "GRP"})


def recognises(content: Content) -> bool:
    """Whether it is XML whose root, or the body of whose interchange, is a UniversalShipment."""
    return content.head[:1] == b"<" and MARK in content.data[:20_000]


def read(content: Content) -> list[EntrySummary]:
    """One entry for each shipment. Raises ReadingError for damaged XML and for a shipment without an entry number."""
    root = parse(content)
    shipments = [found for found in walk(root, "UniversalShipment") if (found.find("Shipment")) is not None]
    if not shipments:
        raise ReadingError(content.file, "the XML holds no Shipment", "export the declaration as UniversalShipment")
    return [
        _Entry(content.file, shipment.find("Shipment"), f"UniversalShipment[{index}]").build()
        for index, shipment in enumerate(shipments, start=1)
    ]


class _Entry(Declaration):
    def build(self) -> EntrySummary:
        shipment = self.shipment
        number = text(shipment, "EntryNumberCollection/EntryNumber/Number") or ""
        for found in shipment.findall("EntryNumberCollection/EntryNumber"):
            if text(found, "Type/Code") == "ENS":
                number = text(found, "Number") or number
        compact = entry_number.compact(number)
        filer = info(shipment, "EntryFilerCode") or ""
        if not entry_number.FORM.match(compact):
            compact = entry_number.compact(filer + number)
        if not compact:
            raise ReadingError(
                self.file, "the shipment has no entry number", "give a customs declaration", place=self.at
            )
        header: dict[str, Any] = {"entry_number": entry_number.format(compact)}
        self._codes(header)
        self._dates(header)
        self._carriage(header)
        named = self.parties(shipment)
        for role in ("importer_of_record", "consignee"):
            if role in named:
                header[role] = named.pop(role)
        lines = read_lines(self)
        header["invoices"] = self._invoices()
        self._totals(header, lines)
        return EntrySummary(**header, parties=named or None, lines=lines, source=self.file, places=self.places or None)

    def _codes(self, header: dict[str, Any]) -> None:
        shipment = self.shipment
        for key, value in (
            ("entry_type", info(shipment, "EntryType")),
            ("port_of_entry", info(shipment, "SchDEntry")),
            ("port_of_unlading", info(shipment, "SchDArrival")),
            ("location_of_goods", info(shipment, "US_NKLocationOfGoods")),
            ("state_of_destination", info(shipment, "DestinationState")),
            ("carrier_scac", info(shipment, "MasterWayBillIssuerSCAC", "WayBillIssuerSCAC")),
            ("broker_reference", text(shipment, "DataContext/DataSourceCollection/DataSource/Key")),
            ("in_bond_number", next((found for group in shipment.iter("AddInfoGroup")
                                     if (found := info(group, "ITNumber"))), None)),
        ):  # fmt: skip
            if value:
                header[key] = value
        mode = text(shipment, "TransportMode/Code")
        if mode in MODES:
            container = text(shipment, "CustomsContainerMode/Code") or text(shipment, "ContainerMode/Code")
            boxed = container in BOXED or shipment.find("ContainerCollection/Container/ContainerNumber") is not None
            header["mode_of_transport"] = MODES[mode][1 if boxed else 0]

    def _dates(self, header: dict[str, Any]) -> None:
        dates: dict[str, str] = {}
        for found in self.shipment.findall("DateCollection/Date"):
            kind, value = text(found, "Type"), text(found, "Value")
            if kind and value:
                dates.setdefault(kind, value)
        header["entry_date"] = self.day(dates.get("EntryDate") or info(self.shipment, "EntryDate"), "Date EntryDate")
        header["import_date"] = self.day(dates.get("DischargeDate") or dates.get("Arrival"), "Date DischargeDate")
        header["arrival_date"] = self.day(dates.get("Arrival"), "Date Arrival")
        header["export_date"] = self.day(dates.get("LoadingDate") or dates.get("Departure"), "Date LoadingDate")

    def _carriage(self, header: dict[str, Any]) -> None:
        shipment = self.shipment
        vessel, voyage = text(shipment, "VesselName"), text(shipment, "VoyageFlightNo")
        header["vessel"] = " ".join(part for part in (vessel, voyage) if part) or None
        bills: list[str] = []
        for found in shipment.findall("AdditionalBillCollection/AdditionalBill"):
            for number, issuer in (("ParentBillNumber", "ParentBillIssuerSCAC"), ("BillNumber", "UI_NKBillIssuerSCAC")):
                bill, scac = text(found, number), info(found, issuer) or ""
                if bill:
                    bills.append(bill if bill.startswith(scac) else scac + bill)
        waybill = text(shipment, "WayBillNumber")
        if waybill and not any(known.endswith(waybill) for known in bills):
            bills.append(waybill)
        header["bills_of_lading"] = list(dict.fromkeys(bills)) or None
        containers = [text(found, "ContainerNumber") for found in shipment.findall("ContainerCollection/Container")]
        header["containers"] = list(dict.fromkeys(number for number in containers if number)) or None
        packages = self.number(text(shipment, "TotalNoOfPacks") or text(shipment, "OuterPacks"), "TotalNoOfPacks")
        header["package_count"] = packages or None
        header["package_unit"] = text(shipment, "TotalNoOfPacksPackageType/Code")
        weight = self.number(text(shipment, "TotalWeight"), "TotalWeight")
        header["gross_weight_kg"] = kilograms(weight, text(shipment, "TotalWeightUnit/Code")) or None

    def _invoices(self) -> list[EntryInvoice] | None:
        found = []
        for invoice in self.shipment.findall("CommercialInfo/CommercialInvoiceCollection/CommercialInvoice"):
            number = text(invoice, "InvoiceNumber")
            if number:
                at = f"invoice {number}"
                rate = self.number(text(invoice, "AgreedExchangeRate"), f"{at}, AgreedExchangeRate")
                amount = self.number(text(invoice, "InvoiceAmount"), f"{at}, InvoiceAmount")
                found.append(EntryInvoice(number=number, currency=text(invoice, "InvoiceCurrency/Code"),
                                          exchange_rate=rate or None,
                                          amount=amount))  # fmt: skip
        return found or None

    def _totals(self, header: dict[str, Any], lines: list[EntryLine]) -> None:
        fees: dict[str, Decimal] = {}
        for charge in self.shipment.findall(
            "EntryHeaderCollection/EntryHeader/EntryHeaderChargeCollection/EntryHeaderCharge"
        ):
            code = text(charge, "Type/Code")
            amount = self.number(text(charge, "Amount"), "EntryHeaderCharge")
            if code and amount is not None:
                fees.setdefault(code, cents(amount))
        header["mpf"], header["hmf"] = fees.pop(MPF, None), fees.pop(HMF, None)
        header["duty"] = fees.pop("DTY", None)
        header["fees"] = {code: amount for code, amount in fees.items() if code.isdigit()} or None
        values = [line.entered_value for line in lines if line.article_set != "V"]
        if lines and None not in values:
            header["total_entered_value"] = sum(value for value in values if value is not None)
        duties = [line.duty for line in lines]
        if header["duty"] is None and lines and None not in duties:
            header["duty"] = sum(duty for duty in duties if duty is not None)
        countries = {line.country_of_export for line in lines}
        if len(countries) == 1:
            header["exporting_country"] = countries.pop()
