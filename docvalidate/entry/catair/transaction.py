"""A file of CATAIR records as transactions: envelope, header, lines, totals, in the structure of ESF-20 to ESF-24."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docvalidate.domain.errors import ReadingError
from docvalidate.entry.catair import records as catair
from docvalidate.entry.catair.layout import ENTRY_SUMMARY, ENVELOPE, layouts
from docvalidate.entry.catair.records import CatairRecord

HEADER = ("10", "11", "20", "SE13", "21", "22", "23", "SE16", "SE17", "30", "31", "32", "33", "34", "35", "36",
          "SE20", "SE30", "SE31", "SE32", "SE35", "SE36")  # fmt: skip
LINE = ("40", "41", "42", "43", "44", "47", "SE50", "SE51", "SE52", "SE55", "SE56")
TARIFF = ("50", "SE60", "SE61", "OI", "51", "52", "53", "54", "60", "61", "62", "SE62", "SE63", "63", "CW02")
TOTALS = ("88", "89", "90")
ONCE = frozenset({"10", "11", "20", "30", "33", "34", "35", "90", "88"})
PARENT = {"23": ("22",), "SE17": ("SE16",), "SE31": ("SE30",), "SE35": ("SE30",), "SE36": ("SE30",),
          "SE51": ("SE50",), "SE55": ("SE50",), "SE56": ("SE50",)}  # fmt: skip
MOST_LINES = 99_999
UNKNOWN = re.compile(r"[A-Z]{2}\d{2}|\d{2}")
"""What a control identifier of a chapter or edition not held here looks like (partner agency records PG01 to PG60)."""


@dataclass
class Transaction:
    """One entry's records; `notes` are what the file holds and this reader does not use."""

    header: list[CatairRecord] = field(default_factory=list)
    lines: list[list[CatairRecord]] = field(default_factory=list)
    totals: list[CatairRecord] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def first(self, record: str) -> CatairRecord | None:
        """The first header or total record of that identifier."""
        return next((found for found in (*self.header, *self.totals) if found.record == record), None)

    def all(self, record: str) -> list[CatairRecord]:
        """Every header or total record of that identifier."""
        return [found for found in (*self.header, *self.totals) if found.record == record]


class _Reader:
    """The state while the lines of one file pass by."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.batch: CatairRecord | None = None
        self.block: CatairRecord | None = None
        self.batch_closed = self.block_closed = False
        self.transactions: list[Transaction] = []
        self.current: Transaction | None = None
        self.unknown: dict[str, list[int]] = {}
        self.last = 0

    def error(self, number: int, problem: str, remedy: str) -> ReadingError:
        return ReadingError(self.file, problem, remedy, place=f"line {number}")

    def envelope(self, record: CatairRecord) -> None:
        kind = record.record
        if kind == "A":
            if self.batch is not None and not self.batch_closed:
                raise self.error(record.number, "a batch (A) begins before the last one ended", "add its Z record")
            self.batch, self.batch_closed = record, False
        elif kind == "B":
            if self.block is not None and not self.block_closed:
                raise self.error(record.number, "a block (B) begins before the last one ended", "add its Y record")
            self._application(record)
            self.block, self.block_closed = record, False
        elif kind == "Y":
            self.finish(record.number)
            self._application(record)
            self._matches(record, self.block, ("processing_district_port_code", "processing_filer_code"))
            self.block_closed = True
        else:
            self.finish(record.number)
            self._matches(record, self.batch, ("sender_receiver_site_code", "sender_receiver_id_code"))
            if self.block is not None and not self.block_closed:
                raise self.error(record.number, "the batch ends (Z) before its block did", "add the Y record")
            self.batch_closed = True

    def _application(self, record: CatairRecord) -> None:
        if record.value("application_identifier_code") != "AE":
            raise record.error(
                "application_identifier_code",
                f"{record.value('application_identifier_code')!r} is no entry summary",
                "give a block of application AE",
            )

    def _matches(self, closing: CatairRecord, opening: CatairRecord | None, names: tuple[str, ...]) -> None:
        if opening is None:
            raise self.error(closing.number, f"record {closing.record} closes what was never opened", "add its header")
        for name in names:
            if closing.value(name) != opening.value(name):
                raise closing.error(
                    name,
                    f"{closing.value(name)!r} is not {opening.value(name)!r} of record {opening.record}",
                    "make header and trailer the same",
                )

    def add(self, record: CatairRecord) -> None:
        kind = record.record
        if kind == "10":
            self.finish(record.number)
            self.current = Transaction(header=[record])
            self.transactions.append(self.current)
            return
        current = self.current
        if current is None:
            raise self.error(
                record.number, f"record {kind} stands before any record 10", "begin the entry with record 10"
            )
        if any(found.record == "90" for found in current.totals):
            raise self.error(
                record.number, f"record {kind} stands after record 90", "begin the next entry with record 10"
            )
        if kind in ONCE and current.first(kind) is not None:
            raise self.error(record.number, f"record {kind} stands twice in one entry", "keep one of the two")
        if kind in HEADER:
            if current.lines or current.totals:
                raise self.error(record.number, f"header record {kind} stands after the first line", "move it up")
            self._parent(record, current.header)
            current.header.append(record)
        elif kind in TOTALS:
            current.totals.append(record)
        elif kind == "40":
            if current.totals:
                raise self.error(record.number, "record 40 stands after the totals", "move it up")
            if len(current.lines) >= MOST_LINES:
                raise self.error(record.number, f"the entry has more than {MOST_LINES:,} lines", "split the entry")
            current.lines.append([record])
        else:
            if not current.lines or current.totals:
                raise self.error(record.number, f"record {kind} belongs to no line", "let it follow its record 40")
            line = current.lines[-1]
            if kind in TARIFF and kind != "50" and not any(found.record == "50" for found in line):
                raise self.error(record.number, f"record {kind} stands before record 50", "let it follow its record 50")
            self._parent(record, line)
            line.append(record)

    def _parent(self, record: CatairRecord, before: list[CatairRecord]) -> None:
        parents = PARENT.get(record.record)
        if parents and not any(found.record in parents for found in before):
            raise self.error(
                record.number,
                f"record {record.record} stands before any record {parents[0]}",
                f"let it follow its record {parents[0]}",
            )

    def finish(self, number: int) -> None:
        """Closes the entry in work: it must have its totals and, on every line, a tariff number."""
        current = self.current
        if current is None:
            return
        self.current = None
        for record, lines in self.unknown.items():
            count = f"{len(lines)} records" if len(lines) > 1 else f"line {lines[0]}: record"
            current.notes.append(f"{count} {record} (not known here) not used")
        self.unknown = {}
        header = current.header[0]
        if header.value("summary_filing_action_request_code") == "D":
            current.notes.append("the transaction asks CBP to delete the entry")
            return
        for line in current.lines:
            if not any(found.record == "50" for found in line):
                raise self.error(line[0].number, "the line has no record 50", "add tariff number, duty and value")
        if current.first("11") is None:
            raise self.error(header.number, "the entry has no record 11", "add importer number and dates")
        if current.first("90") is None:
            raise self.error(number, "the entry ends without record 90", "add the grand totals; is the file cut off?")

    def close(self) -> None:
        self.finish(self.last)
        if not self.transactions:
            raise self.error(self.last, "holds no entry (no record 10)", "give an AE transaction")
        if self.block is not None and not self.block_closed:
            raise self.error(self.last, "the file ends without record Y", "send the whole block; is the file cut off?")
        if self.batch is not None and not self.batch_closed:
            raise self.error(self.last, "the file ends without record Z", "send the whole batch; is the file cut off?")


def transactions(file: str, data: bytes) -> list[Transaction]:
    """The entries of an AE file, with or without envelope. Raises ReadingError with line, record and columns."""
    known = layouts(ENTRY_SUMMARY, ENVELOPE)
    reader = _Reader(file)
    for number, line in catair.cut_lines(file, data):
        reader.last = number
        identifier = catair.control_identifier(line, known)
        if identifier is None:
            name = UNKNOWN.match(line)
            if name is None or reader.current is None:
                raise reader.error(number, f"{line[:4]!r} begins no record", "look for a lost or inserted character")
            reader.unknown.setdefault(name[0], []).append(number)
            continue
        if len(identifier) == 1 and identifier in "ABYZ":
            reader.envelope(catair.record(file, number, line, known[identifier]))
        else:
            reader.add(catair.record(file, number, line, known[identifier]))
    reader.close()
    return reader.transactions
