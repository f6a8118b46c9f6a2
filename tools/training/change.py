"""Changes to a drawn page, so that a model learns places and forms and not the generator's own names."""

from __future__ import annotations

import random
import re

from docvalidate.extraction.model.classes import NAME_PREFIX, classes
from docvalidate.extraction.party_names import has_legal_form
from fixtures.generator.damage import misread, shaken
from tools.training.data import Drawn
from tools.training.names import renamed
from tools.training.recipe import Training

NAMES = classes()
_OPEN = frozenset(
    number
    for number, name in enumerate(NAMES)
    if name.removesuffix("_address")
    in {
        *("seller", "buyer", "consignee", "manufacturer", "notify_party", "shipper", "importer_of_record"),
        *("line.description", "port_of_loading", "port_of_discharge", "incoterm_place", "vessel"),
    }
)
"""Classes whose words may be any words."""
_LABELS = frozenset(number for number, name in enumerate(NAMES) if name.startswith(NAME_PREFIX))
KEPT = frozenset(re.findall(r"\w+", "co ltd inc llc gmbh ag sa srl spa bv corp limited company port of and the de"))
_ONSETS = re.findall(r"\w+", "b br c ch d dr f fl g gr h j k kl l m n p pl qu r s sh sl st str t tr v w x y z zh")
_VOWELS = re.findall(r"\w+", "a e i o u ai au ea ee ia ie io oo ou ue")
_ENDS = ["", "", "", "n", "r", "s", "l", "t", "ng", "ck", "m", "st", "x", "nd"]


def strange(text: str, rng: random.Random) -> str:
    """A word that nobody knows, in the case and with the signs and figures of `text`."""
    letters = sum(c.isalpha() for c in text)
    if letters < 3 or not text.isascii():
        return text
    made = ""
    while len(made) < letters:
        made += rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_ENDS)
    source = iter(made)
    out = [(_like(c, next(source)) if c.isalpha() else c) for c in text]
    return "".join(out)


def _like(pattern: str, letter: str) -> str:
    return letter.upper() if pattern.isupper() else letter


def figures(text: str, rng: random.Random) -> str:
    """Other figures in the same places."""
    return "".join(rng.choice("0123456789") if c.isdigit() else c for c in text)


def changed(page: Drawn, rng: random.Random, how: Training) -> Drawn:
    """The page with strange names, damage as OCR does, and another scale, by lot."""
    names = rng.random() < how.strange_names
    rate = rng.choice((0.01, 0.02, 0.05)) if rng.random() < how.mistakes else 0.0
    by_class = {number: rng.random() < how.strange_labels for number in _LABELS}
    stretch, squeeze = rng.uniform(0.93, 1.07), rng.uniform(0.93, 1.07)
    words = []
    known: dict[str, str] = {}
    for text, drawn, numbers in renamed(page.words, rng, how.other_names):
        new = text
        if rate and rng.random() < rate * 0.3:
            continue
        first = numbers[0]
        if names and first in _OPEN and rng.random() < 0.8:
            if text.strip(".,()").casefold() not in KEPT and not has_legal_form(text):
                new = known.setdefault(text, strange(text, rng))
        elif first in _LABELS and by_class[first]:
            new = known.setdefault(text, strange(text, rng))
        if rate:
            new = misread(new, rng, rate)
        box = shaken(drawn, rng) if rate else drawn
        words.append((new, [box[0] * stretch, box[1] * squeeze, box[2] * stretch, box[3] * squeeze], numbers))
    return Drawn(page.layout, page.kind, page.width * stretch, page.height * squeeze, words)
