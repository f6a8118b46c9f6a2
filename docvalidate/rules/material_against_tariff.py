"""The description names one material, the tariff number another.

What
    Compares the materials named in the descriptions of the line with those in the words of its tariff number.
Why
    A shirt of polyester under a number for cotton is another rate; such slips come from copied lines.
Law
    HTSUS, the terms of the headings (General Rule of Interpretation 1); 19 USC 1484 (reasonable care).
Example
    Line 4: the goods are described as cotton, 6105.20.2010 is for man-made fibers.
Fix
    Classify by the material; if the description is poor, have it corrected.
Limits
    Only where both sides name exactly one of the materials of the table, and the tariff's last words do. Information.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docvalidate.reference.tables import rows
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import described_articles, dotted


@rule(
    "material-against-tariff",
    severity="info",
    family="tariff",
    needs=("entry", "tariff"),
    uses=("lines.description",),
    cites=Citation(text="HTSUS General Rule of Interpretation 1; 19 USC 1484", url="https://hts.usitc.gov/"),
    psc=("L03",),
)
def material_against_tariff(check: Check) -> Iterator[Finding]:
    compared = 0
    for one, tariff, described in described_articles(check):
        goods, wanted = materials(described), tariff_material(tariff.description)
        if len(goods) != 1 or wanted is None:
            continue
        compared += 1
        if wanted not in goods:
            named = next(iter(goods))
            yield check.finding(
                f"{one.label}: the goods are described as {named} ('{described}'), {dotted(one.number)} "
                f"is for {wanted}.",
                expected=named,
                found=wanted,
                line=one.index,
                evidence=in_entry(check.entry, f"lines[{one.index}].description", f"lines[{one.index}].hts_numbers"),
                confidence=0.7,
            )
    if not compared:
        raise NotConcerned("no line names one material in its description and one in the words of its tariff number")


def tariff_material(description: tuple[str, ...]) -> str | None:
    """The one material of the innermost words that name any after 'of'; None where there are several or none."""
    for text in reversed(description):
        if re.search(r"\bother than\b|\bexcept\b|\bnot\b|\bcontaining\b|\bor\b", text, re.IGNORECASE):
            continue
        found = materials(" ".join(re.findall(r"\b[Oo]f ([^,;:]+)", text)))
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def materials(text: str) -> set[str]:
    """The materials that a text names.

    >>> sorted(materials("MEN'S SHIRT 60% COTTON 40% POLYESTER")), materials("Of vulcanized rubber")
    (['cotton', 'man-made fibers'], {'rubber'})
    """
    return {_names()[word.lower()] for word in _pattern().findall(text)}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _names() -> dict[str, str]:
    return {row["word"]: row["material"] for row in rows("materials.csv")}
