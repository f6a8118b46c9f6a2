"""Pages become documents: split and classified, fields, parties, sums and line items read, with their places."""

from __future__ import annotations

from collections.abc import Sequence

from docvalidate.config.pipeline import Models
from docvalidate.domain.document import Document
from docvalidate.domain.page import Page
from docvalidate.extraction.assemble import document_of
from docvalidate.extraction.calibration import calibrated
from docvalidate.extraction.classify import group_pages
from docvalidate.extraction.displayed import as_displayed
from docvalidate.extraction.habits import habits_of
from docvalidate.extraction.language.names import Language
from docvalidate.extraction.layout import lay_out
from docvalidate.extraction.model.opinion import Opinion
from docvalidate.extraction.particulars import with_particulars
from docvalidate.extraction.respelled import respell
from docvalidate.extraction.settled import settled

__all__ = ["extract"]


def extract(pages: Sequence[Page], file: str, models: Models | None = None) -> list[Document]:
    """The documents of one file, in order: `pages` as `docvalidate.reading` gives them, `file` named in each."""
    models = models or Models()
    for page in pages:
        respell(page)
    layouts = [lay_out(page) for page in pages if page.words]
    found = [
        (group, Opinion(models.layout, models.ask == "always", models.ask != "in-doubt", Language(models.language)))
        for group in group_pages(layouts)
    ]
    around = habits_of(pages)
    read = [with_particulars(document_of(group, file, opinion, around), group) for group, opinion in found]
    documents = [calibrated(settled(document)) for document in read]
    return [as_displayed(document, pages) for document in documents]
