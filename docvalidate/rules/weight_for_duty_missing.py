"""The tariff counts goods by weight, and no paper gives a weight of the goods.

What
    Finds entry lines whose tariff number is counted in kilograms or tonnes while no paper prints a net weight, and no
    invoice line is sold by weight.
Why
    The quantity filed then rests on nothing among the papers; where the duty goes by weight, neither does the duty.
Law
    19 CFR 141.86(f): the weights and measures that duty or the entry needs; CATAIR AE record 50.
Example
    Lines 1 and 3 are counted in KG (0901.11.0025, 2008.19.4000), and no paper gives a net weight.
Fix
    Ask for a packing list with net weights by item.
Limits
    A net weight anywhere on the papers passes, also a total. Information, once for a shipment.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.domain.document import usable
from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.content import read_invoices
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry
from docvalidate.rules.base.tariffs import articles, dotted

WEIGHTS = frozenset({"KG", "T", "G", "CKG", "LB", "MT", "TON"})


@rule(
    "weight-for-duty-missing",
    severity="info",
    family="invoice-content",
    needs=("entry", "invoice", "tariff"),
    cites=Citation(text="19 CFR 141.86(f)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def weight_for_duty_missing(check: Check) -> Iterator[Finding]:
    read_invoices(check)
    known = [one for one in articles(check) if one.tariff is not None]
    if not known:
        raise NoMatter("no line has a tariff number that the held schedule knows")
    by_weight = [
        one for one in known if one.tariff is not None and WEIGHTS & {unit.upper() for unit in one.tariff.units}
    ]
    if not by_weight:
        raise NotConcerned("no line's tariff number is counted by weight")
    items = [item for document in check.documents for item in document.line_items]
    weighed = any("net_weight_kg" in document.fields for document in check.documents)
    weighed = weighed or any("net_weight_kg" in item for item in items)
    if weighed or any((unit := usable(item, "unit")) is not None and unit.text.upper() in WEIGHTS for item in items):
        return
    numbers = [str(one.line.line_number) for one in by_weight]
    goods = listed(sorted({dotted(one.number) for one in by_weight}), 4)
    label = f"Line {numbers[0]} is" if len(numbers) == 1 else f"Lines {listed(numbers, 8)} are"
    yield check.finding(
        f"{label} counted by weight ({goods}), and no paper gives a net weight.",
        expected="net_weight_kg",
        found=None,
        line=by_weight[0].index if len(by_weight) == 1 else None,
        evidence=in_entry(check.entry, *(f"lines[{one.index}].quantity" for one in by_weight[:8])),
    )
