"""The lines of a CargoWise declaration: the invoice lines of one entry line added up, as the entry does."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from docvalidate.domain.entry import EntryCase, EntryLine, EntryPlace, EntryTariff
from docvalidate.entry.cargowise.document import Declaration, cents, digits, info, kilograms, text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass
class _Group:
    """The invoice lines of one entry line."""

    lines: list[Element] = field(default_factory=list)
    doubles: list[Element] = field(default_factory=list)
    """Copies that only hold a further tariff number of their parent line."""
    invoices: list[Element] = field(default_factory=list)


def read_lines(declaration: Declaration) -> list[EntryLine]:
    """The entry lines, in the order in which their first invoice lines stand."""
    reader = _Lines(declaration)
    return [reader.line(number, group, index) for index, (number, group) in enumerate(reader.groups().items())]


class _Lines:
    def __init__(self, declaration: Declaration) -> None:
        self.of, self.shipment, self.number = declaration, declaration.shipment, declaration.number

    def groups(self) -> dict[int, _Group]:
        groups: dict[int, _Group] = {}
        for invoice in self.shipment.findall("CommercialInfo/CommercialInvoiceCollection/CommercialInvoice"):
            by_line: dict[str | None, int] = {}
            for line in invoice.findall("CommercialInvoiceLineCollection/CommercialInvoiceLine"):
                parent = text(line, "ParentLineNo")
                if parent not in (None, "0") and parent in by_line:
                    groups[by_line[parent]].doubles.append(line)
                    continue
                number = self.number(text(line, "EntryLineNumber"), "EntryLineNumber")
                own = int(number) if number else len(groups) + 1
                by_line[text(line, "LineNo")] = own
                group = groups.setdefault(own, _Group())
                group.lines.append(line)
                group.invoices.append(invoice)
        return groups

    def line(self, line_number: int, group: _Group, index: int) -> EntryLine:
        first = group.lines[0]
        at = f"entry line {line_number}"
        values: dict[str, Any] = {"line_number": line_number}
        for key, value in (
            ("description", text(first, "Description")),
            ("country_of_origin", info(first, "UC_NKCountryOfOrigin") or text(first, "CountryOfOrigin/Code")),
            ("country_of_export", info(first, "UC_NKCountryOfExport")),
            ("spi", info(first, "SPI")),
            ("article_set", info(first, "SetInd")),
        ):
            if value:
                values[key] = value
        self._maker(values, first)
        related = info(group.invoices[0], "TransactionsRelated") or info(first, "TransactionsRelated")
        if related:
            values["related_parties"] = related.upper().startswith("Y")
        numbers = self._numbers(group)
        values["hts_numbers"] = list(numbers)
        self._amounts(values, group, numbers, at)
        self._invoice_lines(values, group, at)
        self.of.places[f"lines[{index}].hts_numbers[0]"] = EntryPlace(
            file=self.of.file, path=f"{self.of.at}, {at}", text=text(first, "HarmonisedCode") or ""
        )
        return EntryLine(**values)

    def _maker(self, values: dict[str, Any], line: Element) -> None:
        for address in line.findall("OrganizationAddressCollection/OrganizationAddress"):
            if text(address, "AddressType") == "Manufacturer":
                for number in address.findall("RegistrationNumberCollection/RegistrationNumber"):
                    if text(number, "Type/Code") == "MID" and text(number, "Value"):
                        values["manufacturer_id"] = text(number, "Value")
        named = self.of.parties(line)
        if named:
            values["parties"] = named

    def _numbers(self, group: _Group) -> dict[str, Element]:
        """Every tariff number of the line with its entry line: chapter 99 numbers first, the article's own last."""
        own = digits(text(group.lines[0], "HarmonisedCode"))
        extra: list[str] = []
        for line in (*group.lines, *group.doubles):
            for pair in line.findall("AddInfoCollection/AddInfo"):
                if (text(pair, "Key") or "").startswith("SupTariff"):
                    extra.append(digits(text(pair, "Value")))
        extra += [digits(text(line, "HarmonisedCode")) for line in group.doubles]
        numbers = dict.fromkeys(number for number in (*extra, own) if number)
        if own:
            numbers.pop(own)
            numbers[own] = None
        line_number = text(group.lines[0], "EntryLineNumber")
        found = {}
        for number in numbers:
            entry_line = next(
                (
                    line
                    for line in self.shipment.findall("EntryHeaderCollection/EntryHeader/EntryLineCollection/EntryLine")
                    if text(line, "LineNumber") == line_number and digits(text(line, "HarmonisedCode")) == number
                ),
                None,
            )
            found[number] = entry_line if entry_line is not None else group.lines[0]
        return found

    def _amounts(self, values: dict[str, Any], group: _Group, numbers: dict[str, Element], at: str) -> None:
        value = self._sum(group.lines, "CustomsValue", at)
        if value is not None:
            values["entered_value"] = value.quantize(Decimal(1), ROUND_HALF_UP)
        weights = [
            kilograms(self.number(text(line, "Weight"), f"{at}, Weight"), text(line, "WeightUnit/Code"))
            for line in group.lines
        ]
        known = [weight for weight in weights if weight]
        if len(known) == len(weights) and known:
            values["gross_weight_kg"] = sum(known, Decimal(0))
        for suffix, path, key, unit_key in (("", "CustomsQuantity", None, None), ("2", None, "SecondQty", "SecondUQ"),
                                            ("3", None, "ThirdQty", "ThirdUQ")):  # fmt: skip
            amounts = [
                self.number(text(line, path) if path else info(line, key or ""), f"{at}, {path or key}")
                for line in group.lines
            ]
            units = {
                (text(line, "CustomsQuantityUnit/Code") if path else info(line, unit_key or "")) for line in group.lines
            }
            unit = units.pop() if len(units) == 1 else None
            if unit and unit != "X" and None not in amounts:
                values[f"quantity{suffix}"] = sum((amount for amount in amounts if amount is not None), Decimal(0))
                values[f"unit{suffix}"] = unit
        duties: dict[str, Decimal] = {}
        for number, entry_line in numbers.items():
            for charge in entry_line.findall("EntryLineChargeCollection/EntryLineCharge"):
                code = text(charge, "Type/Code")
                amount = self.number(text(charge, "Amount"), f"{at}, EntryLineCharge") or Decimal(0)
                if code == "DTY":
                    duties[number] = duties.get(number, Decimal(0)) + cents(amount)
                elif code and code.isdigit() and len(code) == 3:
                    fees = values.setdefault("fees", {})
                    fees[code] = fees.get(code, Decimal(0)) + cents(amount)
        if not duties:
            own = self._info_sum(group.lines, "Duty", at)
            additional = self._info_sum((*group.lines, *group.doubles), "SupDuty", at)
            listed = list(numbers)
            if own is not None and listed:
                duties[listed[-1]] = own
            if additional is not None and len(listed) > 1:
                duties[listed[0]] = additional
        if "fees" not in values:
            self._line_fees(values, group, at)
        if duties:
            values["duty"] = sum(duties.values(), Decimal(0))
            main = list(numbers)[-1]
            if any(amount for number, amount in duties.items() if number != main):
                shared = {name: values[name] for name in values if name.startswith(("quantity", "unit"))}
                values["tariffs"] = [
                    EntryTariff(number=number, duty=duties.get(number, Decimal(0)),
                                entered_value=values.get("entered_value") if number == main else Decimal(0),
                                **(shared if number == main else {}))
                    for number in numbers
                ]  # fmt: skip
        self._cases(values, group.lines[0], at)

    def _line_fees(self, values: dict[str, Any], group: _Group, at: str) -> None:
        fees: dict[str, Decimal] = {}
        for line in group.lines:
            for found in line.findall("CustomsReferenceCollection/CustomsReference"):
                code = text(found, "SubType/Code")
                if text(found, "Type/Code") == "FEE" and code:
                    amount = self.number(text(found, "Reference"), f"{at}, fee {code}")
                    fees[code] = fees.get(code, Decimal(0)) + cents(amount or Decimal(0))
        if fees:
            values["fees"] = fees

    def _cases(self, values: dict[str, Any], line: Element, at: str) -> None:
        cases = []
        for number, bonded, value, duty in (
            ("ADDCaseNo", "IsBondedADD", "ADDDepositValue", "ADDuty"),
            ("CVDCaseNo", "IsBondedCVD", "CVDDepositValue", "CVDuty"),
        ):
            case = info(line, number)
            if case:
                cases.append(EntryCase(number=case.replace("-", ""), bonded=info(line, bonded) == "Y",
                                       value=self.number(info(line, value), f"{at}, {value}"),
                                       duty=self.number(info(line, duty), f"{at}, {duty}")))  # fmt: skip
        if cases:
            values["cases"] = cases

    def _invoice_lines(self, values: dict[str, Any], group: _Group, at: str) -> None:
        references: dict[str, list[int]] = {}
        for line, invoice in zip(group.lines, group.invoices, strict=True):
            number = text(invoice, "InvoiceNumber")
            position = self.number(text(line, "LineNo"), f"{at}, LineNo")
            if number:
                references.setdefault(number, [])
                if position:
                    references[number].append(int(position))
        if references:
            (number, lines), *others = references.items()
            values["invoice_number"] = number
            values["invoice_lines"] = lines or None
            values["other_invoices"] = dict(others) or None

    def _sum(self, lines: list[Element], path: str, at: str) -> Decimal | None:
        amounts = [self.number(text(line, path), f"{at}, {path}") for line in lines]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal(0)) if known else None

    def _info_sum(self, lines: Any, key: str, at: str) -> Decimal | None:
        amounts = [self.number(info(line, key), f"{at}, {key}") for line in lines]
        known = [amount for amount in amounts if amount is not None]
        return cents(sum(known, Decimal(0))) if known else None
