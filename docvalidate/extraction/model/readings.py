"""From labelled words to readings: which words together are the value of a header field, and how likely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from docvalidate.domain.fields import HEADER, PARTIES
from docvalidate.domain.page import Word
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.model.classes import ADDRESS, NAME_PREFIX
from docvalidate.extraction.model.labelled_words import LabelledWords
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span

_WRAPPED = frozenset(name for name, kind in HEADER.items() if kind in ("text", "party"))
"""Fields whose value may go on in the next line."""
_FOLLOWED = frozenset(name for name, kind in HEADER.items() if kind == "weight")
"""Fields whose unit stands behind the figure."""
NEAR = 1.6
"""Words of a run stand no further apart than so many line heights."""
KEPT = 0.05
"""A word goes on with the run beside it where it is so likely of its class, though another is likelier."""
_PLACES = frozenset({"port_of_loading", "port_of_discharge", "incoterm_place"})
_COUNTRIES = frozenset({"country_of_origin", "country_of_export"})
_FIGURES = frozenset(name for name, kind in HEADER.items() if kind in ("weight", "money", "count"))
_BEFORE, _AFTER = re.compile(r"^\W?\d{1,3}$"), re.compile(r"^\d{3}(?:[.,]\d+)?\W?$")
"""Groups of a figure that is parted by blanks: 74 053,86."""


@dataclass(slots=True)
class Run:
    """Words of one class side by side in one row."""

    name: str
    row: int
    words: list[Word]
    first: bool
    """Whether it begins its row."""
    last: bool
    """Whether it ends its row."""
    phrase: Phrase

    @property
    def x0(self) -> float:
        return self.words[0].x0


@dataclass(slots=True)
class Reading:
    """The words that a model takes for the value of a field; `lines` has more than one where it is wrapped."""

    field: str
    lines: list[Span]
    score: float
    page: int
    phrase: Phrase
    wider: Span
    """The words with their neighbours in the row: where the value begins or ends may be misjudged."""

    @property
    def span(self) -> Span:
        return Span([piece for line in self.lines for piece in line.pieces])


def runs(layout: Layout, labelled: LabelledWords, skip: set[int]) -> list[Run]:
    """The runs of each row that is not to be skipped."""
    best = labelled.best
    found: list[Run] = []
    for number, row in enumerate(layout.rows):
        if number in skip:
            continue
        words = [(word, phrase) for phrase in row for word in phrase.words]
        open_run: Run | None = None
        for place, (word, phrase) in enumerate(words):
            index = labelled.place.get(id(word))
            name = best[index] if index is not None else "O"
            near = open_run is not None and word.x0 - open_run.words[-1].x1 < NEAR * max(word.height, 1.0)
            if (
                open_run is not None
                and near
                and open_run.name in HEADER
                and name != open_run.name
                and index is not None
            ):
                goes_on = labelled.score(index, open_run.name) >= KEPT or _of_place(open_run, word, name)
                name = open_run.name if goes_on else name
            if open_run is not None and open_run.name == name and near and word.cell == open_run.words[-1].cell:
                open_run.words.append(word)
            else:
                before = open_run
                open_run = Run(name, number, [word], place == 0, False, phrase)
                if before is not None and name in _WRAPPED:
                    _begun_sooner(open_run, before, labelled)
                    if not before.words:
                        found.pop()
                found.append(open_run)
            open_run.last = place == len(words) - 1
    return found


def _of_place(run: Run, word: Word, name: str) -> bool:
    """Whether a word is the state or the country behind a place's comma, taken for another place: Houston, `Texas`."""
    other = name in _PLACES or name in _COUNTRIES
    return run.name in _PLACES and other and run.words[-1].text.endswith(",") and word.text[:1].isupper()


def _begun_sooner(run: Run, before: Run, labelled: LabelledWords) -> None:
    """Gives a run the words before it that may be of its class and are of no other field: MS `OCEAN` MARIGOLD 057E."""
    while before.words and before.name not in HEADER:
        word, first = before.words[-1], run.words[0]
        index = labelled.place.get(id(word))
        near = first.x0 - word.x1 < NEAR * max(first.height, 1.0) and word.cell == first.cell
        capital = word.text[:1].isupper() and word.text[-1] not in ":;)/"
        if index is None or not near or not capital or labelled.score(index, run.name) < KEPT:
            break
        run.words.insert(0, before.words.pop())
        run.first = run.first or (before.first and not before.words)


def readings(layout: Layout, labelled: LabelledWords, skip: set[int]) -> list[Reading]:
    """Every reading of a header field on a page, outside the rows to be skipped."""
    known = runs(layout, labelled, skip)
    used: set[int] = set()
    found: list[Reading] = []
    for run in known:
        if run.name not in HEADER or id(run) in used:
            continue
        chain = _chain(run, known, used) if run.name in _WRAPPED else [run]
        words = [word for part in chain for word in part.words]
        shares = [labelled.score(labelled.place[id(word)], run.name) for word in words]
        sure = [share for share in shares if share >= 0.5] or shares  # words at its ends are often less so
        score = sum(sure) / len(sure)
        lines = [Span.of(part.words) for part in chain]
        if run.name in _FIGURES:
            lines = [Span.of(_figure(layout, run))]
        if run.name in _PLACES and len(chain) == 1:
            lines = [Span.of(_whole_name(run))]
        if run.name in PARTIES:
            lines += _address(run.name, chain[-1], known)
        found.append(Reading(run.name, lines, score, layout.page.number, run.phrase, _wider(layout, run)))
    return found


def _whole_name(run: Run) -> list[Word]:
    """A run with the words behind it that belong to the same name: Chennai `International Airport, India`.

    They begin with a capital, and no label begins with them.
    """
    words = run.phrase.words
    end = next((index for index, word in enumerate(words) if word is run.words[-1]), -1) + 1
    starts: list[int] = []
    place = 0
    for word in words:
        starts.append(place)
        place += len(word.text) + 1
    labelled = {run.phrase.tokens[hit.start].start for hit in run.phrase.hits}
    found = list(run.words)
    while 0 < end < len(words) and words[end].text[:1].isupper() and starts[end] not in labelled:
        if found[-1].text[-1] in ":;.)/":
            break
        found.append(words[end])
        end += 1
    return found


def _chain(run: Run, known: Sequence[Run], used: set[int]) -> list[Run]:
    """A run with those that go on with it in the lines below; behind a label of its own a line is another value."""
    chain = [run]
    for before, other in pairwise(known):
        if other.name == run.name and id(other) not in used and other is not run and _goes_on(chain[-1], other):
            labelled = before.row == other.row and before.name.startswith(NAME_PREFIX)
            if not labelled and not (run.name in _PLACES and _is_whole(chain[-1])):
                chain.append(other)
    used.update(id(part) for part in chain)
    return chain


def _is_whole(place: Run) -> bool:
    """Whether a place has its state or country behind it, so that the next line is another: Aliaga, Turkiye."""
    return any(word.text.endswith(",") for word in place.words[:-1]) and not place.words[-1].text.endswith(",")


def _goes_on(upper: Run, lower: Run) -> bool:
    """Whether a run is the next line of another: flush under it, or the line that running text goes on with."""
    if lower.row != upper.row + 1:
        return False
    height = max(word.height for word in upper.words)
    if min(w.top for w in lower.words) - max(w.bottom for w in upper.words) > 0.9 * height:
        return False
    return abs(lower.x0 - upper.x0) < 4 or (upper.last and lower.first)


def _row(layout: Layout, run: Run) -> tuple[list[Word], int, int]:
    """The words of a run's row, and where the run begins and ends in it."""
    row = [word for phrase in layout.rows[run.row] for word in phrase.words]
    return row, row.index(run.words[0]), row.index(run.words[-1]) + 1


def _wider(layout: Layout, run: Run) -> Span:
    row, start, end = _row(layout, run)
    return Span.of(row[max(0, start - 2) : end + 2])


def _figure(layout: Layout, run: Run) -> list[Word]:
    """The words of a figure: with the groups of digits beside it, and the word behind, where its unit may stand."""
    row, start, end = _row(layout, run)

    def close(left: Word, right: Word, gap: float) -> bool:
        return right.x0 - left.x1 < gap * right.height

    while start and _BEFORE.match(row[start - 1].text) and _AFTER.match(row[start].text):
        if not close(row[start - 1], row[start], 0.5):
            break
        start -= 1
    while end < len(row) and _AFTER.match(row[end].text) and _BEFORE.match(row[end - 1].text):
        if not close(row[end - 1], row[end], 0.5):
            break
        end += 1
    behind = run.name in _FOLLOWED and end < len(row) and close(row[end - 1], row[end], NEAR)
    return row[start : end + behind]


def _address(role: str, last: Run, known: Sequence[Run]) -> list[Span]:
    """The lines of a party's address: behind the name, and from there downwards."""
    lines: list[Span] = []
    end = last
    for run in known:
        if run.name == role + ADDRESS and run.row >= end.row and run.row - end.row <= 1:
            beside = run.row == end.row and run.x0 >= end.words[-1].x1 - 1
            if beside or _goes_on(end, run) or (run.row == end.row + 1 and _over(end, run)):
                lines.append(Span.of(run.words))
                end = run
    return lines[:6]


def _over(upper: Run, lower: Run) -> bool:
    return upper.x0 < lower.words[-1].x1 and lower.x0 < upper.words[-1].x1
