"""What a hit means to an importer, by list and programme (`data/list_meanings.csv`)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Literal, cast

from docvalidate.screening.tables import rows
from docvalidate.screening.types import ListEntity, Meaning


@cache
def _table() -> list[tuple[re.Pattern[str], re.Pattern[str] | None, Meaning]]:
    out: list[tuple[re.Pattern[str], re.Pattern[str] | None, Meaning]] = []
    for row in rows("list_meanings"):
        severity = cast("Literal['error', 'warning', 'info']", row["severity"])
        meaning = Meaning(severity, row["text"], row["citation"], row["url"], row["kind"])
        program = re.compile(row["program"], re.IGNORECASE) if row["program"] else None
        out.append((re.compile(row["list"], re.IGNORECASE), program, meaning))
    return out


@cache
def _by_list(list_name: str, programs: str) -> Meaning:
    for pattern, program, meaning in _table():
        if pattern.search(list_name) and (program is None or program.search(programs)):
            return meaning
    raise LookupError(f"list_meanings.csv has no row for {list_name}")  # its last row fits everything


_ENDED = re.compile(r"inactive|revoked|terminated|rescinded|withdrawn", re.IGNORECASE)


def meaning_of(entity: ListEntity) -> Meaning:
    """The meaning of a hit on the entity's list; of an order that has ended, information only.

    Each call gives the shared record: do not change it.
    """
    meaning = _by_list(entity.list, "; ".join(entity.programs))
    if meaning.kind == "detention" and _ENDED.search(entity.status):
        text = f"The order is {entity.status.lower()}: goods are not detained under it. Before, it read: {meaning.text}"
        return replace(meaning, severity="info", text=text)
    return meaning
