"""Which parties of a shipment are screened, and what the screening says, in the rules' terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docvalidate.config.pipeline import Pipeline
from docvalidate.domain.document import Document, Party, Value
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.fields import PARTIES
from docvalidate.domain.finding import Evidence
from docvalidate.domain.shipment import PartyMatch, RegionHit
from docvalidate.engine.context import Context
from docvalidate.engine.mentions import match_in_text, named_in_text
from docvalidate.engine.merchandise import covers, goods_of
from docvalidate.engine.told import likeness, told_of
from docvalidate.engine.vessels import ShipFacts, VesselVerdict, screen_vessel, ship_facts, verdict
from docvalidate.screening.vessels import ship_name

if TYPE_CHECKING:
    from docvalidate.screening.decision import Thresholds
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
    """Every resemblance of a party to a listed name, one a list; None where there is nothing to screen against."""
    if context.lists is None:
        return None
    thresholds = thresholds_of(context.pipeline)
    goods = goods_of(documents, entry)
    found: list[PartyMatch] = []
    parties = parties_of(documents, entry)
    ships = ship_facts(documents, entry)
    for one in parties:
        party = one.party
        if one.role == "vessel":
            matches = screen_vessel(context.lists, party.name, ships, thresholds)
        else:
            matches = context.lists.screen(party.name, party.address, party.country, thresholds=thresholds)
        ruled_as = party if one.role != "vessel" else Party(name=ship_name(party.name))  # the voyage changes
        for same in _by_list(matches):
            told = _party_match(one, same, goods, ships)
            if told is not None:
                found.append(_ruled(told, same[0], ruled_as, context))
    told_of = {(match.list_name, match.entity_id) for match in found}
    for named in named_in_text(documents, [one.party.name for one in parties]):
        if named.mention.kind == "vessel":
            matches = screen_vessel(context.lists, named.mention.raw, ships, thresholds)
        else:
            matches = context.lists.screen(named.mention.name, thresholds=thresholds)
        for same in _by_list(matches):
            told = match_in_text(named, same, ships)
            if told is not None and (told.list_name, told.entity_id) not in told_of:
                told_of.add((told.list_name, told.entity_id))
                found.append(_ruled(told, same[0], Party(name=named.mention.name), context))
    return found


def _by_list(matches: Sequence[Match]) -> list[list[Match]]:
    """Matches of one list together, in the order of the best of each."""
    by_list: dict[str, list[Match]] = {}
    for match in matches:
        by_list.setdefault(match.list, []).append(match)
    return list(by_list.values())


def _ruled(told: PartyMatch, match: Match, party: Party, context: Context) -> PartyMatch:
    """The same under a reviewer's decision: information while that is in force, and said in any case."""
    if context.dispositions is None:
        return told
    ruling = context.dispositions.lookup(
        party=party.name,
        list=match.list,
        entity_id=match.entity_id,
        entry_fingerprint=match.entry_fingerprint,
        country=party.country,
        today=context.as_of,
    )
    if ruling is None:
        return told
    return told.model_copy(
        update={
            "severity": "info" if ruling.silences else told.severity,
            "text": f"{told.text} {ruling.sentence}",
            "explanation": [*told.explanation, ruling.sentence],
        }
    )


def region_hits(documents: Sequence[Document], entry: EntrySummary | None) -> list[RegionHit] | None:
    """The parties whose address lies where forced labour is presumed; None where no party has an address."""
    from docvalidate.screening import forced_labor_region

    known = [one for one in parties_of(documents, entry) if one.party.address]
    if not known:
        return None
    hits = []
    for one in known:
        found = forced_labor_region(one.party.address, one.party.country)
        if found is not None:
            hits.append(
                RegionHit(
                    name=one.party.name,
                    role=one.role,
                    evidence=one.evidence,
                    place=found.text,
                    sure=found.sure,
                    sentence=found.sentence,
                )
            )
    return hits


def thresholds_of(pipeline: Pipeline) -> Thresholds:
    """From which score on a name is what, as the pipeline says."""
    from docvalidate.screening.decision import Thresholds

    told = pipeline.screening
    return Thresholds(told.match, told.possible, told.weak, told.least)


def _party_match(
    one: ScreenedParty, matches: Sequence[Match], goods: Sequence[str], ships: ShipFacts
) -> PartyMatch | None:
    """The best of a list's matches; the others of that list are named in its explanation."""
    best = matches[0]
    if best.decision == "none":
        return None
    judged = verdict(best, one.party.name, ships) if one.role == "vessel" else VesselVerdict(best.meaning.severity)
    severity = judged.severity
    meaning = best.meaning.text if judged.sure else f"If it is the listed vessel: {best.meaning.text}"
    sentences = [judged.sentence, meaning] if judged.sentence else [meaning]
    if best.merchandise and best.meaning.kind == "detention" and not covers(best.merchandise, goods):
        severity = "info"
        sentences.append(f"The order covers {best.merchandise}; no line of the papers or the entry names such goods.")
    others = [f"also {match.matched_name} ({match.entity_id}), {match.score:.2f}" for match in matches[1:]]
    role = one.role.replace("_", " ")
    return told_of(
        best,
        best.decision,
        one.party.name,
        one.role,
        one.evidence,
        severity,
        f"The {role} {one.party.name} {likeness(best) if judged.sure else 'bears the name of'} {best.matched_name} "
        f"on the list {best.list} "
        f"(score {best.score:.2f}). {' '.join(sentences)}",
        fix=judged.fix,
        also=others,
    )
