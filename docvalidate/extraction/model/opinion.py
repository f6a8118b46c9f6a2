"""The model's opinion of one document: asked only when somebody wants to know, and once for each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docvalidate.domain.page import Page
from docvalidate.extraction.language.names import Language
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.model.labelled_words import LabelledWords
from docvalidate.extraction.model.load import labeller

NO_MODEL = "none"
MAX_PAGES = 12
"""Pages of one document that a model is asked about: what it is wanted for stands on the first and the last."""


MAX_WORDS = 4000
"""A page with more words is a register or an attack: no model is asked about it."""


LEARNED = ("text", "ocr")
"""Kinds of pages that it is asked about: a sheet's cells and a text file's columns lie otherwise than printed words."""


@dataclass
class Opinion:
    """`where` names the model of the pipeline; without one, or where it cannot run, every page is unknown."""

    where: str = NO_MODEL
    always: bool = False
    """Whether it and the pipeline of the language are asked of every paper, not in doubt alone."""
    pages: bool = False
    """Whether it alone is."""
    language: Language = field(default_factory=Language)
    """What is named in running text, by the spaCy pipeline of the pipeline file."""
    _known: dict[int, LabelledWords | None] = field(default_factory=dict)

    @property
    def available(self) -> bool:
        """Whether there is a model to ask. Loads it."""
        return self.where != NO_MODEL and labeller(self.where) is not None

    @property
    def asked(self) -> bool:
        """Whether it has been asked."""
        return bool(self._known)

    def of(self, layout: Layout) -> LabelledWords | None:
        """What the model says of a page; None where there is no model to ask."""
        number = layout.page.number
        if number not in self._known:
            page = layout.page
            small = len(self._known) < MAX_PAGES and len(page.words) <= MAX_WORDS
            ask = self.where != NO_MODEL and small and page.source in LEARNED
            model = labeller(self.where) if ask else None
            self._known[number] = model.label(_words_of(layout)) if model is not None else None
        return self._known[number]

    def spread(self, layouts: Sequence[Layout]) -> list[tuple[Layout, LabelledWords]]:
        """The pages that the model was asked about, first pages first, with what it says."""
        return [(layout, said) for layout in layouts if (said := self.of(layout)) is not None]


def _words_of(layout: Layout) -> Page:
    return Page(layout.page.number, layout.page.width, layout.page.height, layout.page.words)
