"""A span: characters of words, in reading order, with the box that holds them and little else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docvalidate.domain.page import Box, Word


@dataclass(slots=True)
class Piece:
    """The characters word.text[start:end]."""

    word: Word
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.word.text[self.start : self.end]

    @property
    def box(self) -> Box:
        word = self.word
        if not any(c.isalnum() for c in word.text[: self.start] + word.text[self.end :]):
            return word.box  # a sign at its end may be wide: only letters and digits are worth cutting off
        length = max(1, len(word.text))
        width = word.x1 - word.x0
        return (
            word.x0 + width * self.start / length,
            word.top,
            word.x0 + width * self.end / length,
            word.bottom,
        )


@dataclass(slots=True)
class Span:
    """Pieces of words with their joined text (a blank between words) and where each piece begins in it."""

    pieces: list[Piece]

    @classmethod
    def of(cls, words: Iterable[Word]) -> Span:
        return cls([Piece(word, 0, len(word.text)) for word in words])

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def words(self) -> list[Word]:
        return [piece.word for piece in self.pieces]

    @property
    def box(self) -> Box:
        return union([piece.box for piece in self.pieces])

    @property
    def confidence(self) -> float:
        """The least sure of its words."""
        return min((piece.word.confidence for piece in self.pieces), default=1.0)

    @property
    def cell(self) -> str | None:
        return self.pieces[0].word.cell if self.pieces else None

    def cut(self, start: int, end: int) -> Span:
        """The part text[start:end], counted in characters of `text`; blanks at its ends fall away."""
        kept: list[Piece] = []
        offset = 0
        for piece in self.pieces:
            if offset >= end:
                break
            length = piece.end - piece.start
            if offset + length > start:
                first, last = max(start - offset, 0), min(end - offset, length)
                if first < last:
                    kept.append(Piece(piece.word, piece.start + first, piece.start + last))
            offset += length + 1
        return Span(kept)

    def widened(self) -> Span:
        """The whole words that hold it."""
        return Span.of({id(word): word for word in self.words}.values())

    def stripped(self, characters: str = " :;,.-–—=|#/*") -> Span:
        """Without these characters at either end."""
        text = self.text
        start = len(text) - len(text.lstrip(characters))
        return self.cut(start, len(text.rstrip(characters)))


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around all of them; boxes must not be empty."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
