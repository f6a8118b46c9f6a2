"""Is the text layer of a page to be believed? Scans have none, and some layers are not what the page shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from docvalidate.reading.pdf.characters import Character
from docvalidate.reading.pdf.drawing import Drawing
from docvalidate.reading.pdf.frame import Frame

FEW_CHARACTERS = 40
"""A page with fewer, mostly covered by an image, is a scan with a stamp on it."""
MOSTLY_IMAGE = 0.5
"""Share of the page that images cover."""
ANY_IMAGE = 0.02
GARBAGE_SHARE = 0.2
OUTLINED_LETTERS = 150
"""Curved paths on a page without text: its letters were drawn as outlines."""

Trust = Literal["text", "none", "beside", "scanner"]
"""`text`: the layer is the page. `none`: the page must be read by OCR. `beside`: by OCR too, for what lies beside the
text. `scanner`: the layer is what a scanner's own OCR made of the image."""


@dataclass(slots=True)
class Layer:
    """What is thought of the text layer."""

    trust: Trust = "text"
    reason: str = ""
    """Completes 'page 2 …'."""
    notes: list[str] = field(default_factory=list)


def judge_layer(characters: list[Character], drawing: Drawing, frame: Frame) -> Layer:
    """Decides between the text layer and OCR by what the page holds."""
    printed = [character for character in characters if not character.text.isspace()]
    covered = _covered(drawing, frame)
    if not printed:
        if covered > ANY_IMAGE or drawing.curves > OUTLINED_LETTERS:
            return Layer("none", "is an image without a text layer")
        return Layer()
    notes = (
        [] if drawing.complete else ["the page holds more drawn objects than the limit: ruling lines may be missing"]
    )
    garbage = sum(_is_garbage(character.text) for character in printed) / len(printed)
    if garbage > GARBAGE_SHARE:
        return Layer("none", f"has a text layer of which {garbage:.0%} is no readable text", notes)
    if garbage > 0:
        notes.append(f"{garbage:.1%} of the characters have no readable form")
    if covered > MOSTLY_IMAGE:
        if sum(character.hidden for character in printed) > 0.5 * len(printed):
            return Layer("scanner", "is an image with the text layer of a scanner", notes)
        if len(printed) < FEW_CHARACTERS:
            return Layer("beside", "is a scan with only a few words of text laid over it", notes)
    return Layer(notes=notes)


def _covered(drawing: Drawing, frame: Frame) -> float:
    """The share of the page that images cover, overlaps counted twice, at most 1."""
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in drawing.images)
    return min(1.0, area / (frame.width * frame.height))


def _is_garbage(text: str) -> bool:
    """Replacement characters, private use and control codes: glyphs whose meaning the file does not tell."""
    code = ord(text[0])
    return code == 0xFFFD or 0xE000 <= code <= 0xF8FF or code < 32 or 0x7F <= code < 0xA0 or code >= 0xF0000
