"""Match, possible or weak: by the score, by what country and address say, and by how good the alias is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from docvalidate.screening.folding import BREAK, fold, fold_tokens
from docvalidate.screening.matching import NameScore, Query
from docvalidate.screening.tables import places
from docvalidate.screening.types import Decision, ListEntity

LARGEST_GAIN = 0.04
"""What a shared address adds to a score at most."""
_ORDER: dict[str, int] = {"none": 0, "weak": 1, "possible": 2, "match": 3}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on a name is what. Set in the pipeline; chosen on the project's own queries
    (docs/screening.md)."""

    match: float = 0.90
    possible: float = 0.73
    weak: float = 0.68
    least: Literal["match", "possible", "weak"] = "possible"
    """The least decision that is reported. A weak alias met by name and place is `possible` and so is reported."""

    def shows(self, decision: str) -> bool:
        """Whether a decision is reported."""
        return _ORDER[decision] >= _ORDER[self.least]


@dataclass(slots=True)
class Corroboration:
    """What country and address add: for, against, or nothing said."""

    country: Literal["same", "other", "unknown"] = "unknown"
    address: float = 0.0
    """Likeness of the addresses, 0..1; 0 where one is missing."""
    shared: str = ""
    listed_countries: str = ""
    asked_country: str = ""


def corroborate(entity: ListEntity, address: str | None, country: str | None) -> Corroboration:
    """Compares country and address of the party with those of the entry."""
    out = Corroboration()
    if country and entity.countries:
        wanted = country.strip().upper()
        out.country = "same" if wanted in entity.countries else "other"
        out.asked_country = wanted
        out.listed_countries = ", ".join(entity.countries[:4])
    if address and entity.addresses:
        mine = _telling_words(address)
        best: set[str] = set()
        for listed in entity.addresses[:40]:
            common = mine & _telling_words(listed)
            if len(common) > len(best):
                best = common
        if best and mine:
            out.address = len(best) / len(mine)
            out.shared = ", ".join(sorted(best)[:5])
    return out


def _telling_words(address: str) -> set[str]:
    return {
        token
        for token in fold_tokens(address)
        if token != BREAK and (len(token) > 3 or token.isdigit()) and token not in places()
    }


def decide(
    score: float, quality: str, support: Corroboration, thresholds: Thresholds, entity: ListEntity
) -> tuple[float, Decision, list[str]]:
    """Final score, decision and the reasons beyond the name.

    Country and address move a score a little; they never make an alarm out of an unlike name, and a country that
    differs never silences a like one (goods are made and shipped through other countries).
    """
    reasons: list[str] = []
    strong_address = support.address >= 0.5 and "," in support.shared
    if support.country == "same":
        reasons.append(f"the country, {support.asked_country}, is one of the entry's")
    elif support.country == "other":
        reasons.append(f"against: the party is in {support.asked_country}, the entry names {support.listed_countries}")
        if score < 0.97:
            score *= 0.985
    if support.shared:
        reasons.append(f"the addresses share: {support.shared}")
        if strong_address:
            score = min(1.0, score + LARGEST_GAIN)
    if quality == "weak":
        reasons.append("weak alias: it corroborates, but nobody is expected to screen on it alone (OFAC FAQ 122-125)")
        supported = support.country == "same" or strong_address
        if score >= thresholds.match and supported:
            return score, "possible", reasons
        return score, ("weak" if score >= thresholds.weak else "none"), reasons
    if entity.date_removed is not None:
        reasons.append(f"the entry ended on {entity.date_removed.isoformat()}")
    if score >= thresholds.match:
        return score, "match", reasons
    if score >= thresholds.possible:
        return score, "possible", reasons
    if score >= thresholds.weak:
        return score, "weak", reasons
    return score, "none", reasons


def explain(query: Query, result: NameScore, listed_text: str) -> list[str]:
    """Which token met which, and what speaks against, in short sentences."""
    scored = result.scored
    out: list[str] = []
    if fold(query.text) == fold(listed_text):
        return [f"the name is the listed name {listed_text}"]
    equal = [t for t, s in zip(scored.query.tokens, scored.alignment.query, strict=True) if s == 1.0]
    if equal:
        out.append("same words: " + ", ".join(equal))
    for mine, theirs, share, how in scored.alignment.pairs:
        out.append(f"'{mine}' met '{theirs}' ({how}, {share:.2f})")
    if result.by_run and not scored.alignment.pairs:
        likeness = fuzz.ratio(
            (result.reading.tokens and "".join(t for t in result.reading.tokens if t != BREAK)) or "",
            "".join(fold(listed_text).split()),
        )
        out.append(f"the letters without spaces agree to {likeness:.0f} %")
    left_q = [
        token
        for token, share in zip(scored.query.tokens, scored.alignment.query, strict=True)
        if share < 0.5 and token not in scored.listed.tokens
    ]
    left_l = [
        token
        for token, share in zip(scored.listed.tokens, scored.alignment.listed, strict=True)
        if share < 0.5 and token not in scored.query.tokens
    ]
    if left_q:
        out.append("against: only in the text: " + ", ".join(left_q[:8]))
    if left_l:
        out.append("against: only in the listed name: " + ", ".join(left_l[:8]))
    if result.reading.taken_off:
        taken = [part for part in result.reading.taken_off if part]
        if taken:
            out.append("taken off as not part of the name: " + "; ".join(taken[:4]))
    out.extend(scored.remarks)
    out.extend(result.remarks)
    return out
