"""The tariff numbers of an entry line, and the duty that the held schedule makes of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docvalidate.domain.entry import EntryLine
from docvalidate.reference import codes, units
from docvalidate.reference.duty import DutyRow, duty_rows
from docvalidate.reference.rates import Rate
from docvalidate.reference.tariff import TariffLine
from docvalidate.rules.base.context import Check, NoMatter

ZERO = Decimal(0)
ADDITIONAL = ("98", "99")


def digits(number: str) -> str:
    """A tariff number without its dots."""
    return "".join(character for character in number if character.isdigit())


def dotted(number: str) -> str:
    """8471300100 -> 8471.30.0100.

    >>> dotted("8471300100"), dotted("99038815")
    ('8471.30.0100', '9903.88.15')
    """
    return ".".join(part for part in (number[:4], number[4:6], number[6:]) if part)


def article_number(line: EntryLine) -> str | None:
    """The article's own number (chapters 1 to 97), in digits; None where the line has only others."""
    return next((one for one in map(digits, line.hts_numbers) if one and not one.startswith(ADDITIONAL)), None)


def remedies(line: EntryLine) -> list[str]:
    """The chapter 99 numbers of the line, in digits."""
    return [one for one in map(digits, line.hts_numbers) if one.startswith("99")]


def require_numbers(check: Check) -> None:
    """Raises NoMatter where no line of the entry has a tariff number."""
    if not any(line.hts_numbers for line in check.entry.lines):
        raise NoMatter("no line of the entry has a tariff number")


@dataclass(frozen=True)
class Article:
    """An entry line with its own tariff number and what the schedule says of it (None: it has no such number)."""

    index: int
    line: EntryLine
    number: str
    tariff: TariffLine | None

    @property
    def label(self) -> str:
        return f"Line {self.line.line_number}"


def articles(check: Check) -> list[Article]:
    """Every line of the entry with a number of ten digits in chapters 1 to 97, and its line of the schedule.

    Looked up once for all rules of a shipment.
    """
    if "articles" not in check.notes:
        check.notes["articles"] = list(_articles(check))
    found: list[Article] = check.notes["articles"]
    return found


def described_articles(check: Check) -> Iterator[tuple[Article, TariffLine, str]]:
    """The articles with their line of the schedule and description, less those whose number is already in doubt.

    Raises NoMatter where the entry describes no line.
    """
    if not any(line.description for line in check.entry.lines):
        raise NoMatter("no line of the entry has a description")
    doubtful = check.reported("hts-mismatch")
    for one in articles(check):
        if one.tariff is not None and one.line.description and one.line.line_number not in doubtful:
            yield one, one.tariff, one.line.description


def _articles(check: Check) -> Iterator[Article]:
    for index, line in enumerate(check.entry.lines):
        number = article_number(line)
        if number is not None and len(number) == 10:
            found = check.reference.tariff(number, check.on) if check.reference is not None else None
            yield Article(index, line, number, found)


def quantities_of(line: EntryLine) -> dict[str, Decimal]:
    """The quantities filed on the line, by unit."""
    pairs = ((line.quantity, line.unit), (line.quantity2, line.unit2), (line.quantity3, line.unit3))
    return {unit.upper(): quantity for quantity, unit in pairs if quantity is not None and unit}


def rate_of(line: EntryLine, tariff: TariffLine, on: datetime.date | None = None) -> Rate:
    """The rate the line claims: of its special program, of column 2 for those countries, else the general one."""
    if line.spi:
        special = tariff.special_for(line.spi.upper())
        if special is not None and not special.see:
            return special.rate
    if (line.country_of_origin or "") in codes.country_group("column_2", on):
        return tariff.column2
    return tariff.general


def duty_of(check: Check, line: EntryLine) -> Decimal | None:
    """The duty of the line, its chapter 99 numbers included, by the held schedule; None where it does not follow."""
    if check.reference is None or line.entered_value is None or not line.hts_numbers:
        return None
    own = {digits(one.number): one.entered_value for one in line.tariffs or [] if one.entered_value is not None}
    article = article_number(line)
    rows = []
    for number in map(digits, line.hts_numbers):
        tariff = check.reference.tariff(number, check.on)
        if tariff is None or number.startswith("98"):
            return None
        value = own.get(number, line.entered_value if number == article else ZERO)
        rate = tariff.general if number.startswith("99") else rate_of(line, tariff, check.on)
        rows.append(DutyRow(number, rate, value, quantities_of(line)))
    amounts = duty_rows(rows)
    if article is None or any(one is None for one in amounts):
        return None
    return sum((one for one in amounts if one is not None), ZERO)


def same_unit(one: str, other: str) -> bool:
    """Whether two unit codes mean the same: the tariff's PCS and NO, DPC and DOZ."""
    if one.upper() == other.upper():
        return True
    left, right = units.get(one), units.get(other)
    return left is not None and right is not None and (left.kind, left.factor) == (right.kind, right.factor)
