"""Parties to the entity records of cargo release: name, address in columns of 35, country."""

from __future__ import annotations

import textwrap

from docvalidate.domain.document import Party
from docvalidate.entry.catair.compose import compose, fits, keyboard
from docvalidate.entry.catair.layout import Layout
from docvalidate.entry.catair.parties import ROLES

CODES = {role: code for code, role in ROLES.items()}


def party_records(
    parties: dict[str, Party], entity: str, street: str, place: str, known: dict[str, Layout]
) -> list[str]:
    """The records of every party whose role has an entity code and whose name fits.

    The last part of the address between commas is taken for the city; an address of one part is the city alone.
    """
    lines: list[str] = []
    for role, party in parties.items():
        name = keyboard(party.name)
        if role not in CODES or not fits(known[entity], "entity_name", name):
            continue
        number = party.number if party.number and fits(known[entity], "entity_identifier", party.number) else None
        qualifier = "EI" if number else None
        lines.append(compose(known[entity], entity_code=CODES[role], entity_name=name or None,
                             entity_identifier_qualifier=qualifier, entity_identifier=number))  # fmt: skip
        *streets, city = [part.strip() for part in keyboard(party.address or "").split(",")]
        if not party.country or not city or not fits(known[place], "city_name", city):
            continue
        for part in streets:
            for text in textwrap.wrap(part, 35, break_on_hyphens=False):
                lines.append(compose(known[street], address_component_qualifier="02", address_information=text))
        lines.append(compose(known[place], city_name=city, country_code=party.country))
    return lines
