"""Seller and importer seem related, and the entry says they are not.

What
    Compares the names of the sellers and makers on the papers with the importer's: a rare word that both bear.
Why
    The price between related parties is accepted only if the relationship did not influence it; the indicator is
    mandatory.
Law
    19 CFR 152.102(g), related persons (five per cent of the voting stock); 19 CFR 152.103; CATAIR AE record 40.
Example
    Seller Halvorsen Lys AS and importer Halvorsen Lighting Inc.; the entry says not related.
Fix
    Ask the importer; if related, say so and keep the test of the price.
Limits
    A name in common proves nothing. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import countries
from docvalidate.reference.tables import rows
from docvalidate.reference.texts import firm_words
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.parties import named
from docvalidate.rules.base.places import in_entry

SHORTEST = 5


@rule(
    "related-parties-unsaid",
    severity="info",
    family="value",
    needs=("entry", "papers"),
    uses=("importer_of_record.name", "lines.related_parties"),
    cites=Citation(
        text="19 CFR 152.102(g); 19 CFR 152.103", url="https://www.ecfr.gov/current/title-19/section-152.102"
    ),
    ace=("415",),
    psc=("L30",),
)
def related_parties_unsaid(check: Check) -> Iterator[Finding]:
    importer = check.entry.importer_of_record
    sellers = list(named(check.shipment, "seller", "manufacturer", "shipper"))
    told = [(index, line) for index, line in enumerate(check.entry.lines) if line.related_parties is not None]
    if importer is None or not importer.name or not sellers or not told:
        raise NoMatter("importer, seller and the related party indicator are not all known")
    if any(line.related_parties for _, line in told):
        return
    ours = telling(importer.name)
    for one in sellers:
        common = sorted(ours & telling(one.party.name))
        if common:
            yield check.finding(
                f"The {one.role} {one.party.name} and the importer {importer.name} share the name "
                f"{common[0].title()}; the entry says the parties are not related.",
                expected=True,
                found=False,
                evidence=[
                    *one.evidence,
                    *in_entry(check.entry, "importer_of_record", f"lines[{told[0][0]}].related_parties"),
                ],
                confidence=one.value.confidence,
            )
            return


def telling(name: str) -> set[str]:
    """The words of a firm's name that are long and rare enough to tell it from others."""
    common = {row["word"] for row in rows("firm_words.csv")}
    words = {word.casefold() for word in firm_words(name)}
    return {
        word
        for word in words
        if len(word) >= SHORTEST and word.isalpha() and word not in common and countries.find(word) is None
    }
