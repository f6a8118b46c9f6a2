"""What some papers say beyond the fields of every paper, read for the rules that ask for it."""

from __future__ import annotations

from docvalidate.domain.document import Document
from docvalidate.extraction.certificate import certificate
from docvalidate.extraction.classify import Group
from docvalidate.extraction.habits import habits_of
from docvalidate.extraction.people import responsible_employee
from docvalidate.extraction.ships import ship_particulars
from docvalidate.extraction.statements import marks_of, statements
from docvalidate.extraction.variants import variants_of

WITH_MARKS = ("packing_list", "bill_of_lading", "air_waybill", "arrival_notice")
"""Papers on which the marks of the packages may stand in place of the invoice; nothing else is read of them here."""
WITH_VARIANTS = ("commercial_invoice", "other")
"""A credit note is no invoice, and of no type of its own."""


def with_particulars(document: Document, group: Group) -> Document:
    """The document with its particulars: those of an invoice, of a certificate of origin, of a credit note, of the ship
    that a paper names."""
    layouts = [nature.layout for nature in group.pages]
    found = dict(variants_of(group)) if document.type in WITH_VARIANTS else {}
    if document.type == "commercial_invoice":
        person = responsible_employee(layouts)
        if person is not None:
            found["responsible_employee"] = person
        found.update(statements(layouts))
    elif document.type == "certificate_of_origin":
        found.update(certificate(layouts, habits_of(layout.page for layout in layouts)))
    elif document.type in WITH_MARKS:
        marks = next((one for layout in layouts if (one := marks_of(layout)) is not None), None)
        if marks is not None:
            found["marks"] = marks
    if document.type != "certificate_of_origin":
        found.update(ship_particulars(layouts))
        if not found and document.type != "commercial_invoice":
            return document
    return document.model_copy(update={"particulars": found})
