"""A text with its entities, and the changes by lot that keep a model from learning the generator's own names."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from docvalidate.domain.page import Page, Word
from docvalidate.extraction.language.names import ORGANISATION, OTHER_VESSEL
from docvalidate.extraction.language.text import reading_text
from docvalidate.extraction.layout import lay_out
from docvalidate.extraction.model.classes import ADDRESS, OTHER, classes
from fixtures.generator.damage import misread
from tools.training.change import KEPT, strange
from tools.training.data import Drawn

Entity = tuple[int, int, str]
NAMES = classes()
LABELS = (*(n for n in NAMES if n != OTHER and not n.startswith("label.")), ORGANISATION, OTHER_VESSEL)
_OPEN = re.compile(
    r"(?:seller|buyer|consignee|manufacturer|notify_party)(?:_address)?$|line\.description$|port_of_|incoterm_place$|"
    r"vessel$|other_vessel$|organisation$"
)
"""Entities whose words may be any words."""


@dataclass(frozen=True)
class Text:
    """`entities` are (start, end, label), in order, none over another."""

    text: str
    entities: list[Entity]


@dataclass
class Written:
    """A text that is being written."""

    _parts: list[str] = field(default_factory=list)
    _entities: list[Entity] = field(default_factory=list)
    _length: int = 0

    def add(self, text: str, label: str | None = None) -> None:
        """Goes on with some text, an entity where it has a label; pieces of one value become one entity."""
        if label is not None and text.strip():
            start, end = self._length, self._length + len(text)
            last = self._entities[-1] if self._entities else None
            joins = label.endswith(ADDRESS) or label in ("incoterm_place", "container_numbers")
            if last and joins and last[2] == label and start - last[1] <= 5:
                self._entities[-1] = (last[0], end, label)
            else:
                self._entities.append((start, end, label))
        self._parts.append(text)
        self._length += len(text)

    @property
    def text(self) -> Text:
        return Text("".join(self._parts), list(self._entities))


def of_page(page: Drawn) -> list[Text]:
    """The running text of a drawn page, a text for each paragraph."""
    classes_of: dict[int, str] = {}
    words = []
    for text, box, numbers in page.words:
        word = Word(text, *box)
        words.append(word)
        classes_of[id(word)] = NAMES[numbers[0]]
    reading = reading_text(lay_out(Page(1, page.width, page.height, words)))
    found = []
    for first, last in reading.prose:
        written = Written()
        at = first
        run: str | None = None
        begun = at
        for index in reading.inside(first, last):
            start = reading.starts[index]
            name = classes_of.get(id(reading.words[index]), OTHER)
            name = OTHER if name.startswith("label.") or name not in LABELS else name
            if name != run:
                written.add(reading.text[begun:at].rstrip(), run if run != OTHER else None)
                written.add(reading.text[begun + len(reading.text[begun:at].rstrip()) : start])
                begun, run = start, name
            at = start + len(reading.words[index].text) if index + 1 < len(reading.starts) else last
        written.add(reading.text[begun:last], run if run != OTHER else None)
        found.append(_trimmed(written.text))
    return found


def _trimmed(text: Text) -> Text:
    """Entities without the signs of the sentence around them."""
    out = []
    for start, end, label in text.entities:
        inner = text.text[start:end]
        keep = 1 if label in ("seller", "buyer", "consignee", "manufacturer", "notify_party") else 0
        left = len(inner) - len(inner.lstrip(" ,;:("))
        right = len(inner.rstrip(" ,;:)" if keep else " ,;:.)"))
        if right > left:
            out.append((start + left, start + right, label))
    return Text(text.text, out)


def changed(text: Text, rng: random.Random, names: float, upper: float, mistakes: float) -> Text:
    """The text with strange names, in capitals, or with letters mistaken, by lot. Lengths stay what they are, but for
    mistaken letters, which move the entities behind them."""
    pieces: list[str] = []
    entities: list[Entity] = []
    at = length = 0
    odd = rng.random() < names
    big = rng.random() < upper
    rate = rng.choice((0.01, 0.03)) if rng.random() < mistakes else 0.0
    known: dict[str, str] = {}
    blurred = rng.choice((0.0, 0.0, 0.05, 0.12, 0.2))
    """Share of the words around the entities that become strange: no single word shall tell."""

    def blur(match: re.Match[str]) -> str:
        return strange(match.group(), rng) if rng.random() < blurred else match.group()

    def put(part: str, label: str | None) -> None:
        nonlocal length
        new = part
        if odd and label is not None and _OPEN.match(label):
            new = re.sub(r"\S+", lambda m: _other(m.group(), rng, known), part)
        if label is None and blurred:
            new = re.sub(r"[^\W\d_]{4,}", blur, new)
        new = new.upper() if big else new
        new = misread(new, rng, rate) if rate else new
        if label is not None:
            entities.append((length, length + len(new), label))
        pieces.append(new)
        length += len(new)

    for start, end, label in text.entities:
        put(text.text[at:start], None)
        put(text.text[start:end], label)
        at = end
    put(text.text[at:], None)
    return Text("".join(pieces), entities)


def _other(word: str, rng: random.Random, known: dict[str, str]) -> str:
    if rng.random() > 0.85 or word.strip(".,()").casefold() in KEPT:
        return word
    return known.setdefault(word, strange(word, rng))
