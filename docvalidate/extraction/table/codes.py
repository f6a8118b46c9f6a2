"""Running numbers and part numbers that stand in an item's description, where no column is given to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docvalidate.domain.document import LineItem
from docvalidate.extraction import typed
from docvalidate.extraction.lexicon import canonical, columns, labels
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.cells import BASE
from docvalidate.extraction.table.columns import ambiguous
from docvalidate.extraction.text import tokenise

LEADING_NUMBER = re.compile(r"^(\d{1,4})[.)]?\s+(?=\S)")
"""The running number of an item before the words of its description."""


def leading_number(line: LineItem, described: list[Span], page: int) -> list[Span]:
    """The description without the running number that begins it."""
    first = described[0] if described else None
    match = LEADING_NUMBER.match(first.text) if first is not None else None
    if first is None or match is None or "line_number" in line:
        return described
    line["line_number"] = typed.value_of(first.cut(match.start(1), match.end(1)), str(int(match[1])), page, BASE)
    return [first.cut(match.end(), len(first.text)), *described[1:]]


LEADING_CODE = re.compile(r"^(?=\S*\d)(?=\S{5,}\s)([A-Z0-9][\w./-]*\w)\s+(?=\S*[A-Za-z]{3})")
"""A code before the words of a description."""
_DASHED_CODE = re.compile(r"^(?=\S*\d)(?=\S{4,})([A-Z0-9][\w./-]*\w)\s+[-–:|/]\s+(?=\S*[A-Za-z]{3})")
_ONLY_CODE = re.compile(r"^(?=\S*\d)(?=\S{4,}$)[A-Z0-9][\w./-]*\w$")


def leading_code(line: LineItem, described: list[Span], page: int, *, loose: bool) -> list[Span]:
    """A part number that stands before the description, or alone in its first row, where no column is given to it."""
    if not described or "part_number" in line:
        return described
    first = described[0]
    text = first.text
    match = _DASHED_CODE.match(text) or (LEADING_CODE.match(text) if loose else None)
    if match:
        line["part_number"] = typed.value_of(first.cut(match.start(1), match.end(1)), match.group(1), page, 0.8)
        return [first.cut(match.end(), len(text)), *described[1:]]
    if (
        len(described) > 1
        and _ONLY_CODE.match(text)
        and (not re.fullmatch(r"[\d.,]+", text) or re.fullmatch(r"\d{5,}", text))
    ):
        line["part_number"] = typed.value_of(first, text, page, 0.8)
        return described[1:]
    return described


_LABELLED_CODE = re.compile(r"^([^\W\d_][^\d:：]{1,18})[:：]\s*(?=\S*\d)([A-Za-z0-9][\w./+-]{2,})$")


def labelled_code(line: LineItem, described: list[Span], page: int) -> list[Span]:
    """A code alone in a row under the description, behind a label that no lexicon knows: `Indeks: 48644-68`."""
    for span in described[1:] if "part_number" not in line else []:
        match = _LABELLED_CODE.match(span.text)
        if (
            match
            and not labels().scan(canonical(tokenise(match[1])))
            and not columns().scan(canonical(tokenise(match[1])))
        ):
            line["part_number"] = typed.value_of(span.cut(match.start(2), match.end(2)), match[2], page, 0.75)
            return [other for other in described if other is not span]
    return described


_BEHIND_LABEL = re.compile(r"^(.*\S)\s*[/|;·–]\s*([^\W\d_][^\d/|;·–:]{1,20}?):?\s+((?=\S*\d)[A-Z0-9][\w./-]{3,})$")
"""A label and a code that end a row of goods: 40 mesh / Produkt S89.2202."""


def code_behind_label(line: LineItem, described: list[Span], page: int) -> list[Span]:
    """The goods without the code that ends a row of theirs behind a label that may name a part number."""
    for at, span in enumerate(described if "part_number" not in line else []):
        match = _BEHIND_LABEL.match(span.text)
        tokens = canonical(tokenise(match[2])) if match is not None else []
        if match is not None and {*columns().whole(tokens), *ambiguous().get(" ".join(tokens), ())} & {"part_number"}:
            line["part_number"] = typed.value_of(span.cut(match.start(3), match.end(3)), match[3], page, 0.8)
            return [*described[:at], span.cut(0, match.end(1)), *described[at + 1 :]]
    return described


def code_line(line: LineItem, described: list[Span], page: int) -> list[Span]:
    """A part number alone in a line of a description whose head promises one: Description / Art. no."""
    if "part_number" in line:
        return described
    codes = [span for span in described if _ONLY_CODE.match(span.text)]
    if len(codes) != 1 or len(described) < 2:
        return described
    line["part_number"] = typed.value_of(codes[0], codes[0].text, page, 0.8)
    return [span for span in described if span is not codes[0]]


TRAILING_CODE = re.compile(r"\s*\(((?=\S*\d)(?=\S{4,}\))[A-Z0-9][\w./-]*\w)\)\s*$")
"""A code in brackets behind the words of a description."""


def trailing_code(line: LineItem, described: list[Span], page: int) -> list[Span]:
    """The description without the part number in brackets that ends it."""
    for number, span in enumerate(described):
        match = TRAILING_CODE.search(span.text)
        if match is not None and "part_number" not in line:
            line["part_number"] = typed.value_of(span.cut(match.start(1), match.end(1)), match[1], page, 0.8)
            left = span.cut(0, match.start())
            return [*described[:number], *([left] if left else []), *described[number + 1 :]]
    return described


_NUMBER_AND_CODE = re.compile(r"^\d{1,5}[.)]?\s+((?=\S*\d)(?=\S{4,})[A-Z0-9][\w./-]*\w)$")


def behind_number(line: LineItem, cell: Span, page: int) -> None:
    """The part number behind a running number in one cell, under a head that names both: Line Item-no."""
    match = _NUMBER_AND_CODE.match(cell.text)
    if match is not None and "part_number" not in line:
        line["part_number"] = typed.value_of(cell.cut(match.start(1), match.end(1)), match[1], page, 0.8)


def beside_details(line: LineItem, left: Sequence[Span], page: int) -> list[Span]:
    """What is left of a line of details: words describe the goods, a code alone is their number.

    `NJ-068-891N · HS 84439920 · made in Italy` has no words besides its details.
    """
    if any(any(word.isalpha() and len(word) > 2 for word in span.text.split()) for span in left):
        return list(left)
    codes = [span for span in left if _ONLY_CODE.match(span.text)]
    if "part_number" not in line and len(codes) == 1:
        line["part_number"] = typed.value_of(codes[0], codes[0].text, page, 0.8)
    return [span for span in left if span not in codes and any(c.isalnum() for c in span.text)]
