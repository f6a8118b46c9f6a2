"""The parties on the papers, and how a name in the entry stands to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docvalidate.domain.document import Document, Party, Value
from docvalidate.domain.finding import Evidence
from docvalidate.domain.shipment import Shipment
from docvalidate.reference.texts import firm_likeness, firm_words
from docvalidate.rules.base.places import on_paper, page_of

MISREAD = 0.9
"""From this likeness on a buyer and a seller are one name that was read twice."""
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


def buying(shipment: Shipment, *roles: str) -> list[Named]:
    """The parties of these roles that are no seller: a buyer who bears the seller's name was misread."""
    sellers = [one.party.name for one in named(shipment, "seller", "shipper", "manufacturer")]
    return [one for one in named(shipment, *roles) if not _one_of(one.party.name, sellers)]


def making(shipment: Shipment) -> list[Named]:
    """Makers, sellers and shippers that are no buyer: a seller who bears the buyer's name was misread."""
    buyers = [one.party.name for one in named(shipment, "buyer", "consignee", "importer_of_record")]
    importer = shipment.entry.importer_of_record if shipment.entry is not None else None
    if importer is not None:
        buyers.append(importer.name)
    return [one for one in named(shipment, "manufacturer", "seller", "shipper") if not _one_of(one.party.name, buyers)]


def _one_of(name: str, others: list[str]) -> bool:
    words = set(firm_words(name))
    return any(
        firm_likeness(name, one) >= MISREAD or (len(words) > 1 and words < set(firm_words(one))) for one in others
    )


def likeness(party: Party, other: Named) -> float:
    """How surely the two are one firm; other readings of the paper's name count too."""
    names = [other.party.name, *(one.text for one in other.value.alternatives or [])]
    return max(firm_likeness(party.name, name) for name in names)
