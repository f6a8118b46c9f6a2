"""The importer of record is none of the parties the goods were sold or shipped to.

What
    Compares the importer's name in the entry with the buyer, the consignee, the importer and the notify party on
    the papers.
Why
    The importer of record must have the right to make entry: an owner, a purchaser, or a broker they named.
Law
    19 USC 1484, right to make entry; 19 CFR 141.86(a)(2).
Example
    The entry says Northern Prairie Trading Group LLC, the buyer on the invoice is Copper Basin Fasteners
    Corp.
Fix
    Check the power of attorney and the right to make entry; correct the importer, or keep the proof with the file.
Limits
    The importer may lawfully be another firm than the buyer (a parent, an agent with the right to make entry):
    hence a warning. Names that are near are information. Where the papers name only a consignee, it may be a
    warehouse, and the rule is not assessed. Where the name in the entry stands on the papers in a place that was
    not read as a party, the rule is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.document import Party
from docvalidate.reference.texts import firm_likeness
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.page_text import firm_stands_there
from docvalidate.rules.base.parties import Named, buying, likeness
from docvalidate.rules.base.places import in_entry


@rule(
    "importer-mismatch",
    severity="warning",
    family="papers-entry",
    needs=("entry", "papers"),
    uses=("importer_of_record.name", "consignee.name"),
    cites=Citation(text="19 USC 1484; 19 CFR 141.86(a)(2)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def importer_mismatch(check: Check) -> Iterator[Finding]:
    importer = check.entry.importer_of_record
    if importer is None or not importer.name.strip():
        raise NoMatter("the entry carries no importer's name")
    parties = buying(check.shipment, "importer_of_record", "buyer", "consignee", "notify_party")
    if not parties:
        raise NoMatter("no paper names a buyer, a consignee or an importer")
    best = max(likeness(importer, one) for one in parties)
    if best >= check.tolerances.name_same:
        return
    first = parties[0]
    if not _told(check, importer, parties):
        raise NoMatter("the papers name only who the goods are shipped to, and that may be a warehouse")
    if firm_stands_there(check.documents, importer.name):
        raise NoMatter("the name stands on the papers, in a place whose part in the trade was not read")
    near = best >= check.tolerances.name_other
    yield check.finding(
        f"The entry names {importer.name} as importer of record, {first.label} is {first.party.name}."
        f"{' The names are near.' if near else ''}",
        expected=first.party.name,
        found=importer.name,
        evidence=[*first.evidence, *in_entry(check.entry, "importer_of_record")],
        severity="info" if near else None,
        confidence=first.value.confidence,
    )


def _told(check: Check, importer: Party, parties: list[Named]) -> bool:
    """Whether the papers tell who bought: they name a buyer, or the consignee they name is the entry's own."""
    if any(one.role in ("buyer", "importer_of_record") for one in parties):
        return True
    consignee = check.entry.consignee
    if consignee is None or firm_likeness(consignee.name, importer.name) >= check.tolerances.name_same:
        return False
    return any(likeness(consignee, one) >= check.tolerances.name_same for one in parties)
