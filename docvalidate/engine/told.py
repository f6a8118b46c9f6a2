"""A list's match as what a report says of it, whether the name is a party's or stands in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from docvalidate.domain.finding import Citation, Evidence, Severity
from docvalidate.domain.shipment import PartyMatch

if TYPE_CHECKING:
    from docvalidate.screening.types import Match


def likeness(match: Match) -> str:
    """How sure the match is, as a verb."""
    return "matches" if match.decision == "match" else "may be"


def told_of(
    best: Match,
    decision: Literal["match", "possible", "weak"],
    name: str,
    role: str,
    evidence: list[Evidence],
    severity: Severity,
    text: str,
    *,
    fix: str | None = None,
    also: Sequence[str] = (),
) -> PartyMatch:
    """The match with its score, its explanation and the law its list rests on; `also` are further matches."""
    return PartyMatch(
        name=name,
        role=role,
        evidence=evidence,
        list_name=best.list,
        entity_id=best.entity_id,
        listed_name=best.matched_name,
        score=best.score,
        decision=decision,
        severity=severity,
        text=text,
        citation=Citation(text=best.meaning.citation, url=best.meaning.url or None),
        fix=fix,
        explanation=[*best.explanation, *best.ownership, *also],
    )
