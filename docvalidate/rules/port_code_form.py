"""A port code of the entry is no code of four digits, or not in the list of ports.

What
    Checks the ports of entry and unlading of the entry against the list that travels with the package.
Why
    ACE rejects an unknown port; the port of entry cannot be changed after filing.
Law
    CATAIR AE records 10 and 20; HTSUS Statistical Annex C, Schedule D.
Example
    The port of entry 274 has three digits.
Fix
    Enter the four digits of Schedule D.
Limits
    The list is not official: a port that is not there is information, a code that is not of four digits an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import codes
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry

PORTS = {"port_of_entry": "port of entry", "port_of_unlading": "port of unlading"}


@rule(
    "port-code-form",
    severity="error",
    family="identifiers",
    needs=("entry",),
    uses=("port_of_entry",),
    cites=Citation(text="CATAIR AE records 10 and 20; Schedule D", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("166",),
)
def port_code_form(check: Check) -> Iterator[Finding]:
    told = [(field, name, code) for field, name in PORTS.items() if (code := getattr(check.entry, field))]
    if not told:
        raise NoMatter("the entry names no port")
    for field, name, code in told:
        formed = code.isdigit() and len(code) == 4
        if formed and codes.port(code) is not None:
            continue
        what = "is not in the list of ports that is held" if formed else "is not of four digits"
        yield check.finding(
            f"The {name} {code} {what}.",
            expected="a port of Schedule D",
            found=code,
            evidence=in_entry(check.entry, field),
            severity="info" if formed else None,
        )
