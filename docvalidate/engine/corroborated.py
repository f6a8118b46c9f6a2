"""Readings of scans beside those of the shipment's other papers: what two papers say alike is surer than either.

Only values that were recognised from an image are touched. Where another paper reads the same, both are surer. Where a
letter was read for the digit that looks like it, all papers get the likelier spelling. A doubtful reading that looks
like a much surer one is taken to be it, and keeps its own as an alternative. What the entry says plays no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from docvalidate.domain.document import Document, Value
from docvalidate.reference.identifiers import container
from docvalidate.reference.scans import CROSSED, may_be
from docvalidate.reference.texts import code

CODES = ("invoice_number", "bill_of_lading_number", "purchase_order_number", "vessel")
FIGURES = ("package_count", "gross_weight_kg", "net_weight_kg", "invoice_date")
CONFIRMED = 0.995
"""No value is surer than this."""
DOUBTFUL = 0.9
"""A reading less sure than this may give way to another paper's."""
SEVERAL = 2
"""So many papers outweigh one that was read surely."""
SURER = 3
"""Another paper's reading must be so many times less likely wrong."""
PAPERS = "papers"
"""In `agreed`: another paper of the shipment says the same."""


@dataclass(slots=True)
class _Reading:
    """A value of one paper, as it is compared."""

    place: int
    value: Value
    text: str
    scanned: bool

    @property
    def key(self) -> str:
        """What two papers must have in common to say the same: a code without its separators, a figure with them."""
        return self.text if self.value.number is not None or self.value.day is not None else code(self.text)

    def take(self, text: str, confidence: float, *, agreed: bool) -> None:
        """Sets the text, keeping what was read as an alternative where it is another."""
        update: dict[str, object] = {"confidence": round(min(CONFIRMED, confidence), 3)}
        if text != self.text:
            update |= {"value": _as(self.value, text), "alternatives": [self.value]}
            self.text = text
        if agreed and PAPERS not in (self.value.agreed or ()):
            update["agreed"] = [*(self.value.agreed or ()), PAPERS]
        self.value = self.value.model_copy(update=update)


def corroborated(documents: Sequence[Document]) -> list[Document]:
    """The documents of one shipment, those values of scans settled that other papers print too."""
    result = list(documents)
    if len(result) < 2 or not any(document.scanned for document in result):
        return result
    for name in (*CODES, *FIGURES):
        readings = list(_readings(result, name))
        if name in CODES:
            _spell_alike(readings)
        _confirm(readings)
        _give_way(readings)
        for one in readings:
            if one.value is not result[one.place].fields[name]:
                result[one.place] = _with(result[one.place], name, one.value)
    _containers(result)
    return result


def _readings(documents: Sequence[Document], name: str) -> Iterator[_Reading]:
    for place, document in enumerate(documents):
        value = document.fields.get(name)
        if value is not None and not value.alternatives:
            yield _Reading(place, value, _text(value), value.page in document.scanned)


def _spell_alike(readings: Sequence[_Reading]) -> None:
    """Papers whose codes differ in letters read as digits, or the reverse, get the spelling with fewer changes between
    the two: OCM2607 rather than 0CM2607."""
    for one in readings:
        alike = [other for other in readings if _folded(other.text) == _folded(one.text)]
        texts = {other.text for other in alike if code(other.text) != code(one.text)}
        if not one.scanned or not texts:
            continue
        printed = [other.text for other in alike if not other.scanned]
        best = min([*printed] or [one.text, *sorted(texts)], key=_changes)
        if code(best) != code(one.text):
            one.take(best, one.value.confidence, agreed=False)


def _confirm(readings: Sequence[_Reading]) -> None:
    """Makes readings surer that other papers repeat: as sure as that not all of them are wrong."""
    known = {id(one): one.value.confidence for one in readings}
    for one in readings:
        if not one.scanned:
            continue
        doubt = 1 - known[id(one)]
        same = [other for other in readings if other is not one and other.key == one.key]
        for other in same:
            doubt *= 1 - known[id(other)]
        if same:
            one.take(one.text, 1 - doubt, agreed=True)


def _give_way(readings: Sequence[_Reading]) -> None:
    """Takes a doubtful reading that no paper repeats for the surer one that it looks like; a sure one too where two
    papers or more say the other."""
    for one in readings:
        if not one.scanned or PAPERS in (one.value.agreed or ()):
            continue
        near = [other for other in readings if other is not one and may_be(one.text, other.text)]
        if len({other.key for other in near}) != 1:
            continue
        best = max(near, key=lambda other: other.value.confidence)
        if one.value.confidence >= DOUBTFUL and len(near) < SEVERAL:
            continue
        if len(near) >= SEVERAL or (1 - best.value.confidence) * SURER <= 1 - one.value.confidence:
            one.take(best.text, min(best.value.confidence, DOUBTFUL), agreed=True)


def _containers(documents: list[Document]) -> None:
    """Container numbers whose check digit fails become the one of another paper that they look like."""
    known = {
        item
        for document in documents
        if (value := document.fields.get("container_numbers")) is not None
        for item in value.items
        if container.is_valid(item)
    }
    for place, document in enumerate(documents):
        value = document.fields.get("container_numbers")
        if value is None or value.page not in document.scanned:
            continue
        items = [_container(item, known) for item in value.items]
        if items != value.items:
            update = {"value": list(dict.fromkeys(items)), "alternatives": [value]}
            documents[place] = _with(document, "container_numbers", value.model_copy(update=update))


def _container(item: str, known: set[str]) -> str:
    if container.is_valid(item):
        return item
    near = [other for other in known if may_be(item, other)]
    return near[0] if len(near) == 1 else item


def _with(document: Document, name: str, value: Value) -> Document:
    return document.model_copy(update={"fields": {**document.fields, name: value}})


def _folded(text: str) -> str:
    """A code with look-alike letters and digits as one."""
    return code(text).translate(CROSSED)


def _changes(text: str) -> int:
    """How often letters and digits follow one another within the code's parts."""
    return sum(a.isalnum() and b.isalnum() and a.isdigit() != b.isdigit() for a, b in pairwise(text))


def _text(value: Value) -> str:
    return f"{value.number.normalize():f}" if value.number is not None else value.text


def _as(value: Value, text: str) -> object:
    """The text as a value of the same kind."""
    if value.number is not None:
        return Decimal(text)
    return text if value.day is None else type(value.day).fromisoformat(text)
