"""What flows through screening: entries of a list on the way in, matches with their reasons on the way out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Decision = Literal["match", "possible", "weak", "none"]
NameQuality = Literal["primary", "strong", "weak"]
Texts = list[str]
"""A list of strings; its own name, because entries have a field called `list`."""


@dataclass(slots=True)
class ListName:
    """One name of a listed entity as printed, and how good an alias it is (OFAC FAQ 122-125 on weak ones)."""

    text: str
    quality: NameQuality = "strong"


@dataclass(slots=True)
class Owner:
    """Who owns a listed entity, so far as the list says: a reference or a name, a share in per cent where given."""

    name: str
    entity_id: str = ""
    share: Decimal | None = None
    relation: str = "linked to"


Names = list[ListName]
Owners = list[Owner]


def _no_texts() -> Texts:
    return []


def _no_owners() -> Owners:
    return []


@dataclass(slots=True)
class ListEntity:
    """One entry of a watch list, with all its names."""

    entity_id: str
    list: str
    names: Names
    entity_type: str = ""
    """`Entity`, `Individual`, `Vessel`, `Aircraft` or ''."""
    programs: Texts = field(default_factory=_no_texts)
    addresses: Texts = field(default_factory=_no_texts)
    countries: Texts = field(default_factory=_no_texts)
    """ISO 3166-1 alpha-2."""
    identifiers: dict[str, str] = field(default_factory=dict)
    """`imo`, `uscc`, `tax`, `registration`, ... to the printed number."""
    owners: Owners = field(default_factory=_no_owners)
    remarks: str = ""
    merchandise: str = ""
    """Scope of a Withhold Release Order: the goods it detains; '' where the list is not bound to goods."""
    status: str = ""
    date_added: dt.date | None = None
    date_removed: dt.date | None = None


@dataclass(slots=True)
class ParsedList:
    """What a parser found in one file: entities, how many rows it read, and the publisher's own date and count."""

    format: str
    publisher: str
    entities: list[ListEntity]
    rows: int
    rows_used: int
    date: dt.date | None = None
    stated_count: int | None = None
    warnings: list[str] = field(default_factory=list)
    cut_off: bool = False
    """The file breaks off in its last row: readable, but not the whole list."""

    @property
    def names(self) -> int:
        """Number of names, aliases included."""
        return sum(len(entity.names) for entity in self.entities)


@dataclass(slots=True)
class Meaning:
    """What a hit on a list means to an importer."""

    severity: Literal["error", "warning", "info"]
    text: str
    citation: str
    url: str = ""
    kind: str = ""
    """`prohibition`, `presumption`, `detention`, `export-control`, `investment`, `procurement`, `foreign`, `own`."""


@dataclass(slots=True)
class Match:
    """A listed entity that a party may be, with the reasons."""

    entity_id: str
    list: str
    name: str
    """The entity's primary name."""
    matched_name: str
    """The name or alias that was met."""
    score: float
    decision: Decision
    programs: Texts
    explanation: Texts
    meaning: Meaning
    entity_type: str = ""
    quality: NameQuality = "strong"
    addresses: Texts = field(default_factory=_no_texts)
    countries: Texts = field(default_factory=_no_texts)
    merchandise: str = ""
    status: str = ""
    entry_fingerprint: str = ""
    """Changes when the list entry changes; dispositions are bound to it."""
    ownership: Texts = field(default_factory=_no_texts)
    """Sentences on who owns the entity, where the list says so."""
    identifiers: dict[str, str] = field(default_factory=dict)
    """As of the entity."""
    owners: Owners = field(default_factory=_no_owners)
    remarks: str = ""

    def as_dict(self) -> dict[str, object]:
        """The contract's JSON of a match."""
        return {
            "entity_id": self.entity_id,
            "list": self.list,
            "name": self.name,
            "matched_name": self.matched_name,
            "score": round(self.score, 4),
            "decision": self.decision,
            "programs": self.programs,
            "explanation": self.explanation,
            "severity": self.meaning.severity,
            "meaning": self.meaning.text,
            "citation": self.meaning.citation,
        }


@dataclass(slots=True)
class Comparison:
    """Two names compared: a score from 0 to 1, a decision, and the reasons in words."""

    score: float
    decision: Decision
    explanation: list[str]
