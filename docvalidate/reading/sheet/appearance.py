"""How an .xlsx workbook shows its cells: number formats, bold, hidden rows. calamine gives the values alone.

A price whose dollar sign stands in the number format, or a tariff number whose leading zero does, would otherwise be
lost. Other formats of workbooks have no such second look.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docvalidate.reading.sheet.values import PLAIN, Format, parse_format

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = {9: "0%", 10: "0.00%"}
"""The number formats without a code of their own in the file that change more than decimals (ECMA-376, 18.8.30)."""
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, KeyError, IndexError, RuntimeError, UnicodeError
)  # fmt: skip
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Style:
    form: Format = PLAIN
    bold: bool = False


_PLAIN_STYLE = Style()


@dataclass(slots=True)
class Appearance:
    """One sheet: the size of its used area, its cells' styles, and what it hides."""

    rows: int = 0
    columns: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    styles: list[Style] = field(default_factory=list)
    used: dict[tuple[int, int], int] = field(default_factory=dict)

    def style(self, row: int, column: int) -> Style:
        index = self.used.get((row, column))
        return self.styles[index] if index is not None and index < len(self.styles) else _PLAIN_STYLE

    def notes(self) -> list[str]:
        hidden = [
            f"{count} hidden {what}{'' if count == 1 else 's'}"
            for count, what in ((self.hidden_rows, "row"), (self.hidden_columns, "column"))
            if count
        ]
        return [f"{' and '.join(hidden)} were read too"] if hidden else []


NOTHING_KNOWN = Appearance()


def read_appearance(path: Path) -> dict[str, Appearance]:
    """The appearance of each sheet by its name; nothing where the file is no .xlsx, or its parts cannot be read."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException

    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return {}
            styles = _styles(archive)
            return {name: _sheet(archive, part, styles) for name, part in _sheets(archive)}
    except (ParseError, DefusedXmlException, *_DAMAGE):
        return {}


def _elements(archive: zipfile.ZipFile, part: str) -> Iterator[Any]:
    """The elements of a part as they end; the caller clears what it no longer needs."""
    from defusedxml.ElementTree import iterparse

    with archive.open(part) as stream:
        for _, element in iterparse(stream, events=("end",)):
            yield element


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    targets = {
        element.get("Id"): element.get("Target", "")
        for element in _elements(archive, "xl/_rels/workbook.xml.rels")
        if element.tag.endswith("}Relationship")
    }
    found = []
    for element in _elements(archive, "xl/workbook.xml"):
        target = targets.get(element.get(_RELATION)) if element.tag == f"{_MAIN}sheet" else None
        if target and "worksheet" in target:
            found.append((element.get("name", ""), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")))
    return found


def _styles(archive: zipfile.ZipFile) -> list[Style]:
    codes: dict[int, str] = dict(_BUILT_IN)
    fonts: list[bool] = []
    styles: list[Style] = []
    if "xl/styles.xml" not in archive.namelist():
        return styles
    for element in _elements(archive, "xl/styles.xml"):
        if element.tag == f"{_MAIN}numFmt":
            codes.setdefault(int(element.get("numFmtId", "0")), element.get("formatCode", ""))
        elif element.tag == f"{_MAIN}fonts":
            fonts = [any(_is_on(mark) for mark in font.iter(f"{_MAIN}b")) for font in element]
        elif element.tag == f"{_MAIN}cellXfs":
            for form in element:
                number, font = int(form.get("numFmtId", "0")), int(form.get("fontId", "0"))
                styles.append(Style(parse_format(codes.get(number, "")), font < len(fonts) and fonts[font]))
    return styles


def _is_on(mark: Any) -> bool:
    return mark.get("val", "1") not in ("0", "false")


def _sheet(archive: zipfile.ZipFile, part: str, styles: list[Style]) -> Appearance:
    sheet = Appearance(styles=styles)
    special = {index for index, style in enumerate(styles) if style != _PLAIN_STYLE}
    row = column = -1
    for element in _elements(archive, part):
        tag = element.tag
        if tag == f"{_MAIN}c":
            reference = _REFERENCE.fullmatch(element.get("r", ""))
            if reference is not None and len(element):
                row, column = int(reference.group(2)) - 1, _column(reference.group(1))
                sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, column + 1)
                index = int(element.get("s", "0"))
                if index in special:
                    sheet.used[(row, column)] = index
            element.clear()
        elif tag == f"{_MAIN}row":
            sheet.hidden_rows += element.get("hidden") in ("1", "true") and len(element) > 0
            element.clear()
        elif tag == f"{_MAIN}col" and element.get("hidden") in ("1", "true"):
            sheet.hidden_columns += max(0, int(element.get("max", "0")) - int(element.get("min", "0")) + 1)
    sheet.hidden_columns = min(sheet.hidden_columns, sheet.columns)
    return sheet


def _column(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
