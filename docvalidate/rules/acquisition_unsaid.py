"""Goods that are no purchase come from a shipper who did not make them, and no invoice says how he came by them.

What
    Finds invoices that say their goods are not sold (on consignment, not for sale, no commercial value) and name a
    maker other than the shipper, and looks for words of whom the shipper had the goods.
Why
    Without a price paid the value must be found otherwise, and what the shipper paid is where that search begins.
Law
    19 CFR 141.86(b): for merchandise shipped otherwise than by purchase, by a person other than the manufacturer, of
    whom, when, where and at which price that person had it.
Example
    Invoice CI-1 says 'on consignment'; Aurora Trading ships what Borealis Works made, and the invoice does not say how
    it was acquired.
Fix
    Ask the shipper for his own purchase: seller, day, place, price.
Limits
    Only where the invoice names the maker, and both words and names were read. Information.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.rules import Check, Citation, Finding, NoMatter, NotConcerned, rule
from docvalidate.rules.base.content import capital, name_of
from docvalidate.rules.base.parties import likeness, named
from docvalidate.rules.base.places import on_paper, page_of


@rule(
    "acquisition-unsaid",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(b)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def acquisition_unsaid(check: Check) -> Iterator[Finding]:
    invoices = check.shipment.invoices
    if all(one.particulars is None for one in invoices):
        raise NoMatter("the invoices were not read for the kind of transaction")
    unsold = [(one, told) for one in invoices if (told := one.told("not_sold")) is not None]
    if not unsold:
        raise NotConcerned("no invoice says that its goods are not sold")
    for document, told in unsold:
        if "acquired" in (document.particulars or {}):
            continue
        parties = [one for one in named(check.shipment, "seller", "shipper") if one.document is document]
        makers = [one for one in named(check.shipment, "manufacturer") if one.document is document]
        others = [
            (maker, shipper)
            for maker in makers
            for shipper in parties
            if likeness(maker.party, shipper) < check.tolerances.name_other
        ]
        if not others or len(others) < len(makers) * len(parties):
            continue
        maker, shipper = others[0]
        yield check.finding(
            f"{capital(name_of(document))} says '{told.raw[:60]}'{page_of(told)}; {shipper.party.name} ships what "
            f"{maker.party.name} made, and the invoice does not say how it was acquired.",
            expected="acquired",
            found=told.raw,
            evidence=[*on_paper(document, told), *maker.evidence, *shipper.evidence],
            confidence=min(told.confidence, maker.value.confidence, shipper.value.confidence),
        )
