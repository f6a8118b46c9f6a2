"""CATAIR text to records: lines of 80 columns, each element checked against its class, each error with its columns.

Lenient where transmissions differ without meaning anything: trailing blanks, line ends, lower case (CBP converts it), a
file without line ends. Strict about everything else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docvalidate.domain.errors import ReadingError
from docvalidate.entry.catair.layout import WIDTH, Element, Layout

SPECIAL = r"!@#$%^&*()\-_=+\[{\]}\\|;:'\",<.>/?`~"
CLASSES = {
    "A": (re.compile(r"[A-Z ]*$"), "letters"),
    "N": (re.compile(r"[0-9]+$"), "digits"),
    "(S)N": (re.compile(r" *[0-9]+$"), "a number, right justified"),
    "AN": (re.compile(r"[A-Z0-9 ]*$"), "letters and digits"),
    "X": (re.compile(rf"[A-Z0-9 {SPECIAL}]*$"), "keyboard characters"),
    "S": (re.compile(r" *$"), "blanks"),
}
SECRET = frozenset({"communication_password"})
"""Elements whose value is never shown."""


@dataclass(frozen=True, slots=True)
class CatairRecord:
    """One line of a file: its number, its layout and its text, padded to 80 columns, upper case."""

    file: str
    number: int
    layout: Layout
    text: str

    @property
    def record(self) -> str:
        return self.layout.record

    def raw(self, name: str) -> str:
        """The columns of an element as they stand."""
        element = self.layout.element(name)
        return self.text[element.start - 1 : element.end]

    def value(self, name: str) -> str | None:
        """An element's text without the blanks around it; None where it is blank."""
        return self.raw(name).strip() or None

    def number_of(self, name: str) -> Decimal | None:
        """A numeric element with its implied decimals; None where it is blank."""
        text = self.value(name)
        return None if text is None else Decimal(text).scaleb(-self.layout.element(name).decimals)

    def date_of(self, name: str) -> datetime.date | None:
        """A date element MMDDYY; None where it is blank."""
        text = self.value(name)
        return None if text is None else date_mmddyy(text)

    def place(self, name: str) -> str:
        """Where the element stands, for a sentence."""
        element = self.layout.element(name)
        return f"line {self.number}, record {self.record}, {element.columns}"

    def error(self, name: str, problem: str, remedy: str) -> ReadingError:
        """An error at that element, with its value."""
        element = self.layout.element(name)
        return ReadingError(self.file, problem, remedy, place=f"{self.place(name)} ({element.title})")


def cut_lines(file: str, data: bytes) -> Iterator[tuple[int, str]]:
    """The non-blank lines with their numbers, upper case, without trailing blanks.

    Raises ReadingError for a byte that is no keyboard character and for text beyond column 80.
    """
    text = data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    lines = re.split(r"\r\n|\r|\n", text.rstrip("\x1a"))
    if len(lines) == 1 and len(text) > WIDTH:
        lines = [text[start : start + WIDTH] for start in range(0, len(text), WIDTH)]
    for number, line in enumerate(lines, start=1):
        odd = re.search(r"[^\x20-\x7e]", line)
        if odd:
            code = ord(odd[0])
            raise ReadingError(
                file,
                f"byte {code:#04x} is no keyboard character",
                "send the record again in upper case letters, digits and punctuation",
                place=f"line {number}, column {odd.start() + 1}",
            )
        stripped = line.rstrip().upper()
        if len(stripped) > WIDTH:
            raise ReadingError(
                file,
                f"the record has {len(stripped)} columns",
                f"records have {WIDTH}; look for an inserted character or a missing line end",
                place=f"line {number}",
            )
        if stripped:
            yield number, stripped


def control_identifier(line: str, known: dict[str, Layout]) -> str | None:
    """The record's control identifier, the longest known one that the line begins with."""
    for length in (4, 2, 1):
        if line[:length] in known and len(line) >= length:
            return line[:length]
    return None


def record(file: str, number: int, line: str, layout: Layout) -> CatairRecord:
    """The line as a checked record. Raises ReadingError that names record, columns, element and value."""
    padded = line.ljust(WIDTH)
    parsed = CatairRecord(file, number, layout, padded)
    for element in layout.elements:
        _check(parsed, element, padded[element.start - 1 : element.end])
    return parsed


def _check(parsed: CatairRecord, element: Element, raw: str) -> None:
    problem: str | None = None
    blank = not raw.strip()
    if blank:
        if element.required:
            problem = "is blank and is required"
    elif element.kind == "D":
        if not re.fullmatch(r"\d{6}", raw):
            problem = f"{_shown(element, raw)} is no date MMDDYY"
        elif date_mmddyy(raw) is None:
            problem = f"{_shown(element, raw)} is no day of the calendar (MMDDYY)"
    else:
        pattern, allowed = CLASSES[element.kind]
        if not pattern.match(raw):
            problem = f"{_shown(element, raw)} may hold only {allowed}"
    if problem:
        title = element.title if element.name else "reserved columns"
        raise ReadingError(
            parsed.file,
            problem,
            "correct it, or look for a shifted column before it",
            place=f"line {parsed.number}, record {parsed.record}, {element.columns} ({title})",
        )


def _shown(element: Element, raw: str) -> str:
    return "its value" if element.name in SECRET else repr(raw)


def date_mmddyy(text: str) -> datetime.date | None:
    """The day of six digits MMDDYY, in this century; None where the calendar has none."""
    try:
        return datetime.date(2000 + int(text[4:6]), int(text[:2]), int(text[2:4]))
    except ValueError:
        return None
