"""The mode of transport is not that of the transport document.

What
    Compares the entry's mode with the papers: an air waybill alone with a vessel, truck or rail mode, and a bill of
    lading with containers with an air mode.
Why
    The mode decides the harbor maintenance fee and which further fields ACE wants.
Law
    CATAIR AE record 10, mode of transport (table 3); 19 CFR 24.24.
Example
    The entry has mode 11 (vessel), the papers hold an air waybill and no bill of lading.
Fix
    Enter the mode in which the goods entered the United States.
Limits
    Sea-air cargo has papers of both kinds and passes.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import codes
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry, on_paper


@rule(
    "transport-mode-differs",
    severity="warning",
    family="entry",
    needs=("entry", "papers"),
    uses=("mode_of_transport",),
    cites=Citation(text="CATAIR AE record 10 and table 3", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("165",),
    psc=("H04",),
)
def transport_mode_differs(check: Check) -> Iterator[Finding]:
    code = check.entry.mode_of_transport
    mode = codes.mode_of_transport(code) if code else None
    air, sea = check.shipment.of_type("air_waybill"), check.shipment.of_type("bill_of_lading")
    if mode is None or bool(air) == bool(sea):
        raise NoMatter("the entry has no known mode, or the papers hold no transport document of one kind alone")
    papers = air or [one for one in sea if one.get("container_numbers") is not None]
    fits = mode.kind == "air" if air else mode.kind != "air"
    if papers and not fits and mode.kind in ("vessel", "air", "rail", "road"):
        paper = papers[0]
        what = "an air waybill and no bill of lading" if air else "a bill of lading with containers and no air waybill"
        yield check.finding(
            f"The entry has mode {code} ({mode.name}), the papers hold {what}.",
            expected="air" if air else "vessel, rail or truck",
            found=code,
            evidence=[
                *on_paper(paper, paper.get("bill_of_lading_number")),
                *in_entry(check.entry, "mode_of_transport"),
            ],
            confidence=0.8,
        )
