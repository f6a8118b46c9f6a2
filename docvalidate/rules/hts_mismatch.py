"""The tariff number entered is not the one on the invoice.

What
    Compares the first six digits of the tariff numbers: they are the same all over the world. The digits behind
    them are compared only where the paper prints United States numbers.
Why
    The tariff number decides duty, admissibility and other agencies' requirements; a difference is either the
    broker's considered classification or a slip.
Law
    19 CFR 141.90(b), classification noted beside each article; 19 CFR 142.6(a)(4); 19 USC 1484 (reasonable care).
Example
    Line 9: the entry says 0901.21.0020, invoice line 10 says 3926.90.9989.
Fix
    Classify the article anew; if the entry is right, note why the invoice's number was not used.
Limits
    Exporters print their own country's number: behind the sixth digit it says nothing about the United States
    tariff. A paper is taken to print US numbers where most of its other lines agree with the entry in all ten
    digits. Where the entry's number is printed on the invoice more often than it was read there, the line is not
    assessed; a number that slid by a row is information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.document import Value
from docvalidate.domain.entry import EntryLine
from docvalidate.domain.shipment import LineGroup, LineRef
from docvalidate.reference.texts import likeness
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.columns import misread, sentence
from docvalidate.rules.base.groups import confidence_of, line_evidence, lines_in_words
from docvalidate.rules.base.phrases import slip
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.support import of_another_row, tariff_unread

SAME_ARTICLE = 0.85
"""From this likeness of the descriptions on, a part of a split line is the invoiced article itself."""


@rule(
    "hts-mismatch",
    severity="error",
    family="papers-entry",
    needs=("entry", "invoice"),
    cites=Citation(
        text="19 CFR 142.6(a)(4); 19 CFR 141.90(b)", url="https://www.ecfr.gov/current/title-19/section-142.6"
    ),
    psc=("L03",),
)
def hts_mismatch(check: Check) -> Iterator[Finding]:
    compared = [
        (group, ref, value, check.line(group.entry_lines[0]))
        for group in check.matching.groups
        for ref in group.invoice_lines
        if (value := check.shipment.value(ref, "hts_number")) is not None
        and len(_digits(value.text)) >= 6
        and check.line(group.entry_lines[0]).hts_numbers
    ]
    if not compared:
        raise NoMatter("no invoice line that is entered prints a tariff number of six digits or more")
    american = _american_documents(compared)
    reasons: list[str] = []
    reported: set[tuple[int, str]] = set()
    findings = []
    for group, ref, value, _ in compared:
        printed = _digits(value.text)
        for index in _parts(check, group, ref):
            entered = [_digits(number) for number in check.line(index).hts_numbers]
            six = any(number[:6] == printed[:6] for number in entered)
            whole = any(number.startswith(printed) or printed.startswith(number) for number in entered)
            if whole or (six and ref.document not in american) or (index, printed) in reported:
                continue
            reported.add((index, printed))
            if (other := _unread(check, ref, entered, printed if six else printed[:6])) is not None:
                unread = f"Line {check.line(index).line_number}: the invoice prints {dotted(other)}"
                reasons.append(f"{unread} in a place that was not read")
                continue
            refs = [at for _, at, other, _ in compared if at in group.invoice_lines and _digits(other.text) == printed]
            findings.append(_finding(check, index, refs, value, six))
    if misread(len(findings), len(compared), check.tolerances):
        raise NoMatter(sentence(len(findings), len(compared), "the first six digits"))
    yield from findings
    if reasons:
        raise NoMatter("; ".join(reasons))


def _parts(check: Check, group: LineGroup, ref: LineRef) -> list[int]:
    """The entry lines that the printed number is compared with: of a split the parts that are described as the article.

    The parts of a set, or the metal in an article, lawfully have other numbers, and other descriptions.
    """
    if len(group.entry_lines) == 1:
        return list(group.entry_lines)
    printed, number = check.shipment.value(ref, "description"), check.shipment.value(ref, "hts_number")
    if printed is None or number is None:
        return []
    alike = [
        index
        for index in group.entry_lines
        if likeness(printed.text, check.line(index).description or "") >= SAME_ARTICLE
    ]
    return alike


def _finding(check: Check, index: int, refs: list[LineRef], value: Value, same_six: bool) -> Finding:
    line, printed = check.line(index), _digits(value.text)
    number = next((one for one in line.hts_numbers if not one.startswith(("98", "99"))), line.hts_numbers[0])
    values = [check.shipment.value(ref, "hts_number") for ref in refs]
    text = (
        f"Line {line.line_number}: the entry says {dotted(_digits(number))}, "
        f"{lines_in_words(check.shipment, refs, values)} {'says' if len(refs) == 1 else 'say'} {dotted(printed)}"
    )
    slipped = all(_of_neighbour(check, ref) for ref in refs)
    text += "; the first six digits agree, and the invoice's other lines print US numbers." if same_six else "."
    if slipped:
        text += " The number is that of a neighbouring line: it may have been read in the wrong row."
    return check.finding(
        f"{text} {slip(printed, _digits(number)[: len(printed)])}".rstrip(),
        expected=printed,
        found=_digits(number),
        line=index,
        evidence=[
            *line_evidence(check.shipment, refs, "hts_number", "description"),
            *in_entry(check.entry, f"lines[{index}].hts_numbers"),
        ],
        severity="info" if slipped else "warning" if same_six else None,
        confidence=confidence_of([value]),
    )


def _unread(check: Check, ref: LineRef, entered: list[str], printed: str) -> str | None:
    """The entered number, at as many digits as are compared, if it stands on the paper in a place that was not read."""
    paper = check.documents[ref.document]
    numbers = [number[: len(printed)] for number in entered if not number.startswith(("98", "99"))]
    return next((one for one in numbers if len(one) >= 6 and tariff_unread(paper, one)), None)


def _of_neighbour(check: Check, ref: LineRef) -> bool:
    """Whether the number is what the line above or below is entered under, and so on up to a line that prints none."""

    def printed(at: LineRef) -> str | None:
        value = check.shipment.value(at, "hts_number")
        return _digits(value.text)[:6] if value is not None else None

    def entered(at: LineRef) -> list[str]:
        group = next((one for one in check.matching.groups if at in one.invoice_lines), None)
        return [_digits(n)[:6] for n in check.line(group.entry_lines[0]).hts_numbers] if group is not None else []

    return of_another_row(ref, len(check.documents[ref.document].line_items), printed, entered)


def dotted(digits: str) -> str:
    """8471300100 -> 8471.30.0100, as the US tariff prints it.

    >>> dotted("8471300100"), dotted("847130"), dotted("84713001")
    ('8471.30.0100', '8471.30', '8471.30.01')
    """
    return ".".join(part for part in (digits[:4], digits[4:6], digits[6:]) if part)


def _american_documents(compared: list[tuple[LineGroup, LineRef, Value, EntryLine]]) -> set[int]:
    """The papers that print United States numbers: ten digits, of which most are the entry's to the last."""
    votes: dict[int, list[bool]] = {}
    for _, ref, value, line in compared:
        printed = _digits(value.text)
        if len(printed) == 10:
            votes.setdefault(ref.document, []).append(any(printed == _digits(number) for number in line.hts_numbers))
    return {place for place, agree in votes.items() if len(agree) >= 3 and sum(agree) * 3 >= len(agree) * 2}


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
