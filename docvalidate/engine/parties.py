"""Which parties of a shipment are screened, and what the screening says, in the rules' terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docvalidate.domain.document import Document, Party, Value
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.fields import PARTIES
from docvalidate.domain.finding import Citation, Evidence
from docvalidate.domain.shipment import PartyMatch
from docvalidate.engine.context import Context

if TYPE_CHECKING:
    from docvalidate.screening.types import Match

ENTRY_PARTIES = ("importer_of_record", "consignee")


@dataclass
class ScreenedParty:
    """A party once, with every place where it stands."""

    role: str
    party: Party
    evidence: list[Evidence] = field(default_factory=list)


def parties_of(documents: Sequence[Document], entry: EntrySummary | None) -> list[ScreenedParty]:
    """The parties and vessels that the papers and the entry name, each once, in the order in which they are met."""
    found: dict[tuple[str, str | None], ScreenedParty] = {}
    for role, party, evidence in _named(documents, entry):
        key = (" ".join(party.name.casefold().split()), party.country)
        known = found.setdefault(key, ScreenedParty(role, party))
        known.evidence.append(evidence)
        if known.party.address is None and party.address is not None:
            known.party = party
    return list(found.values())


def _named(documents: Sequence[Document], entry: EntrySummary | None) -> Iterator[tuple[str, Party, Evidence]]:
    for document in documents:
        for name in (*PARTIES, "vessel"):
            value = document.get(name)
            if value is None:
                continue
            party = value.party or (Party(name=value.text) if name == "vessel" and value.text else None)
            if party is not None:
                yield name, party, _place(document, value)
    if entry is None:
        return
    for name in ENTRY_PARTIES:
        party = getattr(entry, name)
        if party is not None and party.name:
            yield name, party, Evidence(file=entry.source or "entry", path=name, text=party.name)
    if entry.vessel:
        yield (
            "vessel",
            Party(name=entry.vessel),
            Evidence(file=entry.source or "entry", path="vessel", text=entry.vessel),
        )


def _place(document: Document, value: Value) -> Evidence:
    return Evidence(file=document.file, page=value.page, bbox=value.bbox, cell=value.cell, text=value.raw)


def screen_parties(
    documents: Sequence[Document], entry: EntrySummary | None, context: Context
) -> list[PartyMatch] | None:
    """Every resemblance of a party to a listed name; None where there is nothing to screen against."""
    if context.lists is None:
        return None
    from docvalidate.screening.decision import Thresholds

    told = context.pipeline.screening
    thresholds = Thresholds(told.match, told.possible, told.weak, told.least)
    found: list[PartyMatch] = []
    for one in parties_of(documents, entry):
        for match in context.lists.screen(
            one.party.name, one.party.address, one.party.country, thresholds=thresholds, identifiers=_identifiers(one)
        ):
            party_match = _party_match(one, match)
            if party_match is not None:
                found.append(party_match)
    return found


def _identifiers(one: ScreenedParty) -> dict[str, str] | None:
    """A vessel's IMO number, where the papers print one beside its name."""
    found = re.search(r"\bIMO\D{0,3}(\d{7})\b", one.party.name) if one.role == "vessel" else None
    return {"imo": found[1]} if found else None


def _party_match(one: ScreenedParty, match: Match) -> PartyMatch | None:
    if match.decision == "none":
        return None
    return PartyMatch(
        name=one.party.name,
        role=one.role,
        evidence=one.evidence,
        list_name=match.list,
        entity_id=match.entity_id,
        listed_name=match.matched_name,
        score=match.score,
        decision=match.decision,
        severity=match.meaning.severity,
        citation=Citation(text=match.meaning.citation, url=match.meaning.url or None),
        explanation=[*match.explanation, *match.ownership],
    )
