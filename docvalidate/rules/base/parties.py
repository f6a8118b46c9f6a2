"""The parties on the papers, and how a name in the entry stands to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docvalidate.domain.document import Document, Party, Value
from docvalidate.domain.finding import Evidence
from docvalidate.domain.shipment import Shipment
from docvalidate.reference.texts import firm_likeness
from docvalidate.rules.base.places import on_paper, page_of

ROLE_NAMES = {
    "buyer": "the buyer",
    "consignee": "the consignee",
    "importer_of_record": "the importer",
    "notify_party": "the notify party",
    "seller": "the seller",
    "manufacturer": "the manufacturer",
    "shipper": "the shipper",
}


@dataclass(frozen=True)
class Named:
    """A party of a paper in its role."""

    role: str
    party: Party
    value: Value
    document: Document

    @property
    def label(self) -> str:
        """`the buyer on the commercial invoice (p. 1)`."""
        return f"{ROLE_NAMES[self.role]} on {self.document.label}{page_of(self.value)}"

    @property
    def evidence(self) -> list[Evidence]:
        return on_paper(self.document, self.value)


def named(shipment: Shipment, *roles: str) -> Iterator[Named]:
    """The parties of these roles, by role, then by document."""
    for role in roles:
        for printed in shipment.printed(role):
            if (party := printed.value.party) is not None and party.name.strip():
                yield Named(role, party, printed.value, printed.document)


def likeness(party: Party, other: Named) -> float:
    """How surely the two are one firm; other readings of the paper's name count too."""
    names = [other.party.name, *(one.text for one in other.value.alternatives or [])]
    return max(firm_likeness(party.name, name) for name in names)
