"""An article set is not built as CBP wants it.

What
    Looks at lines marked as header (X) and component (V) of an article set: two components at least behind each header,
    the first under the header's own tariff number, their values adding up to the header's, no duty or processing or
    harbor fee on a component, no antidumping or countervailing case on a header.
Why
    ACE rejects such a set; duty and fees are assessed on the header alone.
Law
    CATAIR AE usage note (k), reporting article sets (ESF-160); General Rule of Interpretation 3.
Example
    Line 1 is the header of a set over $1,200; its components, lines 2 and 3, add up to $1,000.
Fix
    Correct marks, numbers and values of the set's lines.
Limits
    Only what is marked as a set is looked at; whether goods are a set is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.entry import EntryLine
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import listed, money
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import article_number, dotted

HEADER, COMPONENT = "X", "V"
FEES = {"499": "merchandise processing fee", "501": "harbor maintenance fee"}


@rule(
    "article-set-wrong",
    severity="error",
    family="entry",
    needs=("entry",),
    uses=("lines.article_set",),
    cites=Citation(text="CATAIR AE usage note (k)", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("404", "405", "406", "445", "479", "480", "507"),
    psc=("L03",),
)
def article_set_wrong(check: Check) -> Iterator[Finding]:
    if not any(line.article_set for line in check.entry.lines):
        raise NotConcerned("no line is marked as part of an article set")
    header: tuple[int, EntryLine] | None = None
    components: list[EntryLine] = []
    for index, line in enumerate(check.entry.lines):
        if line.article_set == COMPONENT and header is not None:
            components.append(line)
        else:
            yield from _closed(check, header, components)
            header, components = ((index, line) if line.article_set == HEADER else None), []
        if line.article_set == COMPONENT:
            yield from _component(check, index, line, alone=header is None)
    yield from _closed(check, header, components)


def _component(check: Check, index: int, line: EntryLine, *, alone: bool) -> Iterator[Finding]:
    if alone:
        yield _finding(check, index, "is a component of an article set, and no header stands before it.")
    owed = [name for code, name in FEES.items() if (line.fees or {}).get(code)]
    owed += ["duty"] if line.duty else []
    if owed:
        yield _finding(check, index, f"is a component of an article set and carries {listed(owed)}; the header does.")


def _closed(check: Check, header: tuple[int, EntryLine] | None, components: list[EntryLine]) -> Iterator[Finding]:
    """What is wrong with a set whose lines have all been seen."""
    if header is None:
        return
    index, line = header
    if len(components) < 2:
        yield _finding(check, index, f"is the header of an article set with {len(components)} component(s), not two.")
        return
    own, first = article_number(line), article_number(components[0])
    if own and first and own != first:
        text = f"is the header of an article set under {dotted(own)}, its first component is under {dotted(first)}."
        yield _finding(check, index, text)
    if line.cases:
        yield _finding(check, index, "is the header of an article set and claims a case; the components do.")
    values = [one.entered_value for one in components]
    if line.entered_value is not None and None not in values:
        total = sum(one for one in values if one is not None)
        if total != line.entered_value:
            yield _finding(
                check,
                index,
                f"is the header of an article set over {money(line.entered_value)}, its components add up to "
                f"{money(total)}.",
            )


def _finding(check: Check, index: int, text: str) -> Finding:
    line = check.line(index)
    return check.finding(
        f"Line {line.line_number} {text}",
        found=line.article_set,
        line=index,
        evidence=in_entry(check.entry, f"lines[{index}].article_set"),
    )
