"""The voyage that stands in the line under its ship: EVER TAMARIND over 086E in a narrow box."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docvalidate.domain.document import Value
from docvalidate.extraction import typed
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.span import Span

_VOYAGE = re.compile(r"(?i)(?:v(?:oy(?:age)?)?\.?\s*(?:no\.?)?\s*[:.]?\s*)?[A-Z]{0,3}\d{2,4}[A-Z]?")
_FLUSH = 3.0


def with_voyage(vessel: Value, layouts: Sequence[Layout]) -> Value:
    """The ship with its voyage, where a line under its name, flush with it, is a voyage and nothing else."""
    if any(c.isdigit() for c in vessel.text) or vessel.bbox is None:
        return vessel
    for layout in layouts:
        if layout.page.number != vessel.page:
            continue
        for row in layout.rows:
            for phrase in row:
                x0, _, _, bottom = vessel.bbox
                under = abs(phrase.x0 - x0) < _FLUSH and -0.3 * phrase.height < phrase.top - bottom < phrase.height
                if under and _VOYAGE.fullmatch(phrase.text):
                    words = [w for w in layout.page.words if _inside(w.centre, w.middle, vessel.bbox)]
                    span = Span.of([*words, *phrase.words])
                    told = typed.value_of(span, span.text, layout.page.number, vessel.confidence)
                    return told.model_copy(update={"agreed": vessel.agreed})
    return vessel


def _inside(x: float, y: float, box: tuple[float, float, float, float]) -> bool:
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1
