"""Claims of trade agreements, and the certifications of origin among the papers that were read for what they tell."""

from __future__ import annotations

from functools import cache

from docvalidate.domain.document import Document
from docvalidate.reference import codes
from docvalidate.reference.tables import compared, rows
from docvalidate.rules.base.context import Check, NoMatter, NotConcerned

SAME = {"S+": "S", "P+": "P"}
"""Programs of one agreement, whose certification is the same."""


def claims(check: Check) -> dict[str, list[int]]:
    """The agreements that lines claim, with the places of the lines. Raises NotConcerned where none does."""
    found: dict[str, list[int]] = {}
    for index, line in enumerate(check.entry.lines):
        program = (line.spi or "").upper()
        if program in codes.program_countries():
            found.setdefault(SAME.get(program, program), []).append(index)
    if not found:
        raise NotConcerned("no line claims a trade agreement")
    return found


def read_certificates(check: Check) -> list[Document]:
    """The certificates of origin of which the particulars were read. Raises NotConcerned, NoMatter."""
    papers = check.shipment.of_type("certificate_of_origin")
    if not papers:
        raise NotConcerned("no certificate of origin is among the papers")
    read = [one for one in papers if one.particulars is not None]
    if not read:
        raise NoMatter("the certificates of origin were not read for what a certification tells")
    return read


def preferential(document: Document) -> bool:
    """Whether the paper is a certification for an agreement: it names one, or a criterion of origin."""
    return document.told("agreement") is not None or document.told("origin_criterion") is not None


def of_program(document: Document, program: str) -> bool:
    """Whether the certification may be for that program: it is for an agreement, and names no other."""
    named = document.told("agreement")
    return preferential(document) and (named is None or named.text == program)


@cache
def elements(program: str) -> tuple[dict[str, str], ...]:
    """What its certification must tell; empty where that is not known here."""
    return tuple(row for row in rows("certificate_elements.csv") if row["program"] == program and compared(row))


@cache
def terms(program: str) -> dict[str, str] | None:
    """Its criteria and the months that a certification may hold; None where they are not known here."""
    found = (row for row in rows("certificate_terms.csv") if row["program"] == program and compared(row))
    return next(found, None)


def file_of(document: Document) -> str:
    """`the certificate of origin in CO.pdf`."""
    return f"{document.label} in {document.file}"
