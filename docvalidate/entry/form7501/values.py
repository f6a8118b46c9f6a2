"""From the text of a cell to a value: dates, numbers, codes, parties, as Form 7501 prints them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from docvalidate.domain.document import Party

MULTIPLE = re.compile(r"(?i)multi(?:ple)?\.?$|various|see below|per line")


def one(text: str) -> str | None:
    """The text, or None where it is empty or says that it differs by line (MULTI)."""
    text = " ".join(text.split())
    return None if not text or MULTIPLE.match(text) else text


def date(text: str) -> datetime.date | None:
    """MM/DD/YYYY or MM/DD/YY anywhere in the text."""
    match = re.search(r"\b(\d{1,2})[/\-.](\d{1,2})[/\-.](\d{4}|\d{2})\b", text)
    if not match:
        return None
    year = int(match[3])
    try:
        return datetime.date(year if year > 99 else 2000 + year, int(match[1]), int(match[2]))
    except ValueError:
        return None


def number(text: str) -> Decimal | None:
    """The first number of the text: `$ 1,035,971`, `1,396 KG`."""
    match = re.search(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", text)
    return Decimal(match[0].replace(",", "")) if match else None


def code(text: str, pattern: str) -> str | None:
    """The first word of the text that matches a pattern as a whole."""
    return next((word for word in text.upper().split() if re.fullmatch(pattern, word)), None)


def _without_captions(line: str) -> str:
    """The line without the captions City, State, Zip that some printings set into the address."""
    words = line.split()
    captions = [word.strip(":.").lower() for word in words]
    if len({"city", "state", "zip"} & set(captions)) >= 2:
        return " ".join(word for word, caption in zip(words, captions, strict=True)
                        if caption not in ("city", "state", "zip", "street"))  # fmt: skip
    return line


def party(text: str, number_text: str | None = None) -> Party | None:
    """Name and address from the lines of a cell: the name ends before the first line with a digit."""
    lines = [clean for line in text.split("\n") if (clean := " ".join(_without_captions(line).split()))]
    if not lines:
        return Party(name="", number=number_text) if number_text else None
    count = next((index for index, line in enumerate(lines) if index and re.search(r"\d|(?i:\bP\.?O\.? Box)", line)), 1)
    address = ""
    for line in lines[count:]:
        glue = "" if not address else " " if address.endswith(",") or re.fullmatch(r"[\d-]+", line) else ", "
        address += glue + line
    return Party(name=" ".join(lines[:count]), address=address or None, number=number_text)
