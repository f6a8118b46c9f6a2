"""The value of a piece does not fit the value bracket of the tariff number.

What
    Where the tariff says 'valued over $65 each', 'not over $3/pair' and the like, computes the entered value for one
    such unit and compares.
Why
    Value brackets divide rates of duty; after a change of price the old number is wrong.
Law
    HTSUS, the terms of the heading (General Rule of Interpretation 1); 19 CFR 152.11.
Example
    Line 2: 6403.99.9041 is for footwear valued over $2.50 a pair, the line's value is $2.10 a pair.
Fix
    Classify by the value of the piece; if the number is right, look at quantity and value.
Limits
    Only brackets by piece, pair, dozen, gross, kilogram and litre, and only where the line has a quantity in that unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docvalidate.reference import units
from docvalidate.rules import Check, Citation, Finding, NotConcerned, rule
from docvalidate.rules.base.phrases import money
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import articles, dotted, quantities_of

UNITS = {"each": "NO", "piece": "NO", "pair": "PRS", "dozen": "DOZ", "gross": "GRS", "kg": "KG", "liter": "L"}
AMOUNT = r"(\$?\s*\d+(?:\.\d+)?)\s*(¢|cents)?"
BRACKET = re.compile(
    rf"valued (?P<low>(?:over|at) {AMOUNT})?(?: but )?(?P<high>(?:not over|under|less than) {AMOUNT})?\s*"
    rf"(?:/|per )?(?P<per>each|piece|pair|dozen|gross|kg|liter)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Bracket:
    """A value bracket for one `unit`; both ends in dollars, None where open."""

    unit: str
    low: Decimal | None
    high: Decimal | None
    text: str


def bracket(text: str) -> Bracket | None:
    """The bracket that a description ends in.

    >>> bracket("Valued over $6.50 but not over $12/pair").low, bracket("Valued not over 50¢ each").high
    (Decimal('6.50'), Decimal('0.5'))
    >>> bracket("Cups valued over $5 per dozen; saucers valued over $3 per dozen")
    """
    if text.lower().count("valued") != 1:
        return None
    match = BRACKET.search(text)
    if match is None or not (match["low"] or match["high"]):
        return None
    low = _dollars(match[2], match[3]) if match["low"] else None
    high = _dollars(match[5], match[6]) if match["high"] else None
    return Bracket(UNITS[match["per"].lower()], low, high, match[0])


def _dollars(amount: str, cents: str | None) -> Decimal:
    number = Decimal(amount.replace("$", "").strip())
    return number / 100 if cents else number


@rule(
    "value-bracket-wrong",
    severity="info",
    family="tariff",
    needs=("entry", "tariff"),
    uses=("lines.quantity", "lines.unit", "lines.entered_value"),
    cites=Citation(text="HTSUS General Rule of Interpretation 1; 19 CFR 152.11", url="https://hts.usitc.gov/"),
    psc=("L03",),
)
def value_bracket_wrong(check: Check) -> Iterator[Finding]:
    compared = 0
    reported = check.reported("value-mismatch", "quantity-mismatch", "unit-mismatch", "hts-mismatch")
    for one in articles(check):
        found = [due for text in (one.tariff.description if one.tariff else ()) if (due := bracket(text))]
        for due in found:
            counts = [units.convert(amount, unit, due.unit) for unit, amount in quantities_of(one.line).items()]
            count = next((amount for amount in counts if amount), None)
            if one.line.entered_value is None or count is None or one.line.line_number in reported:
                continue
            compared += 1
            each = one.line.entered_value / count
            slack = Decimal("0.5") / count
            below = due.low is not None and each + slack < due.low
            above = due.high is not None and each - slack > due.high
            if below or above:
                yield check.finding(
                    f"{one.label}: {dotted(one.number)} is for goods '{due.text}', the entered value is {money(each)} "
                    f"for one {due.unit}.",
                    expected=due.text,
                    found=each.quantize(Decimal("0.01")),
                    line=one.index,
                    evidence=in_entry(
                        check.entry,
                        *(f"lines[{one.index}].{name}" for name in ("hts_numbers", "entered_value", "quantity")),
                    ),
                )
    if not compared:
        raise NotConcerned("no line has a tariff number with a value bracket and a quantity in its unit")
