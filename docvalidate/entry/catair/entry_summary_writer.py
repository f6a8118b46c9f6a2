"""An EntrySummary to a CATAIR AE transaction that reads back to the same entry, as far as AE carries it.

What AE has no column for (names, currencies, fractions of a kilogram …) is left out, never cut short; `entry convert`
reads its own output back and names every value that did not come through.
"""

from __future__ import annotations

import datetime
import textwrap
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from docvalidate.domain.entry import EntryLine, EntrySummary, EntryTariff
from docvalidate.entry.catair.compose import Plain, WritingError, compose, fits, keyboard
from docvalidate.entry.catair.entry_summary import HMF, MPF, NO_UNIT, QUANTITIES, main_tariff
from docvalidate.entry.catair.layout import ENTRY_SUMMARY, ENVELOPE, Layout, layouts
from docvalidate.entry.catair.party_writer import party_records
from docvalidate.reference.identifiers import entry_number

TAX_CLASSES = frozenset({"016", "017", "018", "022"})
"""AE table 13."""
HEADER_CLASSES = ("311", "496", "500")
"""Fees of record 34 (usage notes p, q, r)."""
BILL_MODES = frozenset({"10", "11", "20", "21"})


def write(
    entries: list[EntrySummary],
    *,
    cargo_release: bool = False,
    electronic_invoice: bool = False,
    sent: datetime.date | None = None,
) -> str:
    """A batch with one block for each run of entries of one port and filer.

    `cargo_release` adds containers and parties (records SE16, SE17, SE30, SE50), which CBP takes only where release is
    certified from the summary; `electronic_invoice` adds invoice numbers and lines (record 42), which it takes only
    under that program. Both set the indicators in record 10. Raises WritingError where a required value is not known.
    """
    if not entries:
        raise WritingError("there is no entry to write")
    lines: list[str] = []
    envelope = layouts(ENVELOPE)
    blocks = [(key, list(group)) for key, group in groupby(entries, key=_block)]
    port, filer = blocks[0][0]
    lines.append(compose(envelope["A"], sender_receiver_site_code=port, sender_receiver_id_code=filer,
                         transmission_date=sent))  # fmt: skip
    for (block_port, block_filer), group in blocks:
        marks: dict[str, Plain] = {"processing_district_port_code": block_port, "processing_filer_code": block_filer,
                                   "application_identifier_code": "AE"}  # fmt: skip
        lines.append(compose(envelope["B"], **marks))
        for entry in group:
            lines += _Writer(entry, cargo_release, electronic_invoice).records()
        lines.append(compose(envelope["Y"], **marks))
    lines.append(compose(envelope["Z"], sender_receiver_site_code=port, sender_receiver_id_code=filer,
                         transmission_date=sent))  # fmt: skip
    return "".join(line + "\n" for line in lines)


def _block(entry: EntrySummary) -> tuple[str, str]:
    if not entry.port_of_entry:
        raise WritingError(f"entry {entry.entry_number}: port_of_entry is required in AE and not known")
    return entry.port_of_entry, _filer_and_number(entry)[0]


def _filer_and_number(entry: EntrySummary) -> tuple[str, str]:
    number = entry_number.compact(entry.entry_number or "")
    if not entry_number.FORM.match(number):
        raise WritingError(f"{entry.entry_number!r} is no entry number (XXX-NNNNNNN-C); AE requires one")
    return number[:3], number[3:]


class _Writer:
    def __init__(self, entry: EntrySummary, cargo_release: bool, electronic_invoice: bool) -> None:
        self.entry = entry
        self.cargo_release = cargo_release
        self.electronic_invoice = electronic_invoice
        self.layouts = layouts(ENTRY_SUMMARY)
        self.out: list[str] = []

    def records(self) -> list[str]:
        self._header()
        self._carriage()
        for line in self.entry.lines:
            self._line(line)
        self._totals()
        return self.out

    def put(self, record: str, **values: Plain) -> None:
        """Adds a record; a value that its columns cannot carry is left out where the element is not required."""
        layout = self.layouts[record]
        kept = {name: value for name, value in values.items() if _carries(layout, name, value)}
        try:
            self.out.append(compose(layout, **kept))
        except WritingError as error:
            raise WritingError(f"entry {self.entry.entry_number}: {error}") from error

    def _header(self) -> None:
        entry = self.entry
        filer, number = _filer_and_number(entry)
        self.put(
            "10",
            summary_filing_action_request_code="A",
            entry_filer_code=filer,
            entry_number=number,
            district_port_of_entry=entry.port_of_entry,
            broker_reference_number=entry.broker_reference,
            entry_type_code=entry.entry_type,
            mode_of_transportation_code=entry.mode_of_transport,
            electronic_signature="X",
            cargo_release_certification_request_indicator="A" if self.cargo_release else None,
            electronic_invoice_indicator="Y" if self.electronic_invoice else None,
        )
        importer, consignee = entry.importer_of_record, entry.consignee
        same = consignee is not None and importer is not None and consignee.name == importer.name
        self.put(
            "11",
            importer_of_record_number=importer.number if importer else None,
            consignee_number=(consignee.number if consignee else None)
            or (importer.number if same and importer else None),
            estimated_entry_date=entry.entry_date,
            date_of_importation=entry.import_date,
            u_s_state_of_destination_code=entry.state_of_destination,
        )

    def _carriage(self) -> None:
        entry = self.entry
        values: dict[str, Plain] = {
            "carrier_code": entry.carrier_scac,
            "district_port_of_unlading": entry.port_of_unlading,
            "estimated_date_of_arrival": entry.arrival_date,
            "location_of_goods_code": entry.location_of_goods,
            "conveyance_name": keyboard(entry.vessel) if entry.vessel else None,
        }
        if any(value is not None for value in values.values()):
            self.put("20", **values)
        self._bills()
        if self.cargo_release and entry.containers:
            for container in entry.containers:
                if fits(self.layouts["SE17"], "equipment_number", container):
                    if not self.out[-1].startswith("SE17"):
                        self._conveyance()
                    self.put("SE17", equipment_number=container)
        if entry.missing_documents:
            self.put("33", **{f"missing_document_code_{index}": code
                              for index, code in enumerate(entry.missing_documents[:2], start=1)})  # fmt: skip
        header_fees = [(code, amount) for code, amount in (entry.fees or {}).items() if code in HEADER_CLASSES][:2]
        if header_fees:
            values = {}
            for index, (code, amount) in enumerate(header_fees, start=1):
                values[f"accounting_class_code_{index}"] = code
                values[f"header_fee_amount_{index}"] = _cents(amount)
            self.put("34", **values)
        if self.cargo_release:
            self.out += party_records(entry.parties or {}, "SE30", "SE35", "SE36", self.layouts)

    def _conveyance(self) -> None:
        entry = self.entry
        day = entry.arrival_date or entry.import_date or entry.entry_date
        self.put(
            "SE16",
            carrier_code=entry.carrier_scac or "UNKN",
            voyage_flight_trip_manifest_number="00000",
            date_of_arrival=day.strftime("%m%d%y") if day else "000000",
            quantity=_count(entry.package_count) or 0,
        )

    def _bills(self) -> None:
        bills = self.entry.bills_of_lading or []
        layout = self.layouts["23"]
        split = [parts for bill in bills if (parts := _issuer(bill, self.entry.mode_of_transport)) and
                 fits(layout, "manifest_component_identifier", parts[1])]  # fmt: skip
        if self.entry.in_bond_number and not split:
            split = []
        packages = _count(self.entry.package_count) or 0
        for index, (issuer, number) in enumerate(split):
            # AE counts packages by bill; the entry has one sum, so it is shared out evenly.
            share = packages // len(split) + (1 if index < packages % len(split) else 0)
            unit = self.entry.package_unit or "PCS"
            self.put("22", manifested_quantity=share, manifested_quantity_unit_of_measure_code=unit)
            if index == 0 and self.entry.in_bond_number:
                self.put("23", manifest_component_type_code="I",
                         manifest_component_identifier=self.entry.in_bond_number)  # fmt: skip
            self.put("23", manifest_component_type_code="M", manifest_component_issuer_code=issuer,
                     manifest_component_identifier=number)  # fmt: skip

    def _line(self, line: EntryLine) -> None:
        related = None if line.related_parties is None else "Y" if line.related_parties else "N"
        self.put(
            "40",
            line_item_identifier=f"{line.line_number:03d}",
            article_set_indicator=line.article_set,
            country_of_origin_code=line.country_of_origin,
            country_of_export_code=line.country_of_export or self.entry.exporting_country,
            date_of_exportation=line.export_date or self.entry.export_date,
            trade_agreement_special_program_claim_code=line.spi,
            charges_amount=_whole(line.charges),
            foreign_port_of_lading_code=line.foreign_port_of_lading,
            gross_shipping_weight=_whole(line.gross_weight_kg),
            related_party_indicator=related,
            fee_exemption_code=line.fee_exemption,
        )
        if self.electronic_invoice:
            self._invoice_lines(line)
        if line.ruling:
            self.put("43", ruling_type_code=line.ruling[:1], ruling_number=line.ruling[1:])
        if line.description:
            for text in textwrap.wrap(keyboard(line.description), 70, break_on_hyphens=False):
                self.put("44", commercial_description_text=text)
        for code, number in (("M", line.manufacturer_id), ("S", line.sold_to), ("C", line.delivered_to),
                             ("E", line.foreign_exporter)):  # fmt: skip
            if number and fits(self.layouts["47"], "article_party_identifier", number):
                self.put("47", article_party_type_code=code, article_party_identifier=number)
        if self.cargo_release:
            self.out += party_records(line.parties or {}, "SE50", "SE55", "SE56", self.layouts)
        self._tariffs(line)
        self._declarations(line)
        for code, amount in (line.fees or {}).items():
            if code in TAX_CLASSES:
                self.put("60", accounting_class_code=code, ir_tax_amount=_cents(amount))
            elif code not in HEADER_CLASSES:
                self.put("62", accounting_class_code=code, user_fee_amount=_cents(amount))

    def _invoice_lines(self, line: EntryLine) -> None:
        references = {**({line.invoice_number: line.invoice_lines or []} if line.invoice_number else {}),
                      **(line.other_invoices or {})}  # fmt: skip
        for number, lines in references.items():
            if not fits(self.layouts["42"], "invoice_number", number) or not lines:
                continue
            ranges = _ranges(lines)
            for start in range(0, len(ranges), 4):
                values: dict[str, Plain] = {"supplier_id_code": line.manufacturer_id or "UNKNOWN",
                                            "invoice_number": number}  # fmt: skip
                for index, (begin, end) in enumerate(ranges[start : start + 4], start=1):
                    values[f"invoice_line_range_{index}_begin"] = begin
                    values[f"invoice_line_range_{index}_end"] = end
                self.put("42", **values)

    def _tariffs(self, line: EntryLine) -> None:
        tariffs = line.tariffs or _tariffs_of(line)
        if not tariffs:
            raise WritingError(f"entry {self.entry.entry_number}, line {line.line_number}: AE requires a tariff number")
        for tariff in tariffs:
            values: dict[str, Plain] = {
                "hts_number": tariff.number,
                "duty_amount": _cents(tariff.duty) or Decimal(0),
                "value_of_goods_amount": _whole(tariff.entered_value) or 0,
            }
            for key, unit, index in QUANTITIES:
                values[f"quantity_{index}"] = _cents(getattr(tariff, key))
                values[f"unit_of_measure_code_{index}"] = getattr(tariff, unit) or (NO_UNIT if index == 1 else None)
            self.put("50", **values)

    def _declarations(self, line: EntryLine) -> None:
        for licence in line.licences or []:
            self.put("52", license_certificate_permit_type_code=licence[:2],
                     license_number_certificate_number_permit_number=licence[2:])  # fmt: skip
        for case in line.cases or []:
            self.put("53", case_number=case.number, bond_cash_claim_code="B" if case.bonded else "C",
                     case_deposit_rate=_cents(case.rate) or Decimal(0), case_rate_type_qualifier_code="A",
                     ad_cvd_value_of_goods_amount=_whole(case.value),
                     ad_cvd_duty_amount=_cents(case.duty) or Decimal(0))  # fmt: skip
        for declaration in line.declarations or []:
            self.put("54", additional_declaration_type_code=declaration[:2],
                     additional_declaration_information=declaration[2:])  # fmt: skip

    def _totals(self) -> None:
        entry = self.entry
        fees: list[tuple[str, Decimal]] = []
        for code, amount in ((MPF, entry.mpf), (HMF, entry.hmf), *(entry.fees or {}).items()):
            if amount is not None:
                fees.append((code, _cents(amount) or Decimal(0)))
        if entry.antidumping_duty or entry.countervailing_duty:
            self.put("88", total_cash_deposit_ad_duty_amount=_cents(entry.antidumping_duty),
                     total_cash_deposit_cv_duty_amount=_cents(entry.countervailing_duty))  # fmt: skip
        for start in range(0, len(fees), 5):
            values: dict[str, Plain] = {}
            for index, (code, amount) in enumerate(fees[start : start + 5], start=1):
                values[f"accounting_class_code_{index}"] = code
                values[f"total_fee_amount_{index}"] = amount
            self.put("89", **values)
        self.put(
            "90",
            grand_total_duty_amount=_cents(entry.duty),
            grand_total_user_fee_amount=sum((amount for _, amount in fees), Decimal(0)),
            grand_total_ir_tax_amount=_cents(entry.tax) or Decimal(0),
            grand_total_ad_duty_amount=_cents(entry.antidumping_duty) or Decimal(0),
            grand_total_cv_duty_amount=_cents(entry.countervailing_duty) or Decimal(0),
        )


def _carries(layout: Layout, name: str, value: Plain) -> bool:
    return layout.element(name).required or fits(layout, name, value)


def _tariffs_of(line: EntryLine) -> list[EntryTariff]:
    """One row a tariff number; value, duty and quantities on the article's own."""
    main = main_tariff(line.hts_numbers)
    rows = []
    for index, number in enumerate(line.hts_numbers):
        if index == main:
            quantities = {name: getattr(line, name) for key, unit, _ in QUANTITIES for name in (key, unit)}
            rows.append(EntryTariff(number=number, entered_value=line.entered_value, duty=line.duty, **quantities))
        else:
            rows.append(EntryTariff(number=number))
    return rows


def _issuer(bill: str, mode: str | None) -> tuple[str | None, str] | None:
    """Issuer and number for record 23: sea and rail bills begin with their issuer's four letters."""
    text = bill.strip().upper()
    if not text:
        return None
    if mode in BILL_MODES and text[:4].isalpha() and text[:4].isascii() and text[4:].strip():
        return text[:4], text[4:]
    return None, text


def _ranges(lines: list[int]) -> list[tuple[int, int]]:
    """Line numbers as ranges in their order: [1, 2, 3, 7] -> [(1, 3), (7, 7)]."""
    ranges: list[tuple[int, int]] = []
    for number in lines:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ranges


def _whole(value: Decimal | None) -> Decimal | None:
    """Rounded to whole dollars or kilograms (usage note hh)."""
    return None if value is None else value.quantize(Decimal(1), ROUND_HALF_UP)


def _cents(value: Decimal | None) -> Decimal | None:
    """Rounded to two decimals (usage note hh)."""
    return None if value is None else value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _count(value: Decimal | None) -> int | None:
    return None if value is None else int(value)
