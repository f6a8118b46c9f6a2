"""A line has a chapter 98 or 99 number and no number of the article itself.

What
    Finds lines all of whose numbers are of chapter 98 or 99, where one of chapter 99 is among them.
Why
    A chapter 99 number adds to, or replaces, the duty of an article; it is never filed alone.
Law
    CATAIR AE usage note (ii): chapter 99 numbers are reported on the line with the article.
Example
    Line 2 has 9903.88.03 alone.
Fix
    Add the article's number in chapters 1 to 97.
Limits
    Chapter 98 alone can be right (9801, 9813 with its article) and is not meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import article_number, digits, dotted, remedies, require_numbers


@rule(
    "article-number-missing",
    severity="error",
    family="tariff",
    needs=("entry",),
    cites=Citation(text="CATAIR AE usage note (ii)", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("609",),
)
def article_number_missing(check: Check) -> Iterator[Finding]:
    require_numbers(check)
    if not any(remedies(line) for line in check.entry.lines):
        raise NotConcerned("no line of the entry has a chapter 99 number")
    for index, line in enumerate(check.entry.lines):
        if remedies(line) and article_number(line) is None:
            numbers = [digits(one) for one in line.hts_numbers]
            yield check.finding(
                f"Line {line.line_number} has {listed([dotted(one) for one in numbers])} and no number of the article.",
                expected="a number of chapters 1 to 97",
                found=numbers,
                line=index,
                evidence=in_entry(check.entry, f"lines[{index}].hts_numbers"),
            )
