"""Generated entries of the kind a CATAIR AE transaction can carry."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryCase, EntryInvoice, EntryLine, EntrySummary, EntryTariff
from docvalidate.reference.identifiers import entry_number

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
PUNCTUATED = LETTERS + DIGITS + "&.,'/-()#%\""

countries = st.sampled_from(["CN", "DE", "VN", "IN", "MX", "KR", "TR", "XO"])
dates = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))
cents = st.integers(0, 10**9).map(lambda amount: Decimal(amount) / 100)
dollars = st.integers(0, 10**9).map(Decimal)
units = st.sampled_from(["NO", "KG", "DOZ", "PRS", "M2", "L"])


def word(alphabet: str, least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=least, max_size=most)


words = word(PUNCTUATED, 1, 12)
descriptions = st.lists(words, min_size=1, max_size=25).map(" ".join)
employer_numbers = st.builds("{}-{}{}".format, word(DIGITS, 2, 2), word(DIGITS, 7, 7), word(LETTERS + DIGITS, 2, 2))
identifiers = st.builds("{}{}".format, countries, word(LETTERS + DIGITS, 6, 13))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def parties(draw: st.DrawFn, roles: list[str]) -> dict[str, Party] | None:
    found = {}
    for role in draw(st.lists(st.sampled_from(roles), unique=True, max_size=3)):
        address = draw(st.lists(word(LETTERS + DIGITS, 1, 20), min_size=2, max_size=3).map(", ".join))
        found[role] = Party(name=draw(word(LETTERS, 1, 35)), address=address, country=draw(countries))
    return found or None


@st.composite
def lines(draw: st.DrawFn, number: int) -> EntryLine:
    values: dict[str, Any] = {"line_number": number, "duty": draw(cents), "entered_value": draw(dollars)}
    numbers = [*["99038815", "9903012500"][: draw(st.integers(0, 2))], draw(word(DIGITS, 10, 10))]
    main = next((index for index, text in enumerate(numbers) if text[:2] not in ("98", "99")), 0)
    values["hts_numbers"] = numbers
    for key, unit in (("quantity", "unit"), ("quantity2", "unit2"), ("quantity3", "unit3")):
        if draw(st.booleans()):
            values[key] = draw(cents)
            values[unit] = draw(units)
    if len(numbers) > 1 and draw(st.booleans()):
        rows = []
        for index, text in enumerate(numbers):
            row: dict[str, Any] = {"number": text, "duty": draw(cents), "entered_value": Decimal(0)}
            if index == main:
                row |= {"entered_value": values["entered_value"]}
                row |= {name: values[name] for name in values if name.startswith(("quantity", "unit"))}
            rows.append(EntryTariff(**row))
        values["duty"] = sum(row.duty or 0 for row in rows)
        if any(row.duty for index, row in enumerate(rows) if index != main):
            values["tariffs"] = rows
    values["country_of_origin"] = draw(countries)
    for key, strategy in {
        "description": descriptions,
        "manufacturer_id": identifiers,
        "charges": dollars,
        "spi": st.sampled_from(["S", "S+", "A", "KR", "IL"]),
        "related_parties": st.booleans(),
        "article_set": st.sampled_from(["X", "V"]),
        "foreign_port_of_lading": word(DIGITS, 5, 5),
        "sold_to": employer_numbers,
        "foreign_exporter": identifiers,
        "ruling": word(DIGITS, 6, 6).map("R{}".format),
        "licences": st.lists(word(LETTERS + DIGITS, 8, 10).map("14{}".format), min_size=1, max_size=1),
        "declarations": st.lists(countries.map("08{}".format), min_size=1, max_size=1),
    }.items():
        value = draw(maybe(strategy))
        if value is not None:
            values[key] = value
    if draw(st.booleans()):
        values["fees"] = {code: draw(cents.map(lambda amount: min(amount, Decimal(999999)))) for code in ("499", "501")}
    if draw(st.booleans()):
        values["cases"] = [
            EntryCase(
                number="A570601000",
                rate=draw(cents.map(lambda rate: min(rate, Decimal(9999)))),
                value=draw(dollars),
                duty=draw(cents),
                bonded=draw(st.booleans()),
            )
        ]
    values["parties"] = draw(parties(["manufacturer", "seller", "buyer", "ship_to"]))
    return EntryLine(**values)


@st.composite
def entries(draw: st.DrawFn) -> EntrySummary:
    filer = draw(word(LETTERS + DIGITS, 3, 3).filter(lambda code: code != "000")) + draw(word(DIGITS, 7, 7))
    found = [draw(lines(number)) for number in range(1, draw(st.integers(1, 4)) + 1)]
    values: dict[str, Any] = {
        "entry_number": entry_number.format(filer + entry_number.check_digit(filer)),
        "entry_type": draw(st.sampled_from(["01", "03", "06", "11", "23"])),
        "port_of_entry": draw(word(DIGITS, 4, 4)),
        "importer_of_record": Party(name="", number=draw(employer_numbers)),
        "consignee": Party(name="", number=draw(employer_numbers)),
        "mode_of_transport": draw(st.sampled_from(["11", "30", "40"])),
    }
    for key, strategy in {
        "entry_date": dates,
        "import_date": dates,
        "arrival_date": dates,
        "export_date": dates,
        "exporting_country": countries,
        "state_of_destination": word(LETTERS, 2, 2),
        "broker_reference": word(LETTERS + DIGITS, 1, 9),
        "carrier_scac": word(LETTERS, 4, 4),
        "port_of_unlading": word(DIGITS, 4, 4),
        "vessel": word(LETTERS + DIGITS, 1, 20),
        "containers": st.lists(word(LETTERS + DIGITS, 11, 11), min_size=1, max_size=3),
        "mpf": cents,
        "hmf": cents,
        "duty": cents,
        "missing_documents": st.lists(word(DIGITS, 2, 2), min_size=1, max_size=2),
        "parties": parties(["seller", "buyer", "ship_to", "consolidator", "stuffing_location"]),
    }.items():
        value = draw(maybe(strategy))
        if value is not None:
            values[key] = value
    if draw(st.booleans()):
        bill = st.builds("{}{}".format, word(LETTERS, 4, 4), word(DIGITS, 1, 12))
        if values["mode_of_transport"] != "11":
            bill = word(DIGITS, 11, 11)
        values["bills_of_lading"] = draw(st.lists(bill, min_size=1, max_size=3, unique=True))
        values["package_count"] = Decimal(draw(st.integers(1, 99999)))
        values["package_unit"] = draw(st.sampled_from(["CTN", "PLT", "PCS"]))
    common: dict[str, Any] = {"country_of_export": values.get("exporting_country")}
    weighed = draw(st.booleans())
    invoiced = draw(st.booleans())
    numbers = draw(st.lists(word(LETTERS + DIGITS + "-/", 1, 17), min_size=1, max_size=2, unique=True))
    updated = []
    for line in found:
        extra = dict(common)
        if weighed:
            extra["gross_weight_kg"] = Decimal(draw(st.integers(0, 99999)))
        if invoiced:
            extra["invoice_number"] = draw(st.sampled_from(numbers))
            begin = draw(st.integers(1, 9000))
            extra["invoice_lines"] = list(range(begin, begin + draw(st.integers(1, 4))))
        updated.append(line.model_copy(update=extra))
    if weighed:
        values["gross_weight_kg"] = sum(line.gross_weight_kg or 0 for line in updated)
    if invoiced:
        used = dict.fromkeys(line.invoice_number for line in updated)
        values["invoices"] = [EntryInvoice(number=number) for number in used if number]
    values["total_entered_value"] = sum(line.entered_value or 0 for line in updated if line.article_set != "V")
    return EntrySummary(**values, lines=updated)
