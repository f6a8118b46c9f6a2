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
    An origin in the head of an invoice may not hold for every line: a difference from it is a warning, and where other
    lines print an origin, or the invoice names the entry's country too, it is not assessed. Nor are origins that may
    have slid by one row, or of which most of a page differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.document import Document, Value, usable
from docvalidate.domain.shipment import LineGroup, LineRef
from docvalidate.reference import countries
from docvalidate.reference.texts import words
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.columns import misread, sentence
from docvalidate.rules.base.groups import confidence_of, entry_label, lines_in_words
from docvalidate.rules.base.page_text import country_stands
from docvalidate.rules.base.places import in_entry, on_paper, pages_of
from docvalidate.rules.base.support import misread_pages, of_another_row

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
    compared: list[int] = []
    findings: list[tuple[int, Finding]] = []
    reasons: list[str] = []
    for group in check.matching.groups:
        printed, by_line = _printed(check, group)
        entered = [(index, country) for index in group.entry_lines if (country := check.line(index).country_of_origin)]
        if not printed or not entered:
            continue
        page = printed[0][1].page or 1
        compared.append(page)
        countries = {code for _, value in printed for code in _readings(value)}
        wrong = [(index, country) for index, country in entered if _country(country) not in countries]
        if not wrong:
            continue
        values = [value for _, value in printed]
        shown = "/".join(sorted({value.text for value in values}))
        where = lines_in_words(check.shipment, group.invoice_lines, values) if by_line else "the invoice's head"
        verb = "say" if by_line and len(group.invoice_lines) > 1 else "says"
        index, country = wrong[0]
        doubt = _slid(check, group) if by_line else _named_elsewhere(check, group, country)
        if doubt is not None:
            reasons.append(f"{entry_label(check.shipment, group)}: {doubt}")
            continue
        findings.append(
            (
                page,
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
                ),
            )
        )
    if misread(len(findings) + len(reasons), len(compared), check.tolerances):
        raise NoMatter(sentence(len(findings) + len(reasons), len(compared), "origin"))
    pages = misread_pages(compared, [page for page, _ in findings], check.tolerances)
    reasons += [f"most lines of page {page} differ: their origins were misread" for page in sorted(pages)]
    for page, finding in findings:
        if page not in pages:
            yield finding
    if reasons:
        raise NoMatter("; ".join(reasons))
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


def _slid(check: Check, group: LineGroup) -> str | None:
    """Why the lines' own origins may be those of other rows, or None."""

    def printed(at: LineRef) -> str | None:
        value = check.shipment.value(at, "country_of_origin")
        return _country(value.text) if value is not None else None

    def entered(at: LineRef) -> list[str]:
        other = next((one for one in check.matching.groups if at in one.invoice_lines), None)
        codes = [check.line(index).country_of_origin for index in other.entry_lines] if other is not None else []
        return [_country(code) for code in codes if code]

    for ref in group.invoice_lines:
        if of_another_row(ref, len(check.documents[ref.document].line_items), printed, entered):
            return "the origin read is that of a neighbouring line, and a line beyond has none: rows may have slid"
    return None


def _named_elsewhere(check: Check, group: LineGroup, country: str) -> str | None:
    """Why the origin in the head may not be that of these lines, which print none as they were read, or None."""
    paper = check.documents[group.invoice_lines[0].document]
    if any(usable(item, "country_of_origin") is not None for item in paper.line_items):
        return "other lines print an origin of their own, and that of this line was not read"
    text = f" {paper.text} "
    for item in paper.line_items:  # `CN/14789` names no country
        if (part := usable(item, "part_number")) is not None:
            text = text.replace(f" {words(part.text)} ", " ")
    if country_stands(text, _country(country)):
        return f"the invoice names {countries.name(_country(country)) or country} too: its lines' origins were not read"
    return None


def _readings(value: Value) -> set[str]:
    texts = [value.text, *(one.text for one in value.alternatives or [])]
    return {_country(text) for text in texts}


def _country(code: str) -> str:
    code = code.strip().upper()
    return "CA" if code in CANADA else code
