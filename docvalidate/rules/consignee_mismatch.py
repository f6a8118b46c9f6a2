"""The ultimate consignee is none of the parties the goods were sold or shipped to.

What
    Compares the consignee in the entry with the buyer, the consignee, the importer and the notify party on the
    papers.
Why
    The ultimate consignee is the party in the United States to whom the goods are sold or shipped; CBP targets by
    it.
Law
    19 CFR 141.86(a)(2); CATAIR AE record 10/11, consignee number; CBP Form 7501 instructions, ultimate consignee.
Example
    The entry says Harbor Point Wholesale Co, buyer and consignee on the papers are Copper Basin Fasteners
    Corp.
Fix
    Enter the United States party that the goods were sold to.
Limits
    The ultimate consignee is the party sold to: a warehouse that the goods are delivered to is no mismatch. Where
    the entry names one firm as importer and consignee, importer-mismatch speaks for both. Where the name in the
    entry stands on the papers in a place that was not read as a party, the rule is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference.texts import firm_likeness
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.page_text import firm_stands_there
from docvalidate.rules.base.parties import buying, likeness
from docvalidate.rules.base.places import in_entry


@rule(
    "consignee-mismatch",
    severity="warning",
    family="papers-entry",
    needs=("entry", "papers"),
    uses=("consignee.name",),
    cites=Citation(
        text="19 CFR 141.86(a)(2); CBP Form 7501 instructions, ultimate consignee",
        url="https://www.ecfr.gov/current/title-19/section-141.86",
    ),
    psc=("H10",),
)
def consignee_mismatch(check: Check) -> Iterator[Finding]:
    consignee, importer = check.entry.consignee, check.entry.importer_of_record
    if consignee is None or not consignee.name.strip():
        raise NoMatter("the entry carries no consignee's name")
    parties = buying(check.shipment, "consignee", "buyer", "importer_of_record", "notify_party")
    if not parties:
        raise NoMatter("no paper names a consignee or a buyer")
    if importer is not None and firm_likeness(importer.name, consignee.name) >= check.tolerances.name_same:
        return
    best = max(likeness(consignee, one) for one in parties)
    if best >= check.tolerances.name_same:
        return
    first = parties[0]
    if firm_stands_there(check.documents, consignee.name):
        raise NoMatter("the name stands on the papers, in a place whose part in the trade was not read")
    near = best >= check.tolerances.name_other
    yield check.finding(
        f"The entry names {consignee.name} as consignee, {first.label} is {first.party.name}."
        f"{' The names are near.' if near else ''}",
        expected=first.party.name,
        found=consignee.name,
        evidence=[*first.evidence, *in_entry(check.entry, "consignee")],
        severity="info" if near else None,
        confidence=first.value.confidence,
    )
