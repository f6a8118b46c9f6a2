"""A party resembles a name on a watch list.

What
    Reports the parties of papers and entry that the screening found to match, or possibly match, a name on the
    lists held.
Why
    Trade with listed parties is forbidden or needs a licence, whatever the goods.
Law
    31 CFR Chapter V (OFAC); 15 CFR Part 744 (Entity List, Military End Users); Public Law 117-78 (UFLPA).
Example
    The seller Mayak Trading FZE matches MAYAK TRADING FZE on the list SDN: score 0.97.
Fix
    Compare address, country and dates with the list's entry; hold the shipment until the match is cleared or
    confirmed.
Limits
    A match of names is not a match of persons. A vessel's name alone is to be checked: its IMO number decides, or owner
    or flag where papers and list have it. With no list held nothing is screened, and the rule is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule


@rule(
    "watchlist-match",
    severity="error",
    family="parties",
    uses=("importer_of_record.name", "consignee.name", "vessel"),
    cites=Citation(
        text="31 CFR Chapter V; 15 CFR Part 744; Public Law 117-78",
        url="https://www.ecfr.gov/current/title-31/subtitle-B/chapter-V",
    ),
)
def watchlist_match(check: Check) -> Iterator[Finding]:
    matches = check.shipment.party_matches
    if matches is None:
        raise NoMatter("no watch list was screened against")
    for one in matches:
        role = one.role.replace("_", " ")
        text = one.text or (
            f"The {role} {one.name} {'matches' if one.decision == 'match' else 'may be'} {one.listed_name} "
            f"on the list {one.list_name}: score {one.score:.2f}."
        )
        finding = check.finding(
            text,
            expected=one.listed_name,
            found=one.name,
            evidence=one.evidence,
            fix=one.fix,
            severity=one.severity,
            confidence=min(1.0, one.score if one.score <= 1 else one.score / 100),
        )
        yield finding.model_copy(update={"citation": one.citation}) if one.citation is not None else finding
