"""The description says men's, the tariff number women's, or the other way round.

What
    Compares whom the garment or shoe is for in the description and in the words of the tariff number.
Why
    Men's and women's garments are different subheadings with different rates and categories.
Law
    HTSUS chapters 61 and 62, note 9 to chapters 61 and 62 (by the cut of the front opening); chapter 64.
Example
    Line 4: the goods are described as women's, 6205.20.2066 is for men's or boys'.
Fix
    Classify by whom the garment is cut for.
Limits
    Only where both sides name one of the two. Unisex goods are women's by the tariff's note. Information.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import described_articles, dotted

MALE = re.compile(r"\b(?:men|boys?|mens|gents?|gentlemen)(?:['’]s?|s['’])?\b", re.IGNORECASE)
FEMALE = re.compile(r"\b(?:women|womens|girls?|lad(?:y|ies))(?:['’]s?|s['’])?\b", re.IGNORECASE)


def whose(text: str) -> str | None:
    """`men's or boys'`, `women's or girls'`, or None for neither or both.

    >>> whose("LADIES' BLOUSE"), whose("MEN'S SHIRT"), whose("MEN'S AND WOMEN'S SOCKS"), whose("Cement mixers")
    ("women's or girls'", "men's or boys'", None, None)
    """
    male, female = bool(MALE.search(text)), bool(FEMALE.search(text))
    return None if male == female else "men's or boys'" if male else "women's or girls'"


@rule(
    "gender-against-tariff",
    severity="info",
    family="tariff",
    needs=("entry", "tariff"),
    uses=("lines.description",),
    cites=Citation(text="HTSUS chapters 61, 62 and 64", url="https://hts.usitc.gov/"),
    psc=("L03",),
)
def gender_against_tariff(check: Check) -> Iterator[Finding]:
    compared = 0
    for one, tariff, described in described_articles(check):
        goods = whose(described)
        wanted = next((due for text in reversed(tariff.description) if (due := whose(text))), None)
        if goods is None or wanted is None:
            continue
        compared += 1
        if goods != wanted:
            yield check.finding(
                f"{one.label}: the goods are described as {goods} ('{described}'), {dotted(one.number)} is "
                f"for {wanted}.",
                expected=goods,
                found=wanted,
                line=one.index,
                evidence=in_entry(check.entry, f"lines[{one.index}].description", f"lines[{one.index}].hts_numbers"),
            )
    if not compared:
        raise NotConcerned(
            "no line says in its description and in the words of its tariff number for whom the goods are"
        )
