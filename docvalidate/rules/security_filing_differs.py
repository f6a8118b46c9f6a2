"""The seller or maker of the security filing is not on the papers.

What
    Compares the seller and manufacturer of the importer security filing, or cargo release, with the papers' parties.
Why
    An inaccurate security filing can cost $5,000; the parties must be the same on both.
Law
    19 CFR 149.3(a), data elements; 19 CFR 149.2(d), updates.
Example
    The security filing names the seller Baltic Lamps, the papers name Halvorsen Lys AS.
Fix
    Update the security filing, or have the papers explained.
Limits
    Only names, of the filing and of its lines, by their likeness; a filing often names the maker where the papers name
    the seller: any party passes.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.parties import likeness, named
from docvalidate.rules.base.phrases import listed

ROLES = ("seller", "manufacturer")


@rule(
    "security-filing-differs",
    severity="info",
    family="parties",
    needs=("entry", "papers"),
    cites=Citation(text="19 CFR 149.3(a)", url="https://www.ecfr.gov/current/title-19/section-149.3"),
)
def security_filing_differs(check: Check) -> Iterator[Finding]:
    filed = [(role, party) for role, party in (check.entry.parties or {}).items() if role in ROLES and party.name]
    for line in check.entry.release_lines or []:
        filed += [(role, party) for role, party in (line.parties or {}).items() if role in ROLES and party.name]
    papers = list(named(check.shipment, "seller", "manufacturer", "shipper"))
    if not filed or not papers:
        raise NotConcerned("no security filing or cargo release with a seller, or no seller on the papers")
    for (role, _), party in {(role, party.name): party for role, party in filed}.items():
        if max(likeness(party, one) for one in papers) >= check.tolerances.name_other:
            continue
        names = listed(list(dict.fromkeys(one.party.name for one in papers)), 3)
        yield check.finding(
            f"The security filing names the {role} {party.name}, the papers name {names}.",
            expected=papers[0].party.name,
            found=party.name,
            evidence=papers[0].evidence,
            confidence=papers[0].value.confidence,
        )
