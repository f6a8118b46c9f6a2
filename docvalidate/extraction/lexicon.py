"""The words of trade papers as data: which printed label means which field, column, sum or title.

The files under `data/` are lists by field and language; this module folds them into tries, so that the longest label
is found at a token in a few steps, and asks RapidFuzz for what is spelled otherwise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from docvalidate.extraction.label_grammar import Grammar
from docvalidate.extraction.text import Token, tokenise

_FUZZY_SCORE = 86
_FUZZY_LENGTH = 7
_COMPOUND = 10
"""Letters from which a word may be a compound."""
_BEFORE_HEAD = 4
"""Letters that a compound has before its last part: Berechnung and Abrechnung are none."""


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A label found in a sequence of tokens: tokens[start:end] means `meanings`."""

    start: int
    end: int
    meanings: tuple[str, ...]


class Lexicon:
    """Labels with their meanings. A meaning `a+b` in the data is a label that stands for both."""

    def __init__(self, *names: str, grammar: Sequence[str] = ()) -> None:
        self._grammar = Grammar(grammar)
        self._root = _Node()
        self._spelled: dict[str, tuple[str, ...]] = {}
        self._glued: dict[str, str] = {}
        for name in names:
            table: dict[str, dict[str, list[str]]] = tomllib.loads(_data(name))
            for key, languages in table.items():
                for labels in languages.values():
                    for label in labels:
                        self._add(label, tuple(key.split("+")))

    def _add(self, label: str, meanings: tuple[str, ...]) -> None:
        tokens = canonical(tokenise(label))
        if not tokens:
            return
        node = self._root
        for token in tokens:
            node = node.next.setdefault(token, _Node())
        node.meanings = node.meanings or meanings  # the first file to name a label keeps it
        self._spelled.setdefault(" ".join(tokens), node.meanings)

    def spellings(self) -> Iterable[str]:
        """Every label as the canonical tokens it is looked up by."""
        return self._spelled.keys()

    def at(self, tokens: Sequence[str], start: int) -> Hit | None:
        """The longest label that begins at tokens[start], listed or combined; tokens are canonical."""
        found = self._listed(tokens, start)
        combined = self._grammar.at(tokens, start)
        if combined is not None and (found is None or combined[0] > found.end):
            return Hit(start, combined[0], (combined[1],))
        return found

    def _listed(self, tokens: Sequence[str], start: int) -> Hit | None:
        node, found = self._root, None
        for position in range(start, len(tokens)):
            following = node.next.get(tokens[position])
            if following is None and position == start and len(tokens[position]) >= _COMPOUND:
                following = node.next.get(_head_of(tokens[position]))
            if following is None:
                break
            node = following
            if node.meanings:
                found = Hit(start, position + 1, node.meanings)
        return found

    def whole(self, tokens: Sequence[str], *, listed: bool = False) -> tuple[str, ...]:
        """The meanings of the whole sequence, () where it is no label; `listed`: where no list holds it."""
        hit = (self._listed(tokens, 0) if listed else self.at(tokens, 0)) if tokens else None
        return hit.meanings if hit and hit.end == len(tokens) else ()

    def scan(self, tokens: Sequence[str]) -> list[Hit]:
        """All labels in the sequence, the longest at each place, none overlapping another."""
        hits: list[Hit] = []
        position = 0
        while position < len(tokens):
            hit = self.at(tokens, position)
            if hit:
                hits.append(hit)
            position = hit.end if hit else position + 1
        return hits

    def spaced(self, text: str) -> str | None:
        """The label whose letters, without blanks, a word is: COMMERCIALINVOICE."""
        if not self._glued:
            self._glued = {label.replace(" ", ""): label for label in self._spelled if " " in label}
        return self._glued.get("".join(token.text for token in tokenise(text)))

    def nearest(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """The meanings of the label spelled almost so, () where none is near: `Comercial Invioce No`."""
        text = " ".join(tokens)
        if len(text) < _FUZZY_LENGTH or sum(c.isdigit() for c in text) > 1:
            return ()
        found = process.extractOne(text, self._spelled.keys(), scorer=fuzz.ratio, score_cutoff=_FUZZY_SCORE)
        return self._spelled[found[0]] if found else ()


@cache
def _head_of(word: str) -> str:
    """What a compound names by its end: Ausfuhrrechnung, Kundenrabatt; the word itself where it is none."""
    heads = [head for head in tomllib.loads(_data("label_words"))["heads"] if word.endswith(head)]
    head = max(heads, key=len, default=word)
    return head if len(word) - len(head) >= _BEFORE_HEAD else word


def _data(name: str) -> str:
    return files("docvalidate.extraction").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")


@cache
def _same() -> dict[str, str]:
    """Token spelling -> the token it stands for."""
    table: dict[str, list[str]] = tomllib.loads(_data("tokens"))["same"]
    return {spelling: token for token, spellings in table.items() for spelling in spellings}


def other_spellings() -> Iterable[str]:
    """Words of labels that `canonical` levels with another."""
    return _same().keys()


def canonical(tokens: Iterable[Token]) -> list[str]:
    """The tokens' texts with their other spellings levelled (Qty -> quantity, Nr. -> no)."""
    same = _same()
    return [same.get(token.text, token.text) for token in tokens]


@cache
def labels() -> Lexicon:
    """Labels of header fields, parties, sums and other things."""
    return Lexicon("fields", "parties", "other_labels", "amounts", grammar=("fields", "parties", "amounts"))


@cache
def columns() -> Lexicon:
    """Heads of line-item columns."""
    return Lexicon("columns", grammar=("columns",))


@cache
def amounts() -> Lexicon:
    """Labels of the sums below a table."""
    return Lexicon("amounts", grammar=("amounts",))


@cache
def titles() -> Lexicon:
    """Titles of papers."""
    return Lexicon("titles", grammar=("titles",))
