"""The classes of goods of which 19 CFR 141.89 wants more on the invoice: what their descriptions must tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from docvalidate.domain.document import usable
from docvalidate.domain.finding import Evidence, Finding
from docvalidate.reference.tables import compared, rows
from docvalidate.rules.base.context import Check, NoMatter, NotConcerned
from docvalidate.rules.base.phrases import UNCOMPARED, listed
from docvalidate.rules.base.places import in_entry, on_paper
from docvalidate.rules.base.tariffs import article_number, digits


@dataclass(frozen=True)
class GoodsClass:
    """A class of goods: the beginnings of its tariff numbers, and of what a description must show a sign."""

    name: str
    headings: tuple[str, ...]
    telling: re.Pattern[str]
    wanted: str
    compared: bool = True
    """Whether what is wanted was compared with the text of the regulation."""


@dataclass(frozen=True)
class Described:
    """Goods of the class with everything the papers and the entry say of them."""

    label: str
    line: int | None
    texts: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@cache
def goods_class(name: str) -> GoodsClass:
    """A row of `invoice_details.csv`. Raises StopIteration for a name that is not there."""
    row = next(one for one in rows("invoice_details.csv") if one["class"] == name)
    telling = re.compile(row["telling"], re.IGNORECASE)
    return GoodsClass(name, tuple(row["headings"].split("|")), telling, row["wanted"], compared(row))


def untold(check: Check, name: str) -> Iterator[Finding]:
    """One finding for all goods of the class of which no paper tells what the law wants; NotConcerned for none."""
    wanted = goods_class(name)
    goods = list(_of_class(check, wanted))
    if not goods:
        numbers = _numbers(check)
        if not numbers:
            raise NoMatter("no line of the papers or the entry has a tariff number")
        if any(number.startswith(wanted.headings) for number in numbers):
            raise NoMatter(f"the goods of {listed(wanted.headings, 6)} have no description")
        raise NotConcerned("no goods of the class are among the lines")
    bare = [one for one in goods if not any(wanted.telling.search(text) for text in one.texts)]
    if not bare:
        return
    several = len(bare) > 1
    what = listed([f"{one.label} ('{one.texts[0][:60]}')" for one in bare], 4)
    what = what[:1].upper() + what[1:]
    yield check.finding(
        f"{what}: the description{'s do' if several else ' does'} not tell {wanted.wanted}."
        f"{'' if wanted.compared else UNCOMPARED}",
        expected=wanted.wanted,
        found=[one.texts[0] for one in bare],
        line=bare[0].line if not several else None,
        evidence=[place for one in bare[:8] for place in one.evidence],
    )


def _numbers(check: Check) -> list[str]:
    """Every tariff number of the entry's lines and the invoices' lines, in digits."""
    items = [item for document in check.shipment.invoices for item in document.line_items]
    printed = [digits(value.text) for item in items if (value := usable(item, "hts_number"))]
    entry = check.shipment.entry
    return printed + [digits(one) for line in (entry.lines if entry is not None else []) for one in line.hts_numbers]


def _of_class(check: Check, wanted: GoodsClass) -> Iterator[Described]:
    entry = check.shipment.entry
    matched = {ref: group.entry_lines for group in check.matching.groups for ref in group.invoice_lines}
    if entry is None or not matched:
        for place, document in enumerate(check.documents):
            for at, item in enumerate(document.line_items if document.type == "commercial_invoice" else []):
                number, text = usable(item, "hts_number"), usable(item, "description")
                if number is not None and text is not None and digits(number.text).startswith(wanted.headings):
                    label = f"invoice line {at + 1}"
                    yield Described(label, None, (text.text,), tuple(on_paper(check.documents[place], text)))
    for index, line in enumerate(entry.lines if entry is not None else []):
        number_filed = article_number(line)
        if number_filed is None or not number_filed.startswith(wanted.headings):
            continue
        refs = [ref for ref, lines in matched.items() if index in lines]
        printed = [(ref, value) for ref in refs if (value := check.shipment.value(ref, "description"))]
        texts = [value.text for _, value in printed] + ([line.description] if line.description else [])
        if texts:
            evidence = [place for ref, value in printed[:4] for place in on_paper(check.documents[ref.document], value)]
            evidence += in_entry(entry, f"lines[{index}].description") if entry is not None else []
            yield Described(f"line {line.line_number}", index, tuple(texts), tuple(evidence))
