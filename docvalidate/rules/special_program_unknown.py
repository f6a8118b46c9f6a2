"""The special program claimed is unknown, or no longer in force.

What
    Looks the claim code up in CBP's table with the days of the program.
Why
    ACE rejects unknown and expired codes: CA and MX ended with NAFTA on 2020-06-30.
Law
    CATAIR AE record 40 and table 8; 19 USC 4501 note (USMCA).
Example
    Line 1 claims MX, which ended on 2020-06-30.
Fix
    Claim the program that took its place (S, S+ for USMCA), if the goods qualify.
Limits
    A lapse of a program between two editions of the table is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import codes
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.places import in_entry


@rule(
    "special-program-unknown",
    severity="error",
    family="origin",
    needs=("entry",),
    uses=("lines.spi",),
    cites=Citation(text="CATAIR AE record 40 and table 8", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("416", "605", "606"),
    psc=("L02",),
)
def special_program_unknown(check: Check) -> Iterator[Finding]:
    claims = [(index, line, line.spi.upper()) for index, line in enumerate(check.entry.lines) if line.spi]
    if not claims:
        raise NotConcerned("no line claims a special program")
    for index, line, code in claims:
        program = codes.special_program(code)
        if program is None:
            problem = f"{code}, which is no code of CBP's table of programs"
        elif program.valid_to is not None and check.on > program.valid_to:
            problem = f"{code} ({program.name}), which ended on {program.valid_to.isoformat()}"
        elif program.valid_from is not None and check.on < program.valid_from:
            problem = f"{code} ({program.name}), which begins on {program.valid_from.isoformat()}"
        else:
            continue
        yield check.finding(
            f"Line {line.line_number} claims {problem}.",
            expected="a program in force",
            found=code,
            line=index,
            evidence=in_entry(check.entry, f"lines[{index}].spi"),
        )
