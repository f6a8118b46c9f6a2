"""Characters become words.

The rules are those of pdfplumber's `extract_words`, applied in the order in which the file prints its characters and
not line by line: where two texts overlap on the page (a long label runs into an amount), each stays whole. Pieces of
one word that the file prints apart are joined afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from docvalidate.domain.page import Word
from docvalidate.reading.pdf.characters import Character
from docvalidate.reading.spaced import join_spaced

GAP = 0.145
"""A gap wider than this share of the font size begins a new word; a space is about 0.25, kerning below 0.1."""
GAP_BEFORE_SPACE = 0.12
"""The same where pdfium believes in a space: it also sees some between letters that touch."""
CJK_GAP = 0.5
"""Chinese, Japanese and Korean print no spaces, and labels are spread to fill a column."""
OVERLAP = 0.35
"""How far, in font sizes, a character may start before the end of the one before it."""
DOUBLE_WITHIN = 1.5
"""Points between two prints of one word."""
SAME_BASELINE = 0.15
"""Shares of the font size between the baselines of characters of one word."""


@dataclass(slots=True)
class _Run:
    letters: list[Character]
    x0: float
    x1: float
    base: float
    size: float
    after_space: bool
    before_space: bool = False


def build_words(characters: list[Character]) -> list[Word]:
    """The words of one page, from the top, and from the left within a line."""
    words = _without_doubles([_word(run) for run in _join(_runs(characters))])
    words.sort(key=lambda word: (round(word.bottom), word.x0))
    return join_spaced(words)


def _runs(characters: list[Character]) -> list[_Run]:
    runs: list[_Run] = []
    run: _Run | None = None
    spaced = generated = False
    for character in characters:
        if character.text.isspace():
            if character.generated:
                generated = True
            else:
                spaced = True
                if run is not None:
                    run.before_space, run = True, None
            continue
        if run is None or _breaks(run, character, generated):
            run = _Run([], character.x0, character.x1, character.base, character.size, spaced)
            runs.append(run)
        run.letters.append(character)
        run.x1 = max(run.x1, character.x1)
        run.base, run.size = character.base, character.size
        spaced = generated = False
    return runs


def _breaks(run: _Run, character: Character, generated: bool) -> bool:
    last = run.letters[-1]
    size = max(last.size, character.size)
    if abs(character.base - last.base) > SAME_BASELINE * size:
        return True
    gap = character.x0 - last.x1
    return gap < -OVERLAP * size or gap > _widest_gap(last, character, generated) * size


def _widest_gap(last: Character, character: Character, generated: bool) -> float:
    if is_cjk(last.text) and is_cjk(character.text):
        return CJK_GAP
    return GAP_BEFORE_SPACE if generated else GAP


def _join(runs: list[_Run]) -> list[_Run]:
    """Joins runs that touch on one baseline, unless a printed space parts them."""
    joined: list[_Run] = []
    for run in sorted(runs, key=lambda run: (round(run.base), run.x0)):
        before = joined[-1] if joined else None
        if (
            before is not None
            and not (before.before_space or run.after_space)
            and abs(before.base - run.base) <= SAME_BASELINE * run.size
            and abs(before.size - run.size) <= 0.2 * run.size
            and -0.02 * run.size <= run.x0 - before.x1 <= GAP_BEFORE_SPACE * run.size
        ):
            before.letters += run.letters
            before.x1, before.before_space = run.x1, run.before_space
        else:
            joined.append(run)
    return joined


def _word(run: _Run) -> Word:
    letters = run.letters
    return Word(
        "".join(_LIGATURES.get(letter.text, letter.text) for letter in letters),
        min(letter.x0 for letter in letters),
        min(letter.top for letter in letters),
        max(letter.x1 for letter in letters),
        max(letter.bottom for letter in letters),
        sum(letter.bold for letter in letters) * 2 > len(letters),
    )


def _without_doubles(words: list[Word]) -> list[Word]:
    """Leaves out a word printed again on itself, the way some programs make a bold face or a shadow."""
    seen: dict[tuple[str, int, int], list[Word]] = {}
    kept: list[Word] = []
    for word in words:
        column, row = round(word.x0 / DOUBLE_WITHIN), round(word.top / DOUBLE_WITHIN)
        near = (seen.get((word.text, column + dx, row + dy), []) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        twins = [w for ws in near for w in ws if abs(w.x0 - word.x0) <= DOUBLE_WITHIN >= abs(w.top - word.top)]
        if twins:
            twins[0].bold = True
        else:
            seen.setdefault((word.text, column, row), []).append(word)
            kept.append(word)
    return kept


_LIGATURES = {"ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬁ": "fi", "ﬂ": "fl", "ﬅ": "st", "ﬆ": "st"}


def is_cjk(text: str) -> bool:
    """Whether the first character is an ideograph, kana, hangul or a full-width sign."""
    code = ord(text[0])
    return 0x2E80 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7A3 or 0xF900 <= code <= 0xFAFF or 0xFF01 <= code <= 0xFF60
