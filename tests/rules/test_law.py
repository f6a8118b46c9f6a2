"""Every section of law that a rule cites is in `law.csv`, and no paragraph is cited that nobody has compared."""

from __future__ import annotations

import re

from docvalidate.reference.tables import compared, rows
from docvalidate.rules import all_rules

SECTION = re.compile(r"\b(\d+) (CFR|USC) ((?:[Pp]art )?\d+[a-z]?(?:\.\d+[a-z]?)?)((?:\([A-Za-z0-9]+\))*)")


def cited() -> list[tuple[str, str, str]]:
    """Rule, section, paragraph: of the citation and of the text under Law."""
    return [
        (info.id, f"{found[1]} {found[2]} {found[3].replace('part', 'Part')}", found[4])
        for info in all_rules()
        for found in SECTION.finditer(f"{info.citation.text}; {info.sections.get('Law', '')}")
    ]


def test_every_cited_section_is_in_the_table() -> None:
    known = {row["section"] for row in rows("law.csv")}
    assert {section for _, section, _ in cited()} == known


def test_a_paragraph_is_cited_only_where_it_was_compared() -> None:
    table = {row["section"]: row["pinpoints"].split() for row in rows("law.csv") if compared(row)}
    loose = [one for one in cited() if one[2] and one[2] not in table.get(one[1], [])]
    assert not loose


def test_what_was_compared_says_how() -> None:
    for row in rows("law.csv"):
        assert row["checked"] in ("official", "copy", "summary", "no")
        assert bool(row["how"]) == compared(row)
