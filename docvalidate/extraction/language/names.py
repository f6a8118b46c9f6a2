"""What the spaCy pipeline sees in the running text of a document: asked when somebody wants to know, once a page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from docvalidate.domain.document import Value
from docvalidate.domain.fields import HEADER, PARTIES
from docvalidate.domain.page import Box
from docvalidate.extraction.language.load import language
from docvalidate.extraction.language.text import ReadingText, reading_text
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.model.classes import ADDRESS
from docvalidate.extraction.model.readings import Reading
from docvalidate.extraction.model_folders import NONE
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import tokenise

ORGANISATION = "organisation"
"""The label of a firm that has no part in the trade's header."""
OTHER_VESSEL = "other_vessel"
"""The label of a vessel that does not carry the goods as the header says: a feeder, a former one."""
MAX_PAGES = 12
MAX_CHARACTERS = 20_000
"""A page with more is a register or an attack."""
FIRMS = frozenset({ORGANISATION, *PARTIES})
VESSELS = frozenset({OTHER_VESSEL, "vessel"})
NEAR = 4
"""Characters between a name and the address that belongs to it: `, `."""


@dataclass(frozen=True, slots=True)
class Named:
    """One entity: `label` is a field, a party's address (`seller_address`), `line.…`, or `organisation`."""

    label: str
    start: int
    end: int
    score: float
    """The share of such entities that are right, as the pipeline's own meta.json says; 0.5 where it says nothing."""


@dataclass
class Language:
    """`where` names the spaCy pipeline of the pipeline file; without one nothing is named."""

    where: str = NONE
    _known: dict[int, tuple[ReadingText, list[Named]] | None] = field(default_factory=dict)

    def of(self, layout: Layout) -> tuple[ReadingText, list[Named]] | None:
        """The running text of a page and what is named in it; None where there is none, or nobody to ask."""
        number = layout.page.number
        if number not in self._known:
            self._known[number] = self._ask(layout) if self.where != NONE and len(self._known) < MAX_PAGES else None
        return self._known[number]

    def _ask(self, layout: Layout) -> tuple[ReadingText, list[Named]] | None:
        if layout.page.source == "sheet":
            return None
        text = reading_text(layout)
        if not text.prose or len(text.text) > MAX_CHARACTERS:
            return None
        nlp = language(self.where)
        if nlp is None:
            return None
        told = nlp.meta.get("performance", {}).get("precision_by_label", {})
        named = [
            Named(ent.label_, first + ent.start_char, first + ent.end_char, float(told.get(ent.label_, 0.5)))
            for first, last in text.prose
            for ent in nlp(text.text[first:last]).ents
        ]
        return text, named

    def readings(self, layouts: Sequence[Layout]) -> list[Reading]:
        """Every header field that is named in sentences, a party with its address."""
        return [reading for layout in layouts if (said := self.of(layout)) for reading in _readings(layout, *said)]

    def strangers(self, fields: Mapping[str, Value], layouts: Sequence[Layout]) -> list[str]:
        """The parties among some fields whose words name, in running text, a bank: it has no part in the trade."""
        found = []
        for layout in layouts:
            said = self.of(layout)
            if said is None:
                continue
            text, named = said
            banks = [one for one in named if one.label == ORGANISATION and is_bank(text.text[one.start : one.end])]
            boxes = [_joined(text.lines(one.start, one.end)).box for one in banks]
            for name, value in fields.items():
                here = value.party is not None and value.page == layout.page.number and value.bbox is not None
                if here and value.bbox is not None and any(_meet(value.bbox, box) for box in boxes):
                    found.append(name)
        return found

    def firms(self, layout: Layout) -> list[tuple[Literal["organisation", "vessel"], Span]]:
        """The names of firms and vessels in the running text of a page, whatever their part is."""
        said = self.of(layout)
        if said is None:
            return []
        text, named = said
        found: list[tuple[Literal["organisation", "vessel"], Span]] = []
        for one in named:
            if one.label in FIRMS:
                found.append(("organisation", _joined(text.lines(one.start, one.end))))
            elif one.label in VESSELS:
                found.append(("vessel", _joined(text.lines(one.start, one.end))))
        return found


def is_bank(name: str) -> bool:
    """Whether a name holds a word for a bank."""
    return not _bank_words().isdisjoint(token.text for token in tokenise(name))


@cache
def _bank_words() -> frozenset[str]:
    told = files("docvalidate.extraction").joinpath("data", "mentions.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(told)["bank_words"])


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes share a place in a line."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0 and min(one[3], other[3]) - max(
        one[1], other[1]
    ) > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _joined(lines: Sequence[Span]) -> Span:
    return Span([piece for line in lines for piece in line.pieces])


def _readings(layout: Layout, text: ReadingText, named: Sequence[Named]) -> list[Reading]:
    found: list[Reading] = []
    for place, one in enumerate(named):
        if one.label not in HEADER or not text.in_sentences(one.start):
            continue
        lines = text.lines(one.start, one.end)
        if not lines:
            continue
        if one.label in PARTIES:
            lines = [_joined(lines)]  # a name that is wrapped is one line of a party
            after = named[place + 1] if place + 1 < len(named) else None
            if after is not None and after.label == one.label + ADDRESS and after.start - one.end <= NEAR:
                lines.append(_joined(text.lines(after.start, after.end)))
        inside = text.inside(one.start, one.end)
        if HEADER[one.label] == "weight" and inside[-1] + 1 < len(text.words):
            lines = [Span.of([text.words[i] for i in (*inside, inside[-1] + 1)])]  # the word behind may be its unit
        beside = range(max(0, inside[0] - 2), min(len(text.words), inside[-1] + 3))
        wider = Span.of([text.words[i] for i in beside])
        phrase = text.phrases[inside[0]]
        found.append(Reading(one.label, lines, one.score, layout.page.number, phrase, wider))
    return found
