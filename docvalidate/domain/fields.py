"""Every field name the contract knows, with the kind of its value. Names are fixed: other people's scripts use them."""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "text", "code", "number", "money", "weight", "count", "date", "country", "currency", "list", "party", "unit"
]

HEADER: dict[str, Kind] = {
    "invoice_number": "code",
    "invoice_date": "date",
    "purchase_order_number": "code",
    "currency": "currency",
    "incoterm": "code",
    "incoterm_place": "text",
    "payment_terms": "text",
    "country_of_origin": "country",
    "country_of_export": "country",
    "export_date": "date",
    "port_of_loading": "text",
    "port_of_discharge": "text",
    "vessel": "text",
    "bill_of_lading_number": "code",
    "container_numbers": "list",
    "package_count": "count",
    "gross_weight_kg": "weight",
    "net_weight_kg": "weight",
    "subtotal": "money",
    "freight": "money",
    "insurance": "money",
    "packing_charge": "money",
    "discount": "money",
    "assists": "money",
    "total_amount": "money",
    "seller": "party",
    "buyer": "party",
    "consignee": "party",
    "manufacturer": "party",
    "notify_party": "party",
    "shipper": "party",
    "importer_of_record": "party",
}

LINE: dict[str, Kind] = {
    "line_number": "count",
    "part_number": "code",
    "description": "text",
    "hts_number": "code",
    "country_of_origin": "country",
    "quantity": "number",
    "unit": "unit",
    "unit_price": "money",
    "amount": "money",
    "package_count": "count",
    "net_weight_kg": "weight",
    "gross_weight_kg": "weight",
}

PARTICULARS: dict[str, Kind] = {
    "variants": "list",
    "replaces": "code",
    "refers_to": "code",
    "responsible_employee": "text",
    "marks": "text",
    "not_sold": "text",
    "acquired": "text",
    "sold_in_transit": "text",
    "page_numbers": "list",
    "agreement": "code",
    "certifier": "text",
    "exporter": "text",
    "producer": "text",
    "importer": "text",
    "tariff_numbers": "list",
    "origin_criterion": "text",
    "period_from": "date",
    "period_to": "date",
    "certified_on": "date",
    "vessel_imo": "code",
    "vessel_flag": "country",
}
"""What some papers say beyond the contract's fields, read for the rules that ask for it.

`variants`: `pro_forma`, `revised`, `credit_note`, `debit_note`; `replaces` and `refers_to`: the number of another
invoice; `marks`: those of the packages; `not_sold`, `acquired`, `sold_in_transit`: the words that say that goods are no
purchase, of whom the shipper had them, that they were sold under way; `page_numbers`: `2/3` for page 2 of 3; from
`agreement` on (the code of the program it names): of a certification of origin, whose parties are only
read for whether each is named; `vessel_imo`, `vessel_flag`: of the ship, where they stand apart from its name.
"""

PARTIES: tuple[str, ...] = tuple(name for name, kind in HEADER.items() if kind == "party")
