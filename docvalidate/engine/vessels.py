"""What a listed vessel's name on the papers is worth: the IMO number decides, the name alone is to be checked.

Ships share names by the dozen, and change them; the IMO number stays with the hull (SOLAS XI-1/3). So a match by
number is the list's own severity, another number is another ship, and a name without a number is an alarm only where
the owner or the flag agrees as well. Where the listed ship may not call where the goods are landed, the name is
information: it stays in the report with what to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docvalidate.domain.document import Document
from docvalidate.domain.entry import EntrySummary
from docvalidate.domain.finding import Severity
from docvalidate.reference import countries
from docvalidate.reference.identifiers import imo
from docvalidate.screening.folding import fold
from docvalidate.screening.names import core_tokens
from docvalidate.screening.vessels import flag_in, imo_in, ship_name, ship_names

if TYPE_CHECKING:
    from docvalidate.screening.decision import Thresholds
    from docvalidate.screening.index import ListIndex
    from docvalidate.screening.types import Match

MOST_MATCHES = 40
"""Companies of the same name are set aside afterwards, so more than one list's worth is asked for."""
ASK = "Ask the carrier for the vessel's IMO number and compare it with the list's entry"
_TANKER = re.compile(r"\b(?:tanker|lng|lpg|gas carrier)\b", re.IGNORECASE)
_BARRED_FROM_US_PORTS = {"KP": "31 CFR 510.208(b)"}
"""Flags (ISO 3166-1 alpha-2) whose ships the law keeps from US ports: those that called at a port of North Korea within
180 days. Cuba's 180 days (31 CFR 515.207) have general licences, so it is not among them."""
_LOWER: dict[str, Severity] = {"error": "warning", "warning": "warning", "info": "info"}


@dataclass(frozen=True)
class ShipFacts:
    """What the papers and the entry say of the ships that they name, beside the names."""

    names: frozenset[str] = frozenset()
    imo_numbers: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    """ISO 3166-1 alpha-2."""
    firms: frozenset[str] = frozenset()
    """Every party and firm named, folded, without its legal form."""
    in_containers: bool = False
    landed_in_us: bool = False
    """An entry is filed for the goods, so the ship called at a US port."""


@dataclass(frozen=True)
class VesselVerdict:
    """How a match of a vessel is told: severity, a sentence of reasons, what to do, and whether it is that vessel."""

    severity: Severity
    sentence: str = ""
    fix: str | None = None
    sure: bool = True


def ship_facts(documents: Sequence[Document], entry: EntrySummary | None) -> ShipFacts:
    """The IMO numbers, flags and firms of the papers, and whether the goods travel in containers."""
    texts = list(_vessel_texts(documents, entry))
    told = [value for document in documents if (value := document.told("vessel_imo")) is not None]
    numbers = {number for number in (imo_in(text) for text in texts) if number} | {value.text for value in told}
    flags = {code for text in texts if (flag := flag_in(text)) and (code := countries.find(flag))}
    flags |= {value.text for document in documents if (value := document.told("vessel_flag")) is not None}
    named = [value.party.name for document in documents for value in document.fields.values() if value.party]
    named += [mention.name for document in documents for mention in document.mentions or ()]
    boxes = any(document.get("container_numbers") for document in documents)
    return ShipFacts(
        frozenset(fold(ship_name(text)) for text in texts),
        frozenset(number for number in numbers if imo.is_valid(number)),
        frozenset(flags),
        frozenset(_bare(name) for name in named),
        boxes or bool(entry is not None and entry.containers),
        entry is not None,
    )


def _vessel_texts(documents: Iterable[Document], entry: EntrySummary | None) -> Iterator[str]:
    for document in documents:
        value = document.get("vessel")
        if value is not None and value.text:
            yield value.raw if len(value.raw) > len(value.text) else value.text
        yield from (mention.raw for mention in document.mentions or () if mention.kind == "vessel")
    if entry is not None and entry.vessel:
        yield entry.vessel


def screen_vessel(index: ListIndex, text: str, facts: ShipFacts, thresholds: Thresholds) -> list[Match]:
    """The vessels that a name with its voyage may mean, the nearest first; a list that tells no kinds may mean any.

    An IMO number of the papers is asked for only where it can be no other ship's: in the name's own field, or where
    the papers name one ship and one number.
    """
    number = imo_in(text) or _the_only(facts)
    found: dict[tuple[str, str], Match] = {}
    for name in ship_names(text):
        identifiers = {"imo": number} if number else None
        for match in index.screen(name, thresholds=thresholds, identifiers=identifiers, limit=MOST_MATCHES):
            if match.entity_type in ("Vessel", ""):
                known = found.get((match.list, match.entity_id))
                if known is None or match.score > known.score:
                    found[match.list, match.entity_id] = match
    return sorted(found.values(), key=lambda match: (not _listed_numbers(match) & {number}, -match.score))


def verdict(match: Match, text: str, facts: ShipFacts) -> VesselVerdict:
    """Severity and reasons of a vessel's match, by IMO number, owner, flag and kind of ship."""
    severity: Severity = match.meaning.severity
    listed = _listed_numbers(match)
    known = ", ".join(sorted(listed))
    own = imo_in(text) or _the_only(facts)
    if own and own in listed:
        return VesselVerdict(severity, f"The IMO number {own} is that of the listed vessel.")
    if own and listed and imo.is_valid(own):
        return VesselVerdict(
            "info",
            f"The papers print the IMO number {own}, the list {known}: a ship keeps its number for life, so this is "
            "another ship of that name.",
            "Nothing to do if the papers' number is right.",
            sure=False,
        )
    agreeing = _agreeing(match, facts)
    against = _against(match, facts)
    fix = f"{ASK}{f' (IMO {known})' if listed else ', which prints none: compare owner and flag too'}."
    if agreeing and not against:
        return VesselVerdict(severity, f"No IMO number was compared, but {' and '.join(agreeing)}.", fix)
    reasons = "A vessel's name alone tells little, and the papers print no IMO number that could be compared"
    if facts.imo_numbers and listed:
        reasons = (
            f"The papers print IMO {', '.join(sorted(facts.imo_numbers))}, which may be another vessel's; the name "
            "alone tells little"
        )
    reasons += f", though {' and '.join(agreeing)}" if agreeing else ""
    reasons += f"; against it: {' and '.join(against)}" if against else ""
    barred = not agreeing and _barred(match, facts) is not None
    return VesselVerdict("info" if barred else _LOWER[severity], f"{reasons}.", fix, sure=False)


def _the_only(facts: ShipFacts) -> str | None:
    """The number of the one ship that the papers name, where they print one."""
    return next(iter(facts.imo_numbers)) if len(facts.imo_numbers) == 1 == len(facts.names) else None


def _listed_numbers(match: Match) -> set[str]:
    return {imo.compact(part) for part in match.identifiers.get("imo", "").split("; ") if part}


def _agreeing(match: Match, facts: ShipFacts) -> list[str]:
    out = []
    owner = next((one.name for one in match.owners if _bare(one.name) in facts.firms), None)
    if owner:
        out.append(f"its listed owner {owner} is named on the papers")
    flag = next(iter(facts.flags.intersection(match.countries)), None)
    if flag:
        out.append(f"it flies the flag that the list names, {countries.name(flag) or flag}")
    return out


def _barred(match: Match, facts: ShipFacts) -> str | None:
    """The law by which the listed ship may call at no US port, where the goods come by container to one."""
    if not (facts.landed_in_us and facts.in_containers and match.countries):
        return None
    laws = [_BARRED_FROM_US_PORTS.get(country) for country in match.countries]
    return laws[0] if all(laws) else None


def _against(match: Match, facts: ShipFacts) -> list[str]:
    out = []
    law = _barred(match, facts)
    if law:
        where = ", ".join(countries.name(code) or code for code in match.countries)
        out.append(
            f"the list names {where}, ships that called there may call at no US port ({law}), and this one brought "
            "containers to one"
        )
    kind = _TANKER.search(match.remarks)
    if kind and facts.in_containers:
        out.append("the listed ship is a tanker, and the goods travel in containers")
    if facts.flags and match.countries and facts.flags.isdisjoint(match.countries):
        flags = ", ".join(countries.name(code) or code for code in sorted(facts.flags))
        out.append(f"the papers name the flag {flags}, the list {', '.join(match.countries[:3])} (ships change flags)")
    return out


def _bare(name: str) -> str:
    return " ".join(core_tokens(tuple(fold(name).split()))[0])
