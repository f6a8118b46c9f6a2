"""Firms and vessels that the papers name in their text: screened like parties, told apart from them in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docvalidate.domain.document import Document, Mention
from docvalidate.domain.finding import Evidence, Severity
from docvalidate.domain.shipment import PartyMatch
from docvalidate.engine.told import likeness, told_of
from docvalidate.engine.vessels import ShipFacts, verdict
from docvalidate.screening.folding import fold

if TYPE_CHECKING:
    from docvalidate.screening.types import Match

_NO_FACTS = ShipFacts()
_NOT_A_FIRM = frozenset({"Vessel", "Aircraft"})


@dataclass
class NamedInText:
    """A name from the text of the papers, once, with every place where it stands."""

    mention: Mention
    paper: str
    """How a sentence names the paper: `the packing list`."""
    evidence: list[Evidence]


def named_in_text(documents: Sequence[Document], parties: Iterable[str]) -> list[NamedInText]:
    """The names in the text of all papers that are none of the parties already screened, nor a part of one."""
    known = [_key(name) for name in parties]
    found: dict[str, NamedInText] = {}
    for document in documents:
        for mention in document.mentions or ():
            key = _key(mention.name)
            if not key or any(key in other or (len(other) > 4 and other in key) for other in known):
                continue
            one = found.setdefault(key, NamedInText(mention, document.label, []))
            one.evidence.append(
                Evidence(file=document.file, page=mention.page, bbox=mention.bbox, cell=mention.cell, text=mention.raw)
            )
    return list(found.values())


def match_in_text(one: NamedInText, matches: Sequence[Match], ships: ShipFacts = _NO_FACTS) -> PartyMatch | None:
    """The best of a list's matches as what it is: a name on the page, whose part in the shipment is not known."""
    vessel = one.mention.kind == "vessel"
    fitting = [m for m in matches if (m.entity_type == "Vessel" if vessel else m.entity_type not in _NOT_A_FIRM)]
    if not fitting:
        return None
    best = fitting[0]
    if best.decision == "none" or best.decision == "weak":  # noqa: PLR1714  (mypy narrows only so)
        return None
    judged = verdict(best, one.mention.raw, ships) if vessel else None
    severity: Severity = judged.severity if judged is not None else best.meaning.severity
    if best.decision == "possible" and severity == "error":
        severity = "warning"  # neither the name nor the part it has is sure
    page = f", page {one.mention.page}," if one.mention.page else ""
    what = "vessel" if vessel else "name"
    return told_of(
        best,
        best.decision,
        one.mention.name,
        "named in the text",
        one.evidence,
        severity,
        f"The {what} {one.mention.name} in the text of {one.paper}{page} {likeness(best)} {best.matched_name} "
        f"on the list {best.list} (score {best.score:.2f}); it is no party of the shipment by its fields. "
        f"{f'{judged.sentence} ' if judged is not None else ''}"
        f"{'If it is the listed vessel: ' if judged is not None and not judged.sure else ''}{best.meaning.text}",
        fix=(judged and judged.fix)
        or "Find out what part it has in the goods, their transport or their payment; clear or confirm the match.",
    )


def _key(name: str) -> str:
    return fold(name).replace(" ", "")
