"""The description names what another heading of the tariff names, and nothing of what its own heading does.

What
    Compares the words of each line's description with all words of the schedule below its heading of four digits; where
    they share none, looks for another heading that names two of the words before the first comma and comes nearer to
    the description in meaning.
Why
    Such lines are mostly copied from a neighbour, or moved by one row.
Law
    HTSUS General Rule of Interpretation 1, by the terms of the headings; 19 USC 1484 (reasonable care).
Example
    Line 4: 'HEAT EXCHANGER, 40 PLATES' shares no word with heading 8471; heading 8419 names heat and exchanger.
Fix
    Compare the goods with the words of the number entered; correct the number, or have the description corrected.
Limits
    Trade names and words that the schedule does not know say nothing; materials, participles and words of many headings
    do not count. Where there is an encoder of descriptions, the other heading must be nearer in meaning too. Of numbers
    put on an article of another chapter it finds about one in three, of another heading one in five; on articles under
    their own number it is nearly always silent. The other heading is where the words stand, not a classification. Left
    to hts-mismatch where that has reported the line. Information.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docvalidate.reference.tables import rows
from docvalidate.reference.tariff_words import joined, words
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import described_articles, dotted

HEADING = 4
MOST_HEADINGS = 25
"""A word of more headings than these tells nothing of where goods belong."""
LEAST_WORDS = 2
CLEARLY = 0.1
"""By so much must the other heading be nearer in meaning."""


@rule(
    "description-against-tariff",
    severity="info",
    family="tariff",
    needs=("entry", "tariff"),
    uses=("lines.description",),
    cites=Citation(text="HTSUS General Rule of Interpretation 1; 19 USC 1484", url="https://hts.usitc.gov/"),
    psc=("L03",),
)
def description_against_tariff(check: Check) -> Iterator[Finding]:
    assert check.reference is not None
    compared = 0
    for one, _, described in described_articles(check):
        heading = one.number[:HEADING]
        named, own = words(described), check.reference.heading_words(heading, check.on)
        if not named or not own:
            continue
        compared += 1
        if (named | joined(described)) & own:
            continue
        other, shared = _elsewhere(check, described, heading)
        if len(shared) < LEAST_WORDS or not _nearer(check, described, heading, other):
            continue
        yield check.finding(
            f"{one.label}: '{described}' shares no word with heading {heading}; heading {other} names "
            f"{listed(shared)}.",
            expected=other,
            found=dotted(one.number),
            line=one.index,
            evidence=in_entry(check.entry, f"lines[{one.index}].description", f"lines[{one.index}].hts_numbers"),
            confidence=0.6,
        )
    if not compared:
        raise NoMatter("no line has a description in words and a number that the schedule has")


def _nearer(check: Check, described: str, heading: str, other: str) -> bool:
    """Whether the other heading is nearer in meaning too, as far as there is an encoder to tell."""
    assert check.reference is not None
    own, far = (check.reference.nearness(described, one, check.on) for one in (heading, other))
    return own is None or far is None or far - own > CLEARLY


def _elsewhere(check: Check, described: str, heading: str) -> tuple[str, list[str]]:
    """The heading that names most of the words before the first comma, and those words."""
    assert check.reference is not None
    materials = {row["word"] for row in rows("materials.csv")}
    where = {
        word: found
        for word in words(re.split(r"[,;:(]", described)[0]) - materials
        if not word.endswith("ed")  # mounted, printed, galvanized: how, not what
        and len(found := check.reference.headings_naming(word, check.on)) <= MOST_HEADINGS
    }
    votes = Counter(other for found in where.values() for other in found if other != heading)
    if not votes:
        return "", []
    best = min(votes, key=lambda other: (-votes[other], other))
    return best, sorted(word for word, found in where.items() if best in found)
