"""Generated entries of the kind a CATAIR AE transaction can carry.

Strategies are built once, here, not in each example, and a text is one draw, not one for each letter: of ten thousand
entries the generation takes a minute, not four.
"""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryCase, EntryInvoice, EntryLine, EntrySummary, EntryTariff
from docvalidate.reference.identifiers import entry_number

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
SEEDS = 2**24 - 1
PUNCTUATED = LETTERS + DIGITS + "&.,'/-()#%\""

countries = st.sampled_from(["CN", "DE", "VN", "IN", "MX", "KR", "TR", "XO"])
dates = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))
cents = st.integers(0, 10**9).map(lambda amount: Decimal(amount) / 100)
dollars = st.integers(0, 10**9).map(Decimal)
units = st.sampled_from(["NO", "KG", "DOZ", "PRS", "M2", "L"])


@cache
def word(alphabet: str, least: int, most: int) -> st.SearchStrategy[str]:
    """A text of so many letters."""

    def spelled(seed: int) -> str:
        chooser = random.Random(seed)
        return "".join(chooser.choices(alphabet, k=chooser.randint(least, most)))

    return st.integers(0, SEEDS).map(spelled)


@cache
def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def each(strategies: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these values, by name."""
    found = st.fixed_dictionaries({name: maybe(strategy) for name, strategy in strategies.items()})
    return found.map(lambda values: {name: value for name, value in values.items() if value is not None})


descriptions = word(PUNCTUATED + " " * 8, 1, 200).map(lambda text: " ".join(text.split()) or "-")
employer_numbers = st.builds("{}-{}{}".format, word(DIGITS, 2, 2), word(DIGITS, 7, 7), word(LETTERS + DIGITS, 2, 2))
identifiers = st.builds("{}{}".format, countries, word(LETTERS + DIGITS, 6, 13))
some_fees = cents.map(lambda amount: min(amount, Decimal(999999)))
fees = st.fixed_dictionaries({"499": some_fees, "501": some_fees})
vessel_bills = st.builds("{}{}".format, word(LETTERS, 4, 4), word(DIGITS, 1, 12))
cases = st.builds(
    EntryCase,
    number=st.just("A570601000"),
    rate=cents.map(lambda rate: min(rate, Decimal(9999))),
    value=dollars,
    duty=cents,
    bonded=st.booleans(),
)
quantities = st.tuples(st.booleans(), cents, units)
address_lines = st.lists(word(LETTERS + DIGITS, 1, 20), min_size=2, max_size=3).map(", ".join)
named = st.builds(Party, name=word(LETTERS, 1, 35), address=address_lines, country=countries)


def parties(*roles: str) -> st.SearchStrategy[dict[str, Party] | None]:
    return st.dictionaries(st.sampled_from(roles), named, max_size=3).map(lambda found: found or None)


line_values = each(
    {
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
        "licences": word(LETTERS + DIGITS, 8, 10).map(lambda text: [f"14{text}"]),
        "declarations": countries.map(lambda country: [f"08{country}"]),
        "fees": fees,
        "cases": cases.map(lambda case: [case]),
        "parties": parties("manufacturer", "seller", "buyer", "ship_to"),
    }
)
tariff_numbers = st.tuples(st.integers(0, 2), word(DIGITS, 10, 10)).map(
    lambda drawn: [*["99038815", "9903012500"][: drawn[0]], drawn[1]]
)


@st.composite
def lines(draw: st.DrawFn) -> EntryLine:
    values: dict[str, Any] = {"line_number": 1, "duty": draw(cents), "entered_value": draw(dollars)}
    numbers = draw(tariff_numbers)
    main = next((index for index, text in enumerate(numbers) if text[:2] not in ("98", "99")), 0)
    values["hts_numbers"] = numbers
    for key, unit in (("quantity", "unit"), ("quantity2", "unit2"), ("quantity3", "unit3")):
        given, amount, measure = draw(quantities)
        if given:
            values |= {key: amount, unit: measure}
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
    return EntryLine(**values, country_of_origin=draw(countries), **draw(line_values))


entry_values = each(
    {
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
        "parties": parties("seller", "buyer", "ship_to", "consolidator", "stuffing_location"),
    }
)
head_values = st.fixed_dictionaries(
    {
        "entry_type": st.sampled_from(["01", "03", "06", "11", "23"]),
        "port_of_entry": word(DIGITS, 4, 4),
        "importer_of_record": st.builds(Party, name=st.just(""), number=employer_numbers),
        "consignee": st.builds(Party, name=st.just(""), number=employer_numbers),
        "mode_of_transport": st.sampled_from(["11", "30", "40"]),
    }
)
filers = word(LETTERS + DIGITS, 3, 3).filter(lambda code: code != "000")
some_lines = st.lists(lines(), min_size=1, max_size=4)
bills = {
    "11": st.lists(vessel_bills, min_size=1, max_size=3, unique=True),
    "30": st.lists(word(DIGITS, 11, 11), min_size=1, max_size=3, unique=True),
}
packages = st.integers(1, 99999).map(Decimal)
package_units = st.sampled_from(["CTN", "PLT", "PCS"])
invoice_numbers = st.lists(word(LETTERS + DIGITS + "-/", 1, 17), min_size=1, max_size=2, unique=True)
weights = st.integers(0, 99999).map(Decimal)
first_lines = st.tuples(st.integers(0, 1), st.integers(1, 9000), st.integers(1, 4))


@st.composite
def entries(draw: st.DrawFn) -> EntrySummary:
    filer = draw(filers) + draw(word(DIGITS, 7, 7))
    found = draw(some_lines)
    values: dict[str, Any] = {
        "entry_number": entry_number.format(filer + entry_number.check_digit(filer)),
        **draw(head_values),
        **draw(entry_values),
    }
    if draw(st.booleans()):
        values["bills_of_lading"] = draw(bills["11" if values["mode_of_transport"] == "11" else "30"])
        values["package_count"] = draw(packages)
        values["package_unit"] = draw(package_units)
    common: dict[str, Any] = {"country_of_export": values.get("exporting_country")}
    weighed = draw(st.booleans())
    invoiced = draw(st.booleans())
    numbers = draw(invoice_numbers)
    updated = []
    for number, line in enumerate(found, start=1):
        extra = {**common, "line_number": number}
        if weighed:
            extra["gross_weight_kg"] = draw(weights)
        if invoiced:
            which, begin, count = draw(first_lines)
            extra["invoice_number"] = numbers[min(which, len(numbers) - 1)]
            extra["invoice_lines"] = list(range(begin, begin + count))
        updated.append(line.model_copy(update=extra))
    if weighed:
        values["gross_weight_kg"] = sum(line.gross_weight_kg or 0 for line in updated)
    if invoiced:
        used = dict.fromkeys(line.invoice_number for line in updated)
        values["invoices"] = [EntryInvoice(number=number) for number in used if number]
    values["total_entered_value"] = sum(line.entered_value or 0 for line in updated if line.article_set != "V")
    return EntrySummary(**values, lines=updated)
