"""The invoice prints another United States tariff number than the one entered, behind the sixth digit.

What
    Finds invoice lines whose ten-digit number agrees with the entry in six digits only and is itself a number of the
    United States schedule.
Why
    The seller, or the importer's purchase system, may have classified the article otherwise; the rate can differ.
Law
    19 CFR 141.90(b); 19 USC 1484 (reasonable care).
Example
    Line 3: the entry says 6109.10.0012, invoice line 3 prints 6109.10.0040, which the US schedule also has.
Fix
    Compare the words of both numbers, and correct the item master or the entry.
Limits
    Left to hts-mismatch where that has reported the line. A foreign number can happen to be a US one. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.groups import confidence_of, line_evidence, lines_in_words
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import article_number, digits, dotted


@rule(
    "tariff-digits-differ",
    severity="info",
    family="tariff",
    needs=("entry", "invoice", "tariff"),
    cites=Citation(text="19 CFR 141.90(b)", url="https://www.ecfr.gov/current/title-19/section-141.90"),
    psc=("L03",),
)
def tariff_digits_differ(check: Check) -> Iterator[Finding]:
    assert check.reference is not None
    compared = 0
    for group in check.matching.groups:
        for ref in group.invoice_lines if len(group.entry_lines) == 1 else ():
            index = group.entry_lines[0]
            value, filed = check.shipment.value(ref, "hts_number"), article_number(check.line(index))
            printed = digits(value.text) if value is not None else ""
            if value is None or filed is None or len(printed) != 10 or len(filed) != 10:
                continue
            compared += 1
            reported = check.line(index).line_number in check.reported("hts-mismatch")
            if printed == filed or printed[:6] != filed[:6] or reported:
                continue
            held = check.reference.tariff(printed, check.on)
            if held is None or not held.reportable:
                continue
            yield check.finding(
                f"Line {check.line(index).line_number}: the entry says {dotted(filed)}, "
                f"{lines_in_words(check.shipment, [ref], [value])} prints {dotted(printed)}, which the schedule has "
                f"too ('{held.description[-1]}').",
                expected=printed,
                found=filed,
                line=index,
                evidence=[
                    *line_evidence(check.shipment, [ref], "hts_number"),
                    *in_entry(check.entry, f"lines[{index}].hts_numbers"),
                ],
                confidence=confidence_of([value]),
            )
            break
    if not compared:
        raise NoMatter("no invoice line that is entered prints a tariff number of ten digits")
