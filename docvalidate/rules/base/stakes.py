"""What a finding moves in duty and fees: the entry as filed beside the entry put right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from docvalidate.domain.entry import EntryLine
from docvalidate.domain.finding import Finding, Money
from docvalidate.reference import fees as fee_table
from docvalidate.reference.codes import mode_of_transport
from docvalidate.reference.duty import dollars, hmf_line, hmf_total, mpf_total
from docvalidate.reference.facade import Reference as Facts
from docvalidate.rules.base.context import Check
from docvalidate.rules.base.tariffs import article_number, digits, duty_of

ZERO = Decimal(0)
NO_HMF = frozenset({"11", "12", "06", "22", "31", "32", "34", "38"})
"""Entry types that pay no harbor maintenance fee (AE usage note o)."""
FACTS = Facts(None)
CORRECTS = {"value-mismatch": "entered_value", "quantity-mismatch": "quantity", "hts-mismatch": "hts_numbers"}
"""The rules whose `expected` is what the line's field should be."""


def weighed(check: Check, finding: Finding) -> Finding:
    """The finding with the duty and fees that are short (positive) or over (negative), where they follow.

    The figure is that of what the finding puts right and everything else left as filed.
    """
    entry = check.shipment.entry
    right = put_right(entry.lines, finding) if entry is not None and finding.money is None else None
    if entry is None or right is None:
        return finding
    money = difference(check, [(old, new) for old, new in zip(entry.lines, right, strict=True) if old is not new])
    return finding.model_copy(update={"money": money}) if money is not None else finding


def put_right(lines: Sequence[EntryLine], finding: Finding) -> list[EntryLine] | None:
    """The lines as they are once the finding is settled; None where it does not say that in full.

    A value that differs for the whole of an entry is spread over its lines as they are; a line that nothing among the
    papers speaks for has no value.
    """
    if finding.rule == "value-mismatch" and finding.entry_line is None:
        return _scaled(lines, finding)
    at = next((at for at, line in enumerate(lines) if line.line_number == finding.entry_line), None)
    if at is None:
        return None
    if finding.rule == "line-not-invoiced":
        changed = _corrected(lines[at], "entered_value", ZERO)
    else:
        field = CORRECTS.get(finding.rule)
        if field is None or (field != "hts_numbers" and getattr(lines[at], field) != finding.found):
            return None  # the finding is about several entry lines together
        changed = _corrected(lines[at], field, finding.expected)
    return [*lines[:at], changed, *lines[at + 1 :]] if changed is not None else None


def _scaled(lines: Sequence[EntryLine], finding: Finding) -> list[EntryLine] | None:
    values = [line.entered_value for line in lines]
    total = sum((one for one in values if one is not None), ZERO)
    if any(one is None for one in values) or not isinstance(finding.expected, Decimal) or total != finding.found:
        return None
    if not total:
        return None
    found = [
        _corrected(line, "entered_value", (line.entered_value or ZERO) * finding.expected / total) for line in lines
    ]
    return [one for one in found if one is not None] if all(found) else None


def _corrected(line: EntryLine, field: str, expected: object) -> EntryLine | None:
    """The line with the field as it should be; None where that is not known in full."""
    if field == "hts_numbers":
        number = digits(str(expected))
        if len(number) != 10 or article_number(line) is None:
            return None
        return line.model_copy(
            update={field: [number if digits(one) == article_number(line) else one for one in line.hts_numbers]}
        )
    if not isinstance(expected, Decimal) or line.tariffs:
        return None
    return line.model_copy(update={field: dollars(expected) if field == "entered_value" else expected})


def difference(check: Check, changes: Sequence[tuple[EntryLine, EntryLine]]) -> Money | None:
    """Duty and fees of the entry put right less those of the entry as filed; None where neither is known."""
    before = [duty_of(check, old) for old, _ in changes]
    after = [duty_of(check, new) for _, new in changes]
    duty = None
    if not any(one is None for one in (*before, *after)):
        duty = sum((one for one in after if one is not None), ZERO) - sum((one for one in before if one), ZERO)
    replaced = {id(old): new for old, new in changes}
    lines = check.entry.lines
    filed, right = fees(check, lines), fees(check, [replaced.get(id(one), one) for one in lines])
    moved = right - filed if filed is not None and right is not None else None
    return Money(duty=duty, fees=moved) if duty or moved else None


def fees(check: Check, lines: Sequence[EntryLine]) -> Decimal | None:
    """Merchandise processing and harbor maintenance fee of an entry with these lines, by its own values."""
    mpf, hmf = mpf_due(check, lines), hmf_due(check, lines)
    return mpf + hmf if mpf is not None and hmf is not None else None


def mpf_due(check: Check, lines: Sequence[EntryLine]) -> Decimal | None:
    """The merchandise processing fee of a formal entry; None where a line's value, origin or the entry type is open."""
    entry = check.entry
    fee = fee_table.find("mpf-formal", entry.entry_date or check.on)
    if fee is None or not entry.entry_type or entry.entry_type in ("06", "11", "12", "13", "21", "22", "23", "86"):
        return None
    values = []
    for line in lines:
        number = article_number(line)
        if line.entered_value is None or line.country_of_origin is None or number is None or line.fee_exemption:
            return None
        first = digits(line.hts_numbers[0])
        special = first if first.startswith("98") else number
        exempt = FACTS.mpf_exempt(
            origin=line.country_of_origin, program=line.spi, number=special, entry_type=entry.entry_type
        )
        if not exempt and line.article_set != "V":
            values.append(line.entered_value)
    return mpf_total(values, fee)


def hmf_due(check: Check, lines: Sequence[EntryLine]) -> Decimal | None:
    """The harbor maintenance fee; zero for what comes by no vessel; None where the mode or a value is open."""
    entry = check.entry
    mode = mode_of_transport(entry.mode_of_transport) if entry.mode_of_transport else None
    fee = fee_table.find("hmf", entry.entry_date or check.on)
    if mode is None or fee is None or not entry.entry_type or any(one.entered_value is None for one in lines):
        return None
    if mode.kind != "vessel" or entry.entry_type in NO_HMF:
        return ZERO
    amounts = [hmf_line([one.entered_value or ZERO], fee) for one in lines if one.article_set != "V"]
    return hmf_total(amounts, other_revenue=(entry.duty or ZERO) + (entry.mpf or ZERO))
