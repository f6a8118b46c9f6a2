"""Pages become documents: split and classified, fields, parties, sums and line items read, with their places."""

from __future__ import annotations

from collections.abc import Sequence

from docvalidate.domain.document import Document
from docvalidate.domain.page import Page
from docvalidate.extraction.assemble import document_of
from docvalidate.extraction.classify import group_pages
from docvalidate.extraction.displayed import as_displayed
from docvalidate.extraction.layout import lay_out
from docvalidate.extraction.particulars import with_particulars

__all__ = ["extract"]


def extract(pages: Sequence[Page], file: str) -> list[Document]:
    """The documents of one file, in order: `pages` as `docvalidate.reading` gives them, `file` named in each."""
    layouts = [lay_out(page) for page in pages if page.words]
    return [as_displayed(with_particulars(document_of(group, file), group), pages) for group in group_pages(layouts)]
