"""The numbers of the entry lines repeat or leave a gap.

What
    Looks at the line numbers of the entry in their order.
Why
    ACE rejects a line number twice; a gap can mean that a line was lost on the way.
Law
    CATAIR AE record 40, line item identifier.
Example
    The line number 3 stands twice.
Fix
    Number the lines 1, 2, 3 …; look whether a line is missing.
Limits
    A gap alone is information: corrected entries may have them.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry


@rule(
    "entry-line-numbers",
    severity="error",
    family="entry",
    needs=("entry",),
    cites=Citation(text="CATAIR AE record 40", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("518",),
)
def entry_line_numbers(check: Check) -> Iterator[Finding]:
    numbers = [line.line_number for line in check.entry.lines]
    if len(numbers) < 2:
        raise NotConcerned("the entry has fewer than two lines")
    twice = sorted({one for one in numbers if numbers.count(one) > 1})
    gaps = sorted(set(range(1, max(numbers) + 1)) - set(numbers)) if max(numbers) <= 10 * len(numbers) else []
    if twice:
        yield check.finding(
            f"The line number{'s' if len(twice) > 1 else ''} {listed([str(one) for one in twice])} "
            f"stand{'' if len(twice) > 1 else 's'} twice in the entry.",
            expected="each number once",
            found=twice,
            evidence=in_entry(
                check.entry, *(f"lines[{at}].line_number" for at, one in enumerate(numbers) if one in twice)
            ),
        )
    elif gaps:
        yield check.finding(
            f"The entry's lines are numbered up to {max(numbers)}, and {listed([str(one) for one in gaps])} "
            f"{'is' if len(gaps) == 1 else 'are'} not among them.",
            expected=gaps,
            found=len(numbers),
            evidence=in_entry(check.entry, "lines[0].line_number"),
            severity="info",
        )
