"""The goods are not described in English.

What
    Finds invoice lines whose description has most of its letters in another script than the Latin one.
Why
    CBP may reject an invoice it cannot read; the goods cannot be compared with the entry either.
Law
    19 CFR 141.86(d): the invoice and all attachments are in English, or have an accurate English translation.
Example
    Lines 1 and 2 of invoice CI-1 are described without a word in Latin letters.
Fix
    Attach an English translation; keep it with the records of the entry.
Limits
    Other languages in Latin letters are not told from English here. Information only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from docvalidate.domain.document import usable
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of, numbered
from docvalidate.rules.base.places import on_paper


@rule(
    "description-not-english",
    severity="info",
    family="invoice-content",
    needs=("invoice",),
    cites=Citation(text="19 CFR 141.86(d)", url="https://www.ecfr.gov/current/title-19/section-141.86"),
)
def description_not_english(check: Check) -> Iterator[Finding]:
    described = False
    for document in check.shipment.invoices:
        told = [(at, value) for at, item in enumerate(document.line_items) if (value := usable(item, "description"))]
        described |= bool(told)
        foreign = [(at, value) for at, value in told if foreign_script(value.text)]
        if foreign:
            verb = "is" if len(foreign) == 1 else "are"
            yield check.finding(
                f"{capital(numbered(document, [at for at, _ in foreign]))} of {name_of(document)} {verb} described in "
                "another script than the Latin one, and no English text was found beside it.",
                expected="English",
                found=[value.text for _, value in foreign][:8],
                evidence=on_paper(document, *(value for _, value in foreign[:8])),
                confidence=min(value.confidence for _, value in foreign),
            )
    if not described:
        raise NoMatter("no invoice line has a description")


def foreign_script(text: str) -> bool:
    """Whether more than three quarters of the letters are not Latin.

    >>> foreign_script("陶瓷杯"), foreign_script("陶瓷杯 CERAMIC MUG"), foreign_script("Becher"), foreign_script("123")
    (True, False, False, False)
    """
    letters = [character for character in text if character.isalpha()]
    latin = [one for one in letters if unicodedata.name(one, "").startswith(("LATIN", "FULLWIDTH LATIN"))]
    return bool(letters) and len(latin) * 4 < len(letters)
