"""Containers are named, and the mode of transport is one without containers, or the other way round.

What
    Compares the mode of transport with the containers of the entry.
Why
    Modes 10, 20, 30 and 40 are for cargo outside containers; 11, 21, 31 and 41 for cargo in them.
Law
    CATAIR AE record 10 and table 3.
Example
    The entry has mode 10 (vessel, non-containerized) and container CSQU3054383.
Fix
    Enter the containerized mode.
Limits
    A containerized mode without containers is not judged: less-than-container cargo and many forms name none.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import codes
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry

LOOSE = ("10", "20")


@rule(
    "container-mode-differs",
    severity="info",
    family="entry",
    needs=("entry",),
    uses=("mode_of_transport", "containers"),
    cites=Citation(text="CATAIR AE record 10 and table 3", url="https://www.cbp.gov/trade/ace/catair"),
    psc=("H04",),
)
def container_mode_differs(check: Check) -> Iterator[Finding]:
    code, containers = check.entry.mode_of_transport, check.entry.containers
    mode = codes.mode_of_transport(code) if code else None
    if mode is None or not containers:
        raise NoMatter("the entry has no known mode or names no container")
    if code in LOOSE:
        yield check.finding(
            f"The entry has mode {code} ({mode.name}) and names {listed(containers, 3)}.",
            expected=f"{code[0]}1",
            found=code,
            evidence=in_entry(check.entry, "mode_of_transport", "containers"),
        )
