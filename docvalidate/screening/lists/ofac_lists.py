"""Which of OFAC's non-SDN lists an entry stands on, by its programmes."""

from __future__ import annotations

from docvalidate.screening.lists.base import CAPTA, CMIC, FSE, MBS, NON_SDN, PLC, SSI

_BY_PROGRAM = (
    ("CMIC", CMIC),
    ("EO13959", CMIC),
    ("NS-PLC", PLC),
    ("FSE-", FSE),
    ("561", CAPTA),
    ("CAPTA", CAPTA),
    ("EO13662", SSI),
    ("EO14024", MBS),
    ("EO14014", MBS),
    ("EO14059", MBS),
    ("CAATSA", MBS),
    ("BELARUS-EO14038", MBS),
)


def list_of_programs(programs: list[str]) -> str:
    """The list, as the Consolidated Screening List names it; the general non-SDN list where no programme tells."""
    text = " ".join(programs)
    for mark, name in _BY_PROGRAM:
        if mark in text:
            return name
    return NON_SDN
