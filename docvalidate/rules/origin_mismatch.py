"""The country of origin entered is not the one on the papers.

What
    Compares each entry line's country of origin with that of its invoice lines, or, where the lines name none, with
    the one in the head of the invoice.
Why
    Duty rates, special programs, antidumping orders and the additional duties of chapter 99 turn on the origin.
Law
    19 CFR 141.86(a)(10); 19 CFR 134.1; CATAIR AE record 40, country of origin.
Example
    Line 2: the entry says VN, invoice line 5 says CN.
Fix
    Enter the origin of the goods; where the invoice is wrong, have it corrected and keep proof of the origin.
Limits
    An origin in the head of an invoice may not hold for every line: a difference from it is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.document import Document, Value
from docvalidate.domain.shipment import LineGroup
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.columns import misread, sentence
from docvalidate.rules.base.groups import confidence_of, entry_label, lines_in_words
from docvalidate.rules.base.places import in_entry, on_paper, pages_of

CANADA = frozenset({"XA", "XB", "XC", "XD", "XE", "XM", "XN", "XO", "XP", "XQ", "XS", "XT", "XV", "XW", "XY"})
"""CBP's codes for the Canadian provinces, which stand for Canada in an entry."""


@rule(
    "origin-mismatch",
    severity="error",
    family="papers-entry",
    needs=("entry", "invoice"),
    uses=("lines.country_of_origin",),
    cites=Citation(
        text="19 CFR 141.86(a)(10); 19 CFR 134.1", url="https://www.ecfr.gov/current/title-19/section-141.86"
    ),
    psc=("L07",),
)
def origin_mismatch(check: Check) -> Iterator[Finding]:
    compared = 0
    findings = []
    for group in check.matching.groups:
        printed, by_line = _printed(check, group)
        entered = [(index, country) for index in group.entry_lines if (country := check.line(index).country_of_origin)]
        if not printed or not entered:
            continue
        compared += 1
        countries = {code for _, value in printed for code in _readings(value)}
        wrong = [(index, country) for index, country in entered if _country(country) not in countries]
        if not wrong:
            continue
        values = [value for _, value in printed]
        shown = "/".join(sorted({value.text for value in values}))
        where = lines_in_words(check.shipment, group.invoice_lines, values) if by_line else "the invoice's head"
        verb = "say" if by_line and len(group.invoice_lines) > 1 else "says"
        index, country = wrong[0]
        findings.append(
            check.finding(
                f"{entry_label(check.shipment, group)}: the entry says origin {country}, {where}"
                f"{'' if by_line else pages_of(values)} {verb} {shown}.",
                expected=shown,
                found=country,
                line=index,
                evidence=[
                    *(place for document, value in printed for place in on_paper(document, value)),
                    *in_entry(check.entry, f"lines[{index}].country_of_origin"),
                ],
                severity=None if by_line else "warning",
                confidence=confidence_of(values),
            )
        )
    if misread(len(findings), compared, check.tolerances):
        raise NoMatter(sentence(len(findings), compared, "origin"))
    yield from findings
    if not compared:
        raise NoMatter("no invoice line that is entered names an origin")


def _printed(check: Check, group: LineGroup) -> tuple[list[tuple[Document, Value]], bool]:
    """The origins of the group's invoice lines, and whether the lines themselves name them."""
    lines, heads = [], []
    for ref in group.invoice_lines:
        document = check.documents[ref.document]
        if (value := check.shipment.value(ref, "country_of_origin")) is not None:
            lines.append((document, value))
        elif (head := document.get("country_of_origin")) is not None:
            heads.append((document, head))
    if lines:
        return lines, True
    return heads[:1], False


def _readings(value: Value) -> set[str]:
    texts = [value.text, *(one.text for one in value.alternatives or [])]
    return {_country(text) for text in texts}


def _country(code: str) -> str:
    code = code.strip().upper()
    return "CA" if code in CANADA else code
