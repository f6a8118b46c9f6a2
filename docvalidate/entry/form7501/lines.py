"""The line part of Form 7501: columns by their labels, a line from each line number to the next, over all sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from docvalidate.domain.entry import EntryCase, EntryLine, EntryPlace, EntryTariff
from docvalidate.domain.page import Page, Word
from docvalidate.entry.catair.entry_summary import main_tariff
from docvalidate.entry.form7501.cells import column_range, text_lines
from docvalidate.entry.form7501.labels import Label
from docvalidate.reference import countries
from docvalidate.reference.identifiers import case_number

TARIFF = re.compile(
    r"(?:(?P<spi>[A-Z]{1,2}[+*#]?) )?(?P<number>\d{4}\.\d{2}(?:\.\d{2,4})?(?:\.\d{2})?|\d{10})(?: (?P<rest>.*))?$"
)
CASE = re.compile(r"[AC]-?\d{3}-?\d{3}(?:-?\d{3})?$")
MARK = re.compile(r"(?P<mark>[OE])\s?(?P<country>[A-Z]{2})(?: (?P<rest>.*))?$")
MID = re.compile(r"(?:MID|MFR(?: ID)?|MANUFACTURER ID):? (?P<number>[A-Z]{2}[A-Z0-9]{4,13})$")
BILL = re.compile(
    r"(?P<kind>[MHSI])[ :](?P<number>[A-Z0-9-]{5,20})(?: +(?P<count>[\d,]+)(?: ?(?P<unit>[A-Z]{2,4}))?)?$"
)
INVOICE = re.compile(r"INV(?:OICE)?S?(?: NOS?)?\.?:? (?P<numbers>\S.*)$")
FEE = re.compile(
    r"(?:(?P<code>\d{3})\b.*(?:FEE|MPF|HMF)|.*\b(?P<name>MERCHANDISE PROCESSING|HARBOR MAINTENANCE|MPF|HMF)\b)"
)
QUANTITY = re.compile(r"(?P<number>[\d,]+(?:\.\d+)?) ?(?P<unit>[A-Z][A-Z0-9]{0,2})?$")
CHARGES = re.compile(r"\bC ?\$?(\d[\d,]*(?:\.\d+)?)")
RELATIONSHIP = re.compile(r"\b(?:NOT RELATED|UNRELATED|RELATED|YES|NO|Y|N)\b")
COLUMNS = {"line": "line", "description": "text", "number": "text", "case": "text", "gross": "gross",
           "manifest": "gross", "quantity": "quantity", "value": "value", "charges": "value", "relationship": "value",
           "rate": "rate", "case_rate": "rate", "tax_rate": "rate", "visa": "rate", "duty": "duty"}  # fmt: skip
FEE_CODES = {"MERCHANDISE PROCESSING": "499", "MPF": "499", "HARBOR MAINTENANCE": "501", "HMF": "501"}


@dataclass(frozen=True)
class Columns:
    """The x range of each column, by our name of it; and where the table begins."""

    ranges: dict[str, tuple[float, float]]
    top: float

    def of(self, word: Word) -> str | None:
        """The column a word stands in."""
        return next((name for name, (x0, x1) in self.ranges.items() if x0 <= word.centre < x1), None)


@dataclass(frozen=True)
class TextLine:
    """A line of text in one column: upper case, with its words, its page, and its height in the whole entry."""

    text: str
    words: tuple[Word, ...]
    page: int
    middle: float


@dataclass
class Block:
    """The words of one line, by column, each column as lines of text; a line may go on on the next sheet."""

    number: int | None
    columns: dict[str, list[TextLine]] = field(default_factory=dict)

    def lines(self, column: str) -> list[TextLine]:
        return self.columns.get(column, [])

    def goes_on(self, rest: Block) -> None:
        """Adds what stands above the first line number of the next sheet."""
        for name, lines in rest.columns.items():
            self.columns.setdefault(name, []).extend(lines)


@dataclass
class Heading:
    """What stands before the first line: bills with packages, invoices."""

    bills: list[str] = field(default_factory=list)
    in_bond: str | None = None
    invoices: list[str] = field(default_factory=list)
    packages: Decimal = Decimal(0)
    package_unit: str | None = None


def columns_of(page: Page, labels: list[Label]) -> Columns | None:
    """The columns by the labels at the head of the table, or None on a page without them."""
    heads = [label for label in labels if label.part == "column"]
    first = next((label for label in heads if label.field == "description"), None)
    if first is None:
        return None
    ranges: dict[str, tuple[float, float]] = {}
    for label in heads:
        name = COLUMNS[label.field]
        x0, x1 = column_range(page, label, heads)
        if name in ranges:
            x0, x1 = min(x0, ranges[name][0]), max(x1, ranges[name][1])
        ranges[name] = (x0, x1)
    ordered = sorted(ranges.items(), key=lambda item: item[1][0])
    clean = {}
    for index, (name, (x0, x1)) in enumerate(ordered):
        right = ordered[index + 1][1][0] if index + 1 < len(ordered) else max(x1, page.width)
        clean[name] = (x0, right)
    if "line" not in clean:
        clean["line"] = (0.0, ordered[0][1][0])
    return Columns(clean, max(label.bottom for label in heads))


def blocks(page: Page, labels: list[Label], columns: Columns, top: float) -> Iterator[Block]:
    """The page's lines from `top` down to the totals; first what stands before its first line number."""
    ends = [label.top for label in labels if label.part == "total" and label.top > top and _closing(label)]
    bottom = min(ends, default=page.height) - 1
    used = {index for label in labels for index in label.words}
    words = [word for index, word in enumerate(page.words) if index not in used and top <= word.middle < bottom]
    starts = sorted((word for word in words if _line_number(word, columns)), key=lambda word: word.top)
    edges = [word.top - 0.4 * word.height for word in starts]
    for index in range(-1, len(starts)):
        low = edges[index] if index >= 0 else top - 1
        high = edges[index + 1] if index + 1 < len(edges) else bottom
        found: dict[str, list[Word]] = {}
        for word in words:
            if low <= word.middle < high and (index < 0 or word is not starts[index]):
                found.setdefault(columns.of(word) or "text", []).append(word)
        columns_found = {name: [_text_line(line, page) for line in text_lines(parts)] for name, parts in found.items()}
        yield Block(int(starts[index].text) if index >= 0 else None, columns_found)


def _text_line(words: tuple[Word, ...], page: Page) -> TextLine:
    text = " ".join(word.text for word in words).upper()
    return TextLine(text, words, page.number, words[0].middle + page.number * 10_000)


def _closing(label: Label) -> bool:
    return label.field in ("fee_summary", "total_entered_value", "total_fees", "declaration", "official")


def _line_number(word: Word, columns: Columns) -> bool:
    return bool(re.fullmatch(r"\d{1,3}", word.text)) and columns.of(word) == "line"


def read_heading(block: Block, heading: Heading) -> None:
    """Takes bills, packages and invoices out of the lines before the first line number of a sheet."""
    rest = []
    for line in block.lines("text"):
        text = line.text
        if match := BILL.match(text):
            if match["kind"] == "I":
                heading.in_bond = match["number"]
            elif match["number"] not in heading.bills:
                heading.bills.append(match["number"])
            if match["count"]:
                heading.packages += Decimal(match["count"].replace(",", ""))
                heading.package_unit = match["unit"]
        elif heading.packages and heading.package_unit is None and re.fullmatch(r"[A-Z]{2,4}", text):
            heading.package_unit = text
        elif match := INVOICE.match(text):
            heading.invoices += [part for part in re.split(r"[,;]\s*", match["numbers"]) if part]
        else:
            rest.append(line)
    if "text" in block.columns:
        block.columns["text"] = rest
    for line in block.lines("gross"):
        count = re.fullmatch(r"([\d,]+) ?(CTNS?|PKGS?|PCS|PLTS?|CT|PK|BX|PX)", line.text)
        if count and not heading.packages:
            heading.packages += Decimal(count[1].replace(",", ""))
            heading.package_unit = count[2]


def read_line(block: Block, common: dict[str, Any], file: str, path: str, places: dict[str, EntryPlace]) -> EntryLine:
    """An EntryLine from the words of one line; `common` is what the header says for all lines."""
    values: dict[str, Any] = dict(common)
    numbers: list[tuple[str, float]] = []
    fees: list[tuple[str, float]] = []
    described: list[str] = []

    def place(name: str, words: tuple[Word, ...] | list[Word], page: int) -> None:
        places[path + name] = _place(file, page, words)

    for line in block.lines("text"):
        text, words, middle, page = line.text, line.words, line.middle, line.page
        if match := TARIFF.match(text):
            if match["spi"]:
                values["spi"] = match["spi"]
            place(f"hts_numbers[{len(numbers)}]", words, page)
            numbers.append((match["number"].replace(".", ""), middle))
            if match["rest"] and CASE.match(match["rest"]):
                values.setdefault("cases", []).append(EntryCase(number=case_number.compact(match["rest"])))
        elif CASE.match(text):
            values.setdefault("cases", []).append(EntryCase(number=case_number.compact(text)))
        elif numbers and FEE.match(text):
            fees.append((_fee_code(text), middle))
        elif match := MID.match(text):
            values["manufacturer_id"] = match["number"]
            place("manufacturer_id", words, page)
        elif INVOICE.match(text) and numbers:
            values["invoice_number"] = INVOICE.match(text)["numbers"]  # type: ignore[index]
            place("invoice_number", words, page)
        elif (match := _mark(text)) and (numbers or (match["rest"] and MID.match(match["rest"]))):
            values["country_of_origin" if match["mark"] == "O" else "country_of_export"] = match["country"]
            place("country_of_origin" if match["mark"] == "O" else "country_of_export", words, page)
            if match["rest"] and (maker := MID.match(match["rest"])):
                values["manufacturer_id"] = maker["number"]
                place("manufacturer_id", words, page)
        elif not numbers:
            described.append(" ".join(word.text for word in words))
            places.setdefault(path + "description", _place(file, page, words))
    for line in block.lines("line"):  # the instructions put origin and export under the line number
        if match := _mark(line.text):
            values["country_of_origin" if match["mark"] == "O" else "country_of_export"] = match["country"]
            place("country_of_origin" if match["mark"] == "O" else "country_of_export", line.words, line.page)
    if described:
        values["description"] = " ".join(" ".join(described).split())
    values["hts_numbers"] = [number for number, _ in numbers]
    main = main_tariff(values["hts_numbers"]) if numbers else 0
    _weight(block, values, place)
    _quantities(block, values, place)
    _money(block, values, numbers, fees, main, place)
    if not block.number:
        raise ValueError("a block without a line number is no line")
    return EntryLine(line_number=block.number, **values)


def _mark(text: str) -> re.Match[str] | None:
    """OCN or ECN: origin or export, where the two letters are a country."""
    match = MARK.match(text)
    return match if match and countries.exists(match["country"]) else None


def _fee_code(text: str) -> str:
    match = FEE.match(text)
    assert match is not None
    return match["code"] or next(code for name, code in FEE_CODES.items() if name in text)


def _weight(block: Block, values: dict[str, Any], place: Any) -> None:
    for line in block.lines("gross"):
        if match := re.match(r"([\d,]+(?:\.\d+)?)(?: ?KGS?\b| \d|$)", line.text):
            values["gross_weight_kg"] = Decimal(match[1].replace(",", ""))
            place("gross_weight_kg", line.words, line.page)
            return


def _quantities(block: Block, values: dict[str, Any], place: Any) -> None:
    """Number and unit, the unit beside or under its number."""
    found: list[tuple[Decimal, str | None, list[Word]]] = []
    lines = block.lines("quantity")
    for word in [word for line in lines for word in line.words]:
        text = word.text.upper()
        match = QUANTITY.match(text)
        if match and match["number"]:
            found.append((Decimal(match["number"].replace(",", "")), match["unit"], [word]))
        elif re.fullmatch(r"[A-Z][A-Z0-9]{0,2}", text) and found and found[-1][1] is None:
            found[-1] = (found[-1][0], text, [*found[-1][2], word])
    for index, (amount, unit, words) in enumerate(found[:3]):
        suffix = "" if index == 0 else str(index + 1)
        if unit == "X":
            continue
        values[f"quantity{suffix}"] = amount
        page = next(line.page for line in lines if words[0] in line.words)
        place(f"quantity{suffix}", words, page)
        if unit:
            values[f"unit{suffix}"] = unit
            place(f"unit{suffix}", words, page)


def _money(
    block: Block,
    values: dict[str, Any],
    numbers: list[tuple[str, float]],
    fees: list[tuple[str, float]],
    main: int,
    place: Any,
) -> None:
    """Entered value, charges, relationship and duty; with several tariff numbers each amount goes to its own row."""
    entered: list[tuple[Decimal, float]] = []
    for line in block.lines("value"):
        text, words = line.text, line.words
        if match := CHARGES.search(text):
            values["charges"] = Decimal(match[1].replace(",", ""))
            place("charges", words, line.page)
        if match := RELATIONSHIP.search(text):
            values["related_parties"] = match[0] in ("Y", "YES", "RELATED")
            place("related_parties", words, line.page)
        rest = RELATIONSHIP.sub("", CHARGES.sub("", text)).strip()
        if match := re.fullmatch(r"\$? ?([\d,]+)(?:\.\d\d)?", rest):
            entered.append((Decimal(match[1].replace(",", "")), line.middle))
            place("entered_value", words, line.page)
    if entered:
        values["entered_value"] = sum((amount for amount, _ in entered), Decimal(0))
    by_number: dict[int, Decimal] = {}
    by_fee: dict[str, Decimal] = {}
    rows = [(middle, "tariff", index) for index, (_, middle) in enumerate(numbers)]
    rows += [(middle, "fee", index) for index, (_, middle) in enumerate(fees)]
    for line in block.lines("duty"):
        match = re.fullmatch(r"\$? ?([\d,]+)(?:[. ](\d\d))?", line.text)
        if not match or not rows:
            continue
        amount = Decimal(f"{match[1].replace(',', '')}.{match[2] or '00'}")
        _, kind, index = min(rows, key=lambda row: abs(row[0] - line.middle))
        if kind == "fee":
            by_fee[fees[index][0]] = amount
        else:
            by_number[index] = by_number.get(index, Decimal(0)) + amount
            place("duty", line.words, line.page)
    if by_number:
        values["duty"] = sum(by_number.values(), Decimal(0))
    if by_fee:
        values["fees"] = by_fee
    if len(numbers) > 1 and any(amount for index, amount in by_number.items() if index != main):
        quantities = {name: values[name] for name in values if name.startswith(("quantity", "unit"))}
        values["tariffs"] = [
            EntryTariff(
                number=number,
                duty=by_number.get(index),
                entered_value=values.get("entered_value") if index == main else None,
                **(quantities if index == main else {}),
            )
            for index, (number, _) in enumerate(numbers)
        ]


def _place(file: str, page: int, words: tuple[Word, ...] | list[Word]) -> EntryPlace:
    box = (min(word.x0 for word in words), min(word.top for word in words), max(word.x1 for word in words),
           max(word.bottom for word in words))  # fmt: skip
    return EntryPlace(file=file, page=page, bbox=box, text=" ".join(word.text for word in words))
