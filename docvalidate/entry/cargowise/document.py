"""The XML of a UniversalShipment, parsed safely: texts, AddInfo pairs, numbers, dates and parties of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryPlace
from docvalidate.domain.errors import ReadingError
from docvalidate.entry.content import Content

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

POUNDS = Decimal("0.45359237")
ROLES = {
    "ImporterOfRecord": "importer_of_record",
    "ImporterDocumentaryAddress": "importer_of_record",
    "UltimateConsignee": "consignee",
    "ConsigneeDocumentaryAddress": "consignee",
    "Manufacturer": "manufacturer",
    "Seller": "seller",
    "SupplierDocumentaryAddress": "seller",
    "Supplier": "seller",
    "Buyer": "buyer",
    "ShipToParty": "ship_to",
    "StuffingLocation": "stuffing_location",
    "Consolidator": "consolidator",
}
"""Where one role has two address types, the first of the two counts."""


def parse(content: Content) -> Element:
    """The root, tags without namespaces. Raises ReadingError for damaged XML and for any document type."""
    from defusedxml import DefusedXmlException, ElementTree

    try:
        root: Element = ElementTree.fromstring(content.data, forbid_dtd=True)
    except ElementTree.ParseError as error:
        place = f"line {error.position[0]}, column {error.position[1] + 1}"
        raise ReadingError(content.file, f"is no well-formed XML ({error.msg})", "export it again", place) from error
    except DefusedXmlException as error:
        raise ReadingError(
            content.file, "holds a document type or entities, which are not read", "remove them"
        ) from error
    except (ValueError, LookupError, RecursionError) as error:
        raise ReadingError(content.file, f"is no readable XML ({error})", "export it again") from error
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rsplit("}", 1)[-1]
    return root


def walk(root: Element, tag: str) -> Iterator[Element]:
    """Every element of that tag, the root included."""
    if root.tag == tag:
        yield root
    else:
        yield from root.iter(tag)


def text(element: Element | None, path: str) -> str | None:
    """The text at a path below an element, or None."""
    found = element.find(path) if element is not None else None
    return (found.text or "").strip() or None if found is not None else None


def info(element: Element | None, *keys: str) -> str | None:
    """The value of the first of these AddInfo keys that has one."""
    pairs = element.findall("AddInfoCollection/AddInfo") if element is not None else []
    values = {text(pair, "Key"): text(pair, "Value") for pair in reversed(pairs)}
    return next((value for key in keys if (value := values.get(key))), None)


class Declaration:
    """A shipment with the place that errors name; `places` collects where values stand."""

    def __init__(self, file: str, shipment: Element | None, at: str) -> None:
        if shipment is None:
            raise ReadingError(file, "the XML holds no Shipment", "export the declaration as UniversalShipment")
        self.file, self.at, self.shipment = file, at, shipment
        self.places: dict[str, EntryPlace] = {}

    def number(self, printed: str | None, what: str) -> Decimal | None:
        """A number of the XML. Raises ReadingError that names the element."""
        if printed is None:
            return None
        try:
            value = Decimal(printed)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            raise ReadingError(self.file, f"{printed!r} is no number", "correct it", place=f"{self.at}, {what}")
        return value

    def day(self, printed: str | None, what: str) -> datetime.date | None:
        """A date of the XML, its time left out."""
        if printed is None:
            return None
        try:
            return datetime.date.fromisoformat(printed[:10])
        except ValueError:
            raise ReadingError(self.file, f"{printed!r} is no date", "correct it", place=f"{self.at}, {what}") from None

    def parties(self, element: Element) -> dict[str, Party]:
        """The parties an element names, by role."""
        found: dict[str, Party] = {}
        ranked: dict[str, int] = {}
        order = list(ROLES)
        for address in element.findall("OrganizationAddressCollection/OrganizationAddress"):
            kind = text(address, "AddressType") or ""
            role = ROLES.get(kind)
            if role is None or (role in ranked and ranked[role] <= order.index(kind)):
                continue
            parts = [text(address, name) for name in ("Address1", "Address2", "City", "State", "Postcode")]
            name = text(address, "CompanyName") or ""
            number = text(address, "GovRegNum") if role in ("importer_of_record", "consignee", "buyer") else None
            if name or number:
                ranked[role] = order.index(kind)
                found[role] = Party(name=name, address=", ".join(part for part in parts if part) or None,
                                    country=text(address, "Country/Code"), number=number)  # fmt: skip
        return found


def digits(printed: str | None) -> str:
    """A tariff number without dots."""
    return (printed or "").replace(".", "").replace(" ", "")


def kilograms(weight: Decimal | None, unit: str | None) -> Decimal | None:
    """A weight in kilograms; without a unit it is in kilograms."""
    if weight is None:
        return None
    factor = {"LB": POUNDS, "LBS": POUNDS, "T": Decimal(1000), "G": Decimal("0.001")}.get(unit or "KG", Decimal(1))
    return weight * factor


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to cents."""
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
