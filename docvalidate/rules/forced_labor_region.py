"""A party has its address in a region whose goods are presumed to be made with forced labour.

What
    Looks for the Xinjiang Uyghur Autonomous Region in the address of every party on the papers and the entry: its
    names, its prefectures, cities and counties in English, pinyin and Chinese, and its post codes (83xxxx, 84xxxx).
Why
    Goods made wholly or in part there are presumed to be made with forced labour, whoever makes them, and are
    detained until the importer proves the contrary.
Law
    Public Law 117-78 (Uyghur Forced Labor Prevention Act) section 3; 19 USC 1307.
Example
    The manufacturer's address names Urumqi.
Fix
    Find out where the goods and their raw materials were made before filing; with proof of another origin, have it
    at hand for CBP.
Limits
    An address tells where an office is, not where the goods were made, and the other way round. A place whose name
    other places bear too, or a post code alone, is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule


@rule(
    "forced-labor-region",
    severity="error",
    family="parties",
    cites=Citation(
        text="Public Law 117-78 (UFLPA) section 3; 19 USC 1307", url="https://www.cbp.gov/trade/forced-labor/UFLPA"
    ),
)
def forced_labor_region(check: Check) -> Iterator[Finding]:
    hits = check.shipment.region_hits
    if hits is None:
        raise NoMatter("no party on the papers or the entry has an address")
    for one in hits:
        yield check.finding(
            f"The {one.role.replace('_', ' ')} {one.name}: {one.sentence[:1].lower()}{one.sentence[1:]}",
            found=one.place,
            evidence=one.evidence,
            severity=None if one.sure else "warning",
            confidence=1.0 if one.sure else 0.8,
        )
