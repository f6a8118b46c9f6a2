"""CATAIR AE: an entry summary transaction to an EntrySummary, with the place of each value.

AE names no importer, no container and, without the electronic-invoice indicator, no invoice: those stay empty, and the
rules that need them are not assessed. The chapter is Entry Summary Create/Update, July 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryCase, EntryInvoice, EntryLine, EntryPlace, EntrySummary, EntryTariff
from docvalidate.entry.catair import parties, records
from docvalidate.entry.catair.layout import ENTRY_SUMMARY, ENVELOPE, layouts
from docvalidate.entry.catair.records import CatairRecord
from docvalidate.entry.catair.transaction import Transaction, transactions
from docvalidate.entry.content import Content
from docvalidate.reference.identifiers import entry_number

LOOKED_AT = 60
MPF, HMF = "499", "501"
QUANTITIES = (("quantity", "unit", 1), ("quantity2", "unit2", 2), ("quantity3", "unit3", 3))
NO_UNIT = "X"
"""Filed where the tariff asks for no quantity."""


def recognises(content: Content) -> bool:
    """Whether most of the first lines are AE records and one of them begins an AE block or an entry."""
    if content.is_pdf or content.is_zip or content.head[:1] in (b"{", b"[", b"<", b""):
        return False
    sample = content.data[: LOOKED_AT * 82].decode("latin-1").upper().splitlines()[:LOOKED_AT]
    if len(sample) == 1 and len(sample[0]) > 80:
        sample = [sample[0][start : start + 80] for start in range(0, len(sample[0]), 80)]
    lines = [line for line in sample if line.strip()]
    known = layouts(ENTRY_SUMMARY, ENVELOPE)
    hits = [records.control_identifier(line, known) for line in lines if "," not in line[:12]]
    marks = sum((line[:1] == "B" and line[10:12] == "AE") or _is_header(line) for line in lines)
    body = sum(hit in ("11", "40", "50", "90") for hit in hits)
    return bool(lines) and sum(map(bool, hits)) >= 0.7 * len(lines) and (marks > 0 or body >= 4)


def _is_header(line: str) -> bool:
    return line[:2] == "10" and line[2:3] in ("A", "R", "D") and line[6:8] == "  " and line[8:16].strip().isdigit()


def read(content: Content) -> list[EntrySummary]:
    """Every entry of the file. Raises ReadingError that names line, record, columns, element and value."""
    return [_Entry(content.file, transaction).build() for transaction in transactions(content.file, content.data)]


class _Entry:
    def __init__(self, file: str, transaction: Transaction) -> None:
        self.file, self.transaction = file, transaction
        self.places: dict[str, EntryPlace] = {}

    def place(self, path: str, record: CatairRecord, name: str) -> None:
        self.places[path] = EntryPlace(file=self.file, path=record.place(name), text=record.raw(name).strip())

    def take(self, values: dict[str, Any], path: str, key: str, record: CatairRecord, name: str, how: str = "") -> None:
        """Puts an element into `values` with its place, where it is not blank."""
        getters: dict[str, Callable[[str], Any]] = {"number": record.number_of, "date": record.date_of}
        value = getters.get(how, record.value)(name)
        if value is not None:
            values[key] = value
            self.place(path + key, record, name)

    def build(self) -> EntrySummary:
        transaction = self.transaction
        header: dict[str, Any] = {}
        ten = transaction.header[0]
        header["entry_number"] = entry_number.format(f"{ten.value('entry_filer_code')}{ten.value('entry_number')}")
        self.place("entry_number", ten, "entry_number")
        for key, name in (
            ("entry_type", "entry_type_code"),
            ("port_of_entry", "district_port_of_entry"),
            ("mode_of_transport", "mode_of_transportation_code"),
            ("broker_reference", "broker_reference_number"),
        ):
            self.take(header, "", key, ten, name)
        self._dates_and_parties(header)
        self._carriage(header)
        lines = [self._line(index, group) for index, group in enumerate(transaction.lines)]
        self._totals(header, lines)
        self._shared(header, lines)
        named = parties.collect(transaction.header, "SE30", "SE35", "SE36")
        consignee = named.pop("consignee", None)
        if consignee:
            header["consignee"] = consignee
        return EntrySummary(
            **header,
            lines=[EntryLine(**line) for line in lines],
            parties=named or None,
            notes=transaction.notes or None,
            source=self.file,
            places=self.places,
        )

    def _dates_and_parties(self, header: dict[str, Any]) -> None:
        eleven = self.transaction.first("11")
        if eleven is None:
            return
        self.take(header, "", "entry_date", eleven, "estimated_entry_date", "date")
        self.take(header, "", "import_date", eleven, "date_of_importation", "date")
        self.take(header, "", "state_of_destination", eleven, "u_s_state_of_destination_code")
        for key, name in (("importer_of_record", "importer_of_record_number"), ("consignee", "consignee_number")):
            number = eleven.value(name)
            if number:
                header[key] = Party(name="", number=number)
                self.place(key, eleven, name)

    def _carriage(self, header: dict[str, Any]) -> None:
        twenty = self.transaction.first("20")
        if twenty is not None:
            self.take(header, "", "carrier_scac", twenty, "carrier_code")
            self.take(header, "", "vessel", twenty, "conveyance_name")
            self.take(header, "", "port_of_unlading", twenty, "district_port_of_unlading")
            self.take(header, "", "arrival_date", twenty, "estimated_date_of_arrival", "date")
            self.take(header, "", "location_of_goods", twenty, "location_of_goods_code")
        packages = [found.number_of("manifested_quantity") or Decimal(0) for found in self.transaction.all("22")]
        if sum(packages):
            header["package_count"] = sum(packages)
            first = self.transaction.all("22")[0]
            self.place("package_count", first, "manifested_quantity")
            header["package_unit"] = first.value("manifested_quantity_unit_of_measure_code")
        bills: list[str] = []
        for found in self.transaction.all("23"):
            number = (found.value("manifest_component_issuer_code") or "") + (
                found.value("manifest_component_identifier") or ""
            )
            if found.value("manifest_component_type_code") == "I":
                header.setdefault("in_bond_number", number)
            elif number not in bills:
                self.place(f"bills_of_lading[{len(bills)}]", found, "manifest_component_identifier")
                bills.append(number)
        if bills:
            header["bills_of_lading"] = bills
        containers = [found.value("equipment_number") for found in self.transaction.all("SE17")]
        if containers:
            header["containers"] = containers
        missing = self.transaction.first("33")
        if missing is not None:
            codes = (missing.value("missing_document_code_1"), missing.value("missing_document_code_2"))
            header["missing_documents"] = [code for code in codes if code]

    def _totals(self, header: dict[str, Any], lines: list[dict[str, Any]]) -> None:
        fees: dict[str, Decimal] = {}
        for record, count, name in (("34", 2, "header_fee_amount"), ("89", 5, "total_fee_amount")):
            for found in self.transaction.all(record):
                for index in range(1, count + 1):
                    code = found.value(f"accounting_class_code_{index}")
                    amount = found.number_of(f"{name}_{index}")
                    if code and amount is not None:
                        fees[code] = amount
                        path = {MPF: "mpf", HMF: "hmf"}.get(code, f"fees.{code}")
                        self.place(path, found, f"{name}_{index}")
        self._reconcile(fees, lines)
        if MPF in fees:
            header["mpf"] = fees.pop(MPF)
        if HMF in fees:
            header["hmf"] = fees.pop(HMF)
        if fees:
            header["fees"] = fees
        ninety = self.transaction.first("90")
        if ninety is not None:
            self.take(header, "", "duty", ninety, "grand_total_duty_amount", "number")
            for key, name in (
                ("tax", "grand_total_ir_tax_amount"),
                ("antidumping_duty", "grand_total_ad_duty_amount"),
                ("countervailing_duty", "grand_total_cv_duty_amount"),
            ):
                if ninety.number_of(name):
                    self.take(header, "", key, ninety, name, "number")
        values = [line.get("entered_value") for line in lines if line.get("article_set") != "V"]
        if lines and None not in values:
            header["total_entered_value"] = sum(value for value in values if value is not None)

    def _reconcile(self, fees: dict[str, Decimal], lines: list[dict[str, Any]]) -> None:
        """Takes the sum of the lines for a class whose total alone keeps record 89 from adding up to record 90.

        Only elements 2 to 5 of record 89 leave it open whether their amounts have implied decimals (ESF-129), and some
        software writes whole dollars there.
        """
        ninety = self.transaction.first("90")
        grand = ninety.number_of("grand_total_user_fee_amount") if ninety else None
        if grand is None or sum(fees.values()) == grand:
            return
        for code, total in fees.items():
            filed = sum((line.get("fees", {}).get(code, Decimal(0)) for line in lines), Decimal(0))
            if filed != total and sum(fees.values()) - total + filed == grand:
                fees[code] = filed
                self.transaction.notes.append(
                    f"record 89 gives {total} for fee class {code}, its lines add up to {filed}, which agrees with "
                    "record 90: the lines' sum is used"
                )
                return

    def _shared(self, header: dict[str, Any], lines: list[dict[str, Any]]) -> None:
        """What AE files by line and the entry holds once: the same on every line, or a sum."""
        if not lines:
            return
        weights = [line.get("gross_weight_kg") for line in lines]
        if None not in weights:
            header["gross_weight_kg"] = sum(weight for weight in weights if weight is not None)
        countries = {line.get("country_of_export") for line in lines}
        if len(countries) == 1:
            header["exporting_country"] = countries.pop()
        dates = {line.get("export_date") for line in lines}
        if len(dates) == 1:
            header["export_date"] = dates.pop()
            if "lines[0].export_date" in self.places:
                self.places["export_date"] = self.places["lines[0].export_date"]
            for line in lines:
                line.pop("export_date", None)
        numbers: list[str] = []
        for line in lines:
            for number in (line.get("invoice_number"), *(line.get("other_invoices") or {})):
                if number and number not in numbers:
                    numbers.append(number)
        if numbers:
            header["invoices"] = [EntryInvoice(number=number) for number in numbers]

    def _line(self, index: int, group: list[CatairRecord]) -> dict[str, Any]:
        path = f"lines[{index}]."
        forty = group[0]
        number = forty.value("line_item_identifier") or ""
        if not number.isdigit():
            raise forty.error("line_item_identifier", f"{number!r} is no line number", "number the lines from 001")
        line: dict[str, Any] = {"line_number": int(number)}
        for key, name, how in (
            ("country_of_origin", "country_of_origin_code", ""),
            ("country_of_export", "country_of_export_code", ""),
            ("export_date", "date_of_exportation", "date"),
            ("spi", "trade_agreement_special_program_claim_code", ""),
            ("charges", "charges_amount", "number"),
            ("gross_weight_kg", "gross_shipping_weight", "number"),
            ("article_set", "article_set_indicator", ""),
            ("fee_exemption", "fee_exemption_code", ""),
            ("foreign_port_of_lading", "foreign_port_of_lading_code", ""),
        ):
            self.take(line, path, key, forty, name, how)
        related = forty.value("related_party_indicator")
        if related not in (None, "Y", "N"):
            raise forty.error("related_party_indicator", f"{related!r} is neither Y nor N", "file Y or N")
        if related:
            line["related_parties"] = related == "Y"
            self.place(path + "related_parties", forty, "related_party_indicator")
        self._references(line, path, group)
        self._tariffs(line, path, [found for found in group if found.record == "50"])
        fees = {
            found.value("accounting_class_code"): found.number_of(name)
            for found, name in _amounts(group)
            if found.value("accounting_class_code")
        }
        if fees:
            line["fees"] = fees
            for found, name in _amounts(group):
                self.place(f"{path}fees.{found.value('accounting_class_code')}", found, name)
        named = parties.collect(group, "SE50", "SE55", "SE56")
        if named:
            line["parties"] = named
        return line

    def _references(self, line: dict[str, Any], path: str, group: list[CatairRecord]) -> None:
        described = [
            text for found in group if found.record == "44" if (text := found.value("commercial_description_text"))
        ]
        if described:
            line["description"] = " ".join(described)
            record = next(found for found in group if found.record == "44")
            self.place(path + "description", record, "commercial_description_text")
        invoices: dict[str, list[int]] = {}
        for found in group:
            if found.record == "42":
                invoices.setdefault(found.value("invoice_number") or "", []).extend(_ranges(found))
                self.places.setdefault(path + "invoice_number", _place(self.file, found, "invoice_number"))
            elif found.record == "47":
                key = {"M": "manufacturer_id", "S": "sold_to", "C": "delivered_to", "E": "foreign_exporter"}.get(
                    found.value("article_party_type_code") or ""
                )
                if key is None:
                    raise found.error(
                        "article_party_type_code",
                        f"{found.raw('article_party_type_code')!r} is none of M, S, C, E",
                        "correct it",
                    )
                self.take(line, path, key, found, "article_party_identifier")
            elif found.record == "43":
                line["ruling"] = (found.value("ruling_type_code") or "") + (found.value("ruling_number") or "")
            elif found.record == "52":
                text = (found.value("license_certificate_permit_type_code") or "") + (
                    found.value("license_number_certificate_number_permit_number") or ""
                )
                line.setdefault("licences", []).append(text)
            elif found.record == "54":
                text = (found.value("additional_declaration_type_code") or "") + found.raw(
                    "additional_declaration_information"
                ).rstrip()
                line.setdefault("declarations", []).append(text)
            elif found.record == "53":
                line.setdefault("cases", []).append(_case(found))
        if invoices:
            (number, numbers), *others = invoices.items()
            line["invoice_number"] = number
            if numbers:
                line["invoice_lines"] = numbers
            if others:
                line["other_invoices"] = dict(others)

    def _tariffs(self, line: dict[str, Any], path: str, fifties: list[CatairRecord]) -> None:
        line["hts_numbers"] = [found.value("hts_number") or "" for found in fifties]
        for index, found in enumerate(fifties):
            number = line["hts_numbers"][index]
            if not (number.isdigit() and len(number) in (8, 10)):
                raise found.error(
                    "hts_number", f"{number!r} is no tariff number", "file 10 digits (8 where it has no more)"
                )
            self.place(f"{path}hts_numbers[{index}]", found, "hts_number")
        rows = [_tariff(found) for found in fifties]
        main = main_tariff(line["hts_numbers"])
        line["entered_value"] = sum((row["entered_value"] for row in rows), Decimal(0))
        line["duty"] = sum((row["duty"] for row in rows), Decimal(0))
        self.place(path + "entered_value", fifties[main], "value_of_goods_amount")
        self.place(path + "duty", fifties[main], "duty_amount")
        for key, unit, count in QUANTITIES:
            for name in (key, unit):
                if name in rows[main]:
                    line[name] = rows[main][name]
                    element = f"quantity_{count}" if name == key else f"unit_of_measure_code_{count}"
                    self.place(path + name, fifties[main], element)
        if any(row[name] for index, row in enumerate(rows) if index != main for name in row if name != "number"):
            line["tariffs"] = [EntryTariff(**row) for row in rows]


def main_tariff(numbers: list[str]) -> int:
    """Which of a line's tariff numbers is the article's own: the first outside chapters 98 and 99, else the first."""
    return next((index for index, number in enumerate(numbers) if number[:2] not in ("98", "99")), 0)


def _tariff(found: CatairRecord) -> dict[str, Any]:
    row: dict[str, Any] = {
        "number": found.value("hts_number"),
        "duty": found.number_of("duty_amount"),
        "entered_value": found.number_of("value_of_goods_amount"),
    }
    for key, unit, count in QUANTITIES:
        code = found.value(f"unit_of_measure_code_{count}")
        quantity = found.number_of(f"quantity_{count}")
        if quantity is not None:
            row[key] = quantity
        if code and code != NO_UNIT:
            row[unit] = code
    return row


def _amounts(group: list[CatairRecord]) -> Iterable[tuple[CatairRecord, str]]:
    """Records 60, 61 and 62 with the name of their amount."""
    names = {"60": "ir_tax_amount", "61": "other_revenue_amount", "62": "user_fee_amount"}
    return ((found, names[found.record]) for found in group if found.record in names)


def _case(found: CatairRecord) -> EntryCase:
    return EntryCase(
        number=found.value("case_number") or "",
        rate=found.number_of("case_deposit_rate"),
        value=found.number_of("ad_cvd_value_of_goods_amount"),
        duty=found.number_of("ad_cvd_duty_amount"),
        bonded=found.value("bond_cash_claim_code") == "B",
    )


def _ranges(found: CatairRecord) -> list[int]:
    """The invoice lines of a record 42: up to four ranges."""
    lines: list[int] = []
    for index in range(1, 5):
        begin = found.number_of(f"invoice_line_range_{index}_begin")
        end = found.number_of(f"invoice_line_range_{index}_end")
        if begin is None:
            continue
        if end is None or end < begin:
            raise found.error(f"invoice_line_range_{index}_end", "the range ends before it begins", "correct the range")
        lines.extend(range(int(begin), int(end) + 1))
    return lines


def _place(file: str, record: CatairRecord, name: str) -> EntryPlace:
    return EntryPlace(file=file, path=record.place(name), text=record.raw(name).strip())
