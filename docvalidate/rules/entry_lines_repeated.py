"""Two entry lines are the same in everything.

What
    Finds entry lines with the same tariff numbers, origin, maker, quantity, value, description and invoice.
Why
    A line entered twice pays duty twice.
Law
    19 CFR 141.61; CATAIR AE record 40.
Example
    Lines 3 and 4 are the same: 8471.30.0100, 10 NO, $1,000.
Fix
    Look whether the invoice has the goods twice; if not, take one line out.
Limits
    Left to line-not-invoiced where it has reported a line. Lots of equal size are entered twice rightly. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.phrases import listed, money, number
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.stakes import difference
from docvalidate.rules.base.tariffs import digits, dotted


@rule(
    "entry-lines-repeated",
    severity="info",
    family="entry",
    needs=("entry",),
    uses=("lines.quantity", "lines.entered_value"),
    cites=Citation(text="19 CFR 141.61", url="https://www.ecfr.gov/current/title-19/section-141.61"),
    psc=("L01",),
)
def entry_lines_repeated(check: Check) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], list[int]] = {}
    for index, line in enumerate(check.entry.lines):
        if line.quantity is None or line.entered_value is None or not line.hts_numbers:
            continue
        key = (
            tuple(map(digits, line.hts_numbers)),
            *(getattr(line, name) for name in ("country_of_origin", "manufacturer_id", "quantity", "unit", "spi")),
            *(getattr(line, name) for name in ("entered_value", "description", "invoice_number", "gross_weight_kg")),
            tuple(line.invoice_lines or ()),
        )
        seen.setdefault(key, []).append(index)
    if not seen:
        raise NoMatter("no line of the entry has a number, a quantity and a value")
    for places in seen.values():
        first = check.line(places[0])
        numbers = [check.line(index).line_number for index in places]
        if len(places) < 2 or set(numbers) & check.reported("line-not-invoiced"):
            continue
        assert first.quantity is not None
        assert first.entered_value is not None
        without = [
            (check.line(at), check.line(at).model_copy(update={"entered_value": 0 * first.entered_value}))
            for at in places[1:]
        ]
        yield check.finding(
            f"Lines {listed([str(one) for one in numbers])} are the same: {dotted(digits(first.hts_numbers[0]))}, "
            f"{number(first.quantity)} {first.unit or ''}, {money(first.entered_value)}.",
            expected=1,
            found=len(places),
            line=places[-1],
            evidence=in_entry(check.entry, *(f"lines[{index}].hts_numbers" for index in places)),
            money=difference(check, without),
        )
