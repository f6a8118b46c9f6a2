"""Labels, geometry, arithmetic and a learned model each propose readings; this place decides between them.

The model of the page is asked of every paper, the pipeline of the language where the others leave doubt. What one
alone proposes must be well formed, must not contradict the sums, and is less sure; where it agrees with another the
value says so (`agreed`). It takes the place of a value in words that it holds for something else. Thresholds are data,
settled on designs of papers that the model was not trained on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

from docvalidate.domain.document import LineItem, Value
from docvalidate.domain.fields import HEADER, PARTIES
from docvalidate.domain.page import Box
from docvalidate.extraction import typed
from docvalidate.extraction.field_readers import READERS
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.label import Label
from docvalidate.extraction.language.names import Language
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.line_items import LineItems
from docvalidate.extraction.model.labelled_words import LabelledWords
from docvalidate.extraction.model.opinion import Opinion
from docvalidate.extraction.model.readings import Reading, readings
from docvalidate.extraction.party_names import has_legal_form, party_value
from docvalidate.extraction.span import Span

MODEL = "model"
LANGUAGE = "language"
LETTERHEAD = "letterhead"
"""How a party is marked that the head of the paper tells, and no label."""
NAMED = 0.8
"""Share of its kind that must be right before what only running text names is taken."""
_WEIGHED = re.compile(r"\s*(?:kgs?|kilos?|lbs?|t|mt|g)\b", re.IGNORECASE)
"""How a figure goes on that counts nothing."""
_VOYAGE = re.compile(r"\W*\d{1,4}\s?[A-Z]?\W*")
"""A voyage without its ship."""
_PLACES = frozenset({"port_of_loading", "port_of_discharge", "incoterm_place", "vessel"})
"""Fields whose values are short, so that one which runs on has taken in other words."""
CHARGES = ("freight", "insurance", "packing_charge")
WEIGHTS = ("gross_weight_kg", "net_weight_kg")
CENT = Decimal("0.011")
SURE = 0.9
"""From this score on a reading may take the place of another."""
UNSURE = 0.6
"""Below this confidence another's reading may be replaced."""
RUNS_ON = 3
"""So many words behind the end that the model sees, a value goes on too long."""
DENIED = 0.02
"""A value whose words the model holds for so unlikely of its field gives way to a reading that passes the threshold."""
AGAINST = 0.6
"""What is left of the confidence of a party that is the other side of the trade as well."""
_SELLING, _BUYING = ("seller", "manufacturer", "shipper"), ("buyer", "consignee", "notify_party", "importer_of_record")
OPPOSED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_SELLING, _BUYING),
    **dict.fromkeys(("buyer", "consignee"), _SELLING),
}
"""The roles that a party of this role cannot have as well."""
WANTED: Mapping[str, tuple[str, ...]] = {
    "commercial_invoice": (
        *("invoice_number", "invoice_date", "seller", "buyer", "currency", "incoterm", "total_amount"),
        *("payment_terms", "port_of_loading", "port_of_discharge", "package_count", "gross_weight_kg"),
    ),
    "packing_list": ("invoice_number", "seller", "consignee", "package_count", "gross_weight_kg", "net_weight_kg"),
    "bill_of_lading": ("bill_of_lading_number", "seller", "consignee", "vessel", "package_count", "gross_weight_kg"),
    "air_waybill": ("bill_of_lading_number", "seller", "consignee", "package_count", "gross_weight_kg"),
}
"""What a paper of a kind usually names: where one is missing the model is asked."""
ON_LINES: Mapping[str, tuple[str, ...]] = {
    "commercial_invoice": ("description", "quantity", "unit_price", "amount"),
    "packing_list": ("description", "quantity"),
}
NEVER: Mapping[str, frozenset[str]] = {
    "packing_list": frozenset({"total_amount", "subtotal", "discount", "currency", *CHARGES}),
    "bill_of_lading": frozenset({"total_amount", "subtotal", "discount", "currency", "invoice_date", *CHARGES}),
    "air_waybill": frozenset({"total_amount", "subtotal", "discount", "currency", "invoice_date", *CHARGES}),
}
"""Fields that are not taken from a paper of this kind."""


@cache
def thresholds() -> dict[str, float]:
    """From which score on a reading of the model alone is taken, by field; the source is in the file."""
    text = files("docvalidate.extraction").joinpath("data", "fusion.json").read_text(encoding="utf-8")
    table: dict[str, float] = json.loads(text)["thresholds"]
    return table


def items_in_doubt(kind: str, items: Sequence[LineItem]) -> bool:
    """Whether the lines of a paper lack what lines usually have."""
    wanted = ON_LINES.get(kind, ())
    return bool(wanted) and (not items or any(name not in item for item in items for name in wanted))


def better_table(plain: LineItems, asked: LineItems) -> LineItems:
    """Of the lines read without and with the model those that say more; where they close no worse.

    Where all lines close without it, what it says of the same lines fills what they lack and changes nothing.
    """
    if _closing(asked.items) < _closing(plain.items) or _filled(asked.items) <= _filled(plain.items):
        return plain
    if _closing(plain.items) < len(plain.items) or len(asked.items) != len(plain.items):
        return asked
    for line, other in zip(plain.items, asked.items, strict=True):
        if all(line[name].number == other[name].number for name in ("quantity", "amount") if name in other):
            line.update({name: value for name, value in other.items() if name not in line})
    return plain


def _closing(items: Sequence[LineItem]) -> int:
    """How many lines multiply out."""
    return sum("arithmetic" in (item["amount"].agreed or ()) for item in items if "amount" in item)


def _filled(items: Sequence[LineItem]) -> int:
    return sum(len(item) for item in items)


def in_doubt(kind: str, fields: Mapping[str, Value]) -> bool:
    """Whether a field that papers of this kind usually name is missing or unsure."""
    return any(name not in fields or fields[name].confidence < 0.7 for name in WANTED.get(kind, ()))


def fuse(
    kind: str,
    fields: dict[str, Value],
    items: Sequence[LineItem],
    layouts: Sequence[Layout],
    rows: Sequence[set[int]],
    habits: Habits,
    opinion: Opinion,
) -> None:
    """Weighs the model's readings with the fields found so far, and takes in what it alone proposes."""
    ask = opinion.always or opinion.pages or opinion.asked
    if kind not in WANTED or not (ask or in_doubt(kind, fields)):
        return
    if opinion.available:
        _by_layout(kind, fields, items, layouts, rows, habits, opinion)
    if opinion.always or in_doubt(kind, fields):
        by_language(kind, fields, items, layouts, habits, opinion.language)


def _by_layout(
    kind: str,
    fields: dict[str, Value],
    items: Sequence[LineItem],
    layouts: Sequence[Layout],
    rows: Sequence[set[int]],
    habits: Habits,
    opinion: Opinion,
) -> None:
    """Takes in what the model of the page sees."""
    own_rows = {layout.page.number: own for layout, own in zip(layouts, rows, strict=True)}
    best: dict[str, tuple[float, Value]] = {}
    against: set[str] = set()
    denied: set[str] = set()
    for layout, said in opinion.spread(layouts):
        for name, likely in _compare(fields, layout, said).items():
            if likely <= DENIED:
                denied.add(name)
            if any(other in fields and fields[other].text == fields[name].text for other in OPPOSED.get(name, ())):
                against.add(name)
        for reading in readings(layout, said, own_rows[layout.page.number]):
            value = read(reading, habits)
            if value is not None and reading.score > best.get(reading.field, (0.0, value))[0]:
                best[reading.field] = (reading.score, value)
    for name, (score, value) in best.items():
        if name in NEVER.get(kind, ()) or HEADER[name] == "money" or score < thresholds().get(name, 2.0):
            continue
        known = fields.get(name)
        taken = [o for o in OPPOSED.get(name, ()) if o in fields and fields[o].text == value.text]
        if known is not None and taken and not any(o in best and best[o][1].text == known.text for o in taken):
            continue  # the other side of the trade, by the words of the paper; unless the model sees both changed
        if known is None or _replaces(name, known, value, score, name in against or name in denied):
            fields[name] = _alone(value, score)
            against.discard(name)
    for name in against:
        fields[name] = fields[name].model_copy(update={"confidence": round(AGAINST * fields[name].confidence, 3)})
    if kind == "commercial_invoice":
        _sums(fields, items, {name: found for name, found in best.items() if HEADER[name] == "money"})


def _compare(fields: dict[str, Value], layout: Layout, said: LabelledWords) -> dict[str, float]:
    """Notes for each value on a page whether the model sees the same field in its words; returns the values where it
    does not, with how likely it holds the field there."""
    unseen: dict[str, float] = {}
    for name, value in fields.items():
        if value.page != layout.page.number or value.bbox is None or MODEL in (value.agreed or ()):
            continue
        inside = _inside(said, value.bbox)
        if not inside:
            continue
        likely = sum(said.score(index, name) for index in inside) / len(inside)
        if likely >= 0.5:
            fields[name] = value.model_copy(update={"agreed": [*(value.agreed or ["label"]), MODEL]})
        else:
            unseen[name] = likely
    return unseen


def _inside(said: LabelledWords, box: Box) -> list[int]:
    """The words whose middle lies in a box."""
    x0, top, x1, bottom = box
    return [
        index
        for index, word in enumerate(said.words)
        if x0 - 1 <= word.centre <= x1 + 1 and top - 1 <= word.middle <= bottom + 1
    ]


def _replaces(name: str, known: Value, other: Value, score: float, against: bool) -> bool:
    """Whether the model's reading stands against one that it does not see: an unsure one, one of the other side or in
    words that it holds for something else (`against`), one that no label names, or one that begins alike and ends some
    words before it. A firm's whole name stands always."""
    if name in PARTIES and _cut_short(known, other):
        return True
    if {MODEL, "arithmetic", "check digit"} & set(known.agreed or ()) or known.value == other.value:
        return False
    rest = known.text.removeprefix(other.text).split()
    longer = name in _PLACES and known.text.startswith(other.text) and len(rest) >= RUNS_ON
    guessed = name in PARTIES and list(known.agreed or ()) == [LETTERHEAD]
    return against or longer or guessed or (known.confidence < UNSURE and score >= SURE)


def _cut_short(party: Value, other: Value) -> bool:
    """Whether a firm's name goes on to its legal form where another reader ended it before."""
    return other.text.startswith(party.text + " ") and has_legal_form(other.text) and not has_legal_form(party.text)


def _alone(value: Value, score: float, proposer: str = MODEL) -> Value:
    sure = round(min(value.confidence, 0.55 + 0.3 * score), 3)
    return value.model_copy(update={"confidence": sure, "agreed": [proposer]})


def read(reading: Reading, habits: Habits) -> Value | None:
    """The words of a reading as a value of its field; None where they are not of that form."""
    name, span = reading.field, reading.span
    if not span or typed.NO_VALUE.match(span.text):
        return None
    if name in PARTIES:
        return party_value(reading.lines, reading.page)
    if HEADER[name] == "money":
        return typed.read_money(span, reading.page, habits)
    if name == "incoterm_place":
        place = span.stripped(" .,;:()")
        good = any(c.isalpha() for c in place.text) and len(place.text) <= 60
        return typed.value_of(place, place.text, reading.page, 0.88) if good else None
    reader = READERS.get(name)
    if reader is None or (name == "vessel" and _VOYAGE.fullmatch(span.text)):
        return None
    if HEADER[name] == "count" and _WEIGHED.match(reading.wider.text.partition(span.text)[2]):
        return None
    label = Label((name,), reading.phrase, 0, 0, "", Span([]), "", True, True)
    found = reader(span, reading.page, habits, label)
    if found is None and HEADER[name] in ("date", "list"):
        found = reader(reading.wider, reading.page, habits, label)
    return found


def by_language(
    kind: str,
    fields: dict[str, Value],
    items: Sequence[LineItem],
    layouts: Sequence[Layout],
    habits: Habits,
    language: Language,
) -> None:
    """Takes in what is named in the running text, where it is well formed and such readings are mostly right."""
    best = named(kind, layouts, habits, language)
    for name in language.strangers(fields, layouts):
        del fields[name]
    for name, (score, value) in best.items():
        if HEADER[name] == "money":
            continue
        known = fields.get(name)
        if known is None:
            if score >= NAMED:
                fields[name] = _alone(value, score, LANGUAGE)
        elif known.value == value.value:
            if LANGUAGE not in (known.agreed or ()):
                fields[name] = known.model_copy(update={"agreed": [*(known.agreed or ["label"]), LANGUAGE]})
        elif score >= NAMED and set(known.items) < set(value.items):
            fields[name] = value.model_copy(update={"agreed": [*(known.agreed or ["label"]), LANGUAGE]})
        elif score >= NAMED and _runs_on(known, value):
            fields[name] = _alone(value, score, LANGUAGE)
    if kind == "commercial_invoice":
        _sums(fields, items, {name: found for name, found in best.items() if HEADER[name] == "money"}, LANGUAGE)


def named(kind: str, layouts: Sequence[Layout], habits: Habits, language: Language) -> dict[str, tuple[float, Value]]:
    """What sentences name: (score, value) by field.

    One weight alone in a sentence may be either; of two the gross one is the greater.
    """
    found: dict[str, list[tuple[float, Value]]] = {}
    for reading in language.readings(layouts):
        value = read(reading, habits)
        if value is not None and reading.field not in NEVER.get(kind, ()):
            found.setdefault(reading.field, []).append((reading.score, value))
    best = {name: _agreed_on(readings) for name, readings in found.items()}
    both = all(name in best for name in WEIGHTS)
    if not both or _amount(best["gross_weight_kg"][1]) < _amount(best["net_weight_kg"][1]):
        best = {name: pair for name, pair in best.items() if name not in WEIGHTS}
    return best


def _agreed_on(readings: Sequence[tuple[float, Value]]) -> tuple[float, Value]:
    """Of several readings of a field the one named most often; less sure by the share of the others."""
    texts = [value.text for _, value in readings]
    text = max(texts, key=texts.count)
    score, value = next(pair for pair in readings if pair[1].text == text)
    return score * texts.count(text) / len(texts), value


def _runs_on(known: Value, other: Value) -> bool:
    """Whether a value in running text goes on with the sentence where another reader ended it."""
    if known.party is not None or {"arithmetic", "check digit"} & set(known.agreed or ()) or not other.text:
        return False
    return known.page == other.page and known.text.startswith(other.text + " ")


def _sums(
    fields: dict[str, Value], items: Sequence[LineItem], best: Mapping[str, tuple[float, Value]], proposer: str = MODEL
) -> None:
    """Sums that only the model sees: taken where all of them close with it, and the total also where none can tell."""
    lines = sum((item["amount"].number or Decimal(0) for item in items if "amount" in item), Decimal(0))
    whole = bool(items) and all("amount" in item for item in items)

    def number(name: str) -> Decimal:
        value = fields.get(name) or (best[name][1] if name in taken else None)
        return (value.number if value is not None else None) or Decimal(0)

    def closes() -> bool:
        base = number("subtotal") or (lines if whole else Decimal(0))
        due = base + sum((number(name) for name in CHARGES), Decimal(0)) - number("discount")
        return base > 0 and abs(due - number("total_amount")) <= CENT

    missing = [name for name in (*CHARGES, "discount", "total_amount") if name in best and name not in fields]
    for taken in _choices(missing):
        if taken and closes():
            for name in taken:
                value = best[name][1]
                fields[name] = value.model_copy(update={"confidence": 0.93, "agreed": [proposer, "arithmetic"]})
            break
    taken = ()
    if "subtotal" in best and "subtotal" not in fields and whole and abs(_amount(best["subtotal"][1]) - lines) <= CENT:
        fields["subtotal"] = best["subtotal"][1].model_copy(
            update={"confidence": 0.93, "agreed": [proposer, "arithmetic"]}
        )
    if "total_amount" in best and "total_amount" not in fields:
        score, value = best["total_amount"]
        if score >= thresholds().get("total_amount", 2.0) and not whole:
            fields["total_amount"] = _alone(value, score, proposer)


def _amount(value: Value) -> Decimal:
    """The number of a value, nought where it is none."""
    return value.number or Decimal(0)


def _choices(names: Sequence[str]) -> list[tuple[str, ...]]:
    """All sets of some names, the smaller first."""
    out: list[tuple[str, ...]] = [()]
    for name in names:
        out += [(*one, name) for one in out]
    return sorted(out, key=len)


__all__ = ["fuse", "in_doubt", "items_in_doubt", "read", "thresholds"]
