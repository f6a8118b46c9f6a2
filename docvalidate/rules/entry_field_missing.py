"""A line lacks what the entry's other lines have.

What
    Finds lines without origin, tariff number, manufacturer ID, country of export, value or relationship indicator where
    other lines of the entry have it.
Why
    ACE rejects the line; that other lines have the field shows that the form carries it.
Law
    CATAIR AE records 40, 47 and 50 and the entry type matrix (ESF-134).
Example
    Line 3 has no manufacturer ID, the other 6 lines have one.
Fix
    Fill the field in.
Limits
    What no line has is not reported: the form may have no place for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed, plural
from docvalidate.rules.base.places import in_entry

FIELDS = {
    "hts_numbers": "tariff number",
    "country_of_origin": "country of origin",
    "country_of_export": "country of export",
    "manufacturer_id": "manufacturer ID",
    "entered_value": "entered value",
    "related_parties": "relationship indicator",
}
INFORMAL = ("11", "12")


@rule(
    "entry-field-missing",
    severity="warning",
    family="entry",
    needs=("entry",),
    uses=("lines.country_of_origin", "lines.country_of_export", "lines.manufacturer_id", "lines.related_parties"),
    cites=Citation(text="CATAIR AE records 40, 47 and 50 (ESF-134)", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("407", "410", "415", "432", "483"),
)
def entry_field_missing(check: Check) -> Iterator[Finding]:
    lines = [line for line in check.entry.lines if line.article_set != "V"]
    if len(lines) < 2 or check.entry.entry_type in INFORMAL:
        raise NoMatter("the entry has fewer than two lines, or is informal")
    for field, name in FIELDS.items():
        bare = [line for line in lines if getattr(line, field) in (None, [], "")]
        if not bare or len(bare) == len(lines):
            continue
        numbers = [str(line.line_number) for line in bare]
        label = f"Line {numbers[0]} has" if len(numbers) == 1 else f"Lines {listed(numbers)} have"
        index = check.entry.lines.index(bare[0])
        rest = len(lines) - len(bare)
        yield check.finding(
            f"{label} no {name}, the other {plural(rest, 'line')} {'has' if rest == 1 else 'have'} one.",
            expected=name,
            found=None,
            line=index,
            evidence=in_entry(check.entry, f"lines[{index}].line_number"),
        )
