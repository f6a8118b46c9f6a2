"""The carrier code has not the form of one.

What
    Checks that the carrier of an entry by vessel, rail or truck is a SCAC of four letters, by air a code of two.
Why
    ACE rejects another form; for vessels the code leads the bill of lading number.
Law
    CATAIR AE record 20, carrier code; 19 CFR 4.7a(c)(2)(iii).
Example
    The carrier COSCO is no SCAC of four letters.
Fix
    Take the SCAC from the bill of lading, the airline's IATA code from the air waybill.
Limits
    Whether the code was issued cannot be said: the list is licensed. By road two and three letters are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docvalidate.reference import codes
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.places import in_entry

FORMS = {
    "vessel": (r"[A-Z]{4}", "a SCAC of four letters"),
    "rail": (r"[A-Z]{2,4}", "a SCAC of two to four letters"),
    "road": (r"[A-Z]{2,4}", "a SCAC of two to four letters"),
    "air": (r"[A-Z0-9]{2,3}|[A-Z]{4}", "an IATA code of two or three characters"),
}


@rule(
    "carrier-code-form",
    severity="warning",
    family="identifiers",
    needs=("entry",),
    uses=("mode_of_transport", "carrier_scac"),
    cites=Citation(text="CATAIR AE record 20", url="https://www.cbp.gov/trade/ace/catair"),
    ace=("178", "177"),
)
def carrier_code_form(check: Check) -> Iterator[Finding]:
    carrier, code = check.entry.carrier_scac, check.entry.mode_of_transport
    mode = codes.mode_of_transport(code) if code else None
    if not carrier or mode is None or mode.kind not in FORMS:
        raise NoMatter("the entry has no carrier code, or no mode of transport that wants one")
    form, words = FORMS[mode.kind]
    if not re.fullmatch(form, carrier.strip().upper()):
        yield check.finding(
            f"The carrier {carrier} is not {words}, as mode {code} ({mode.name}) wants.",
            expected=words,
            found=carrier,
            evidence=in_entry(check.entry, "carrier_scac", "mode_of_transport"),
        )
