"""What a cargo release or an importer security filing adds to the entry summary it belongs to: names, boxes, lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryLine, EntrySummary
from docvalidate.reference.identifiers import entry_number

FORM = "cargo-release"
"""The form whose entries only supplement an entry summary where one lies beside them."""
ADDED = ("containers", "vessel", "carrier_scac", "bills_of_lading", "arrival_date", "port_of_unlading")


def supplement(
    summaries: Sequence[EntrySummary], filings: Sequence[EntrySummary]
) -> tuple[list[EntrySummary], list[EntrySummary], list[str]]:
    """The summaries with what the filings add, the filings that belong to none of them, and notes.

    A filing belongs to the summary of its entry number, else to the one with a bill of lading or container of its own,
    else to the only summary there is. Nothing that a summary has is changed.
    """
    result = list(summaries)
    left: list[EntrySummary] = []
    notes: list[str] = []
    for filing in filings:
        index = _owner(filing, result)
        if index is None:
            left.append(filing)
            continue
        result[index] = _with(result[index], filing)
        notes.append(f"{filing.source}: parties and transport data added to entry {result[index].entry_number}")
    return result, left, notes


def _owner(filing: EntrySummary, summaries: Sequence[EntrySummary]) -> int | None:
    if filing.entry_number:
        number = entry_number.compact(filing.entry_number)
        found = [i for i, one in enumerate(summaries) if entry_number.compact(one.entry_number or "") == number]
        return found[0] if found else None
    ours = _references(filing)
    sharing = [index for index, one in enumerate(summaries) if ours & _references(one)]
    if len(sharing) == 1:
        return sharing[0]
    return 0 if len(summaries) == 1 and not sharing and not (ours and _references(summaries[0])) else None


def _references(entry: EntrySummary) -> set[str]:
    return {text.upper() for text in (*(entry.bills_of_lading or ()), *(entry.containers or ()))}


def _with(entry: EntrySummary, filing: EntrySummary) -> EntrySummary:
    update: dict[str, Any] = {
        name: getattr(filing, name) for name in ADDED if getattr(entry, name) is None and getattr(filing, name)
    }
    update["parties"] = {**(filing.parties or {}), **(entry.parties or {})} or None
    for role in ("importer_of_record", "consignee"):
        merged = _party(getattr(entry, role), getattr(filing, role))
        if merged is not None:
            update[role] = merged
    if entry.release_lines is None and filing.lines:
        update["release_lines"] = filing.lines
    if entry.release_importer is None and filing.importer_of_record is not None:
        update["release_importer"] = filing.importer_of_record.number
    by_number = {line.line_number: line for line in filing.lines}
    update["lines"] = [_line(line, by_number.get(line.line_number)) for line in entry.lines]
    return entry.model_copy(update=update)


def _party(ours: Party | None, theirs: Party | None) -> Party | None:
    """Ours, with a name and an address where it has only a number."""
    if ours is None or theirs is None:
        return ours or theirs
    if ours.name:
        return ours
    return ours.model_copy(update={"name": theirs.name, "address": theirs.address, "country": theirs.country})


def _line(line: EntryLine, filed: EntryLine | None) -> EntryLine:
    """The line with the parties that the filing names for the same number and tariff heading."""
    if filed is None or not filed.parties:
        return line
    heading = {number[:6] for number in filed.hts_numbers}
    if heading and not heading & {number[:6] for number in line.hts_numbers}:
        return line
    return line.model_copy(update={"parties": {**filed.parties, **(line.parties or {})}})
