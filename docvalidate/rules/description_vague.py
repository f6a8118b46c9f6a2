"""The goods are described by words that say too little to classify them.

What
    Finds invoice and entry lines whose whole description is one of the words CBP calls too vague: parts, samples,
    general cargo, electronics, gifts …
Why
    A vague description holds up release and leaves the classification unsupported.
Law
    19 CFR 141.86(a)(3); 19 CFR 142.6(a)(1), an adequate description.
Example
    Line 2 of invoice CI-1 says no more than 'PARTS'.
Fix
    Have the seller say what the goods are, of which material, and for which use.
Limits
    Words beside the vague one, other than numbers and quantities, count as a description, however poor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docvalidate.domain.document import usable
from docvalidate.reference.tables import rows
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.content import capital, name_of, numbered
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry, on_paper


@rule(
    "description-vague",
    severity="info",
    family="invoice-content",
    cites=Citation(
        text="19 CFR 141.86(a)(3); 19 CFR 142.6(a)(1)", url="https://www.ecfr.gov/current/title-19/section-142.6"
    ),
)
def description_vague(check: Check) -> Iterator[Finding]:
    seen = False
    for document in check.shipment.invoices:
        told = [(at, value) for at, item in enumerate(document.line_items) if (value := usable(item, "description"))]
        seen |= bool(told)
        bad = [(at, value) for at, value in told if vague(value.text)]
        if bad:
            words = listed(sorted({f"'{value.text.strip()}'" for _, value in bad}), 4)
            verb = "says" if len(bad) == 1 else "say"
            where = capital(numbered(document, [at for at, _ in bad]))
            yield check.finding(
                f"{where} of {name_of(document)} {verb} no more than {words}.",
                expected="a description that tells material, kind and use",
                found=[value.text for _, value in bad],
                evidence=on_paper(document, *(value for _, value in bad)),
                confidence=min(value.confidence for _, value in bad),
            )
    if check.shipment.entry is not None and not check.shipment.invoices:
        check.misses("lines.description")
        for index, line in enumerate(check.entry.lines):
            seen |= bool(line.description)
            if line.description and vague(line.description):
                yield check.finding(
                    f"Line {line.line_number}: the entry describes the goods as '{line.description}', which says too "
                    "little to classify them.",
                    found=line.description,
                    line=index,
                    evidence=in_entry(check.entry, f"lines[{index}].description"),
                )
    if not seen:
        raise NoMatter("no line of an invoice or of the entry has a description")


def vague(text: str) -> bool:
    """Whether nothing but words of the table stands in the text.

    >>> vague("SPARE PARTS"), vague("Electronics, 20 PCS"), vague("Brake parts"), vague("Toaster parts")
    (True, True, False, False)
    """
    words = re.findall(r"[^\W\d_]+", text.casefold())
    known, fillers = _words()
    telling = [word for word in words if word not in fillers]
    return bool(telling) and (" ".join(telling) in known or all(word in known for word in telling))


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    kinds: dict[str, set[str]] = {"vague": set(), "filler": set()}
    for row in rows("vague_descriptions.csv"):
        kinds[row["kind"]].add(row["words"])
    return frozenset(kinds["vague"]), frozenset(kinds["filler"])
