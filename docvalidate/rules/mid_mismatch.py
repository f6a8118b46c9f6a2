"""The manufacturer ID fits none of the makers and sellers on the papers.

What
    Compares each manufacturer ID (MID) of the entry with the manufacturers, sellers and shippers on the papers that
    are in its country: name, number of the street line, city.
Why
    CBP tells makers apart by the MID: antidumping rates, forced-labour findings and quotas hang on it.
Law
    Appendix to 19 CFR Part 102, construction of the MID; CATAIR AE record 47; 19 CFR 102.23 for textiles.
Example
    Line 1: the entry says ITZHOXIN112STR, the seller in Italy is Calzaturificio Fratelli Brentari S.r.l.
    (ITCALFRA…).
Fix
    Construct the MID from the maker's name and address, or keep proof of who made the goods.
Limits
    The maker is often not the seller: where no party on the papers is in the MID's country the maker is not named
    there, and the rule is not assessed. A seller whose address names no country is taken to be in the country of
    export. Many MIDs on file were keyed by others, so any word of the name is enough, and a difference is a
    warning, said once for a MID. Where two words one after the other on the papers begin like the name in the MID,
    the maker may be named there, and the rule is not assessed.
"""

from __future__ import annotations

from collections.abc import Iterator

from docvalidate.reference import countries
from docvalidate.reference.identifiers import IdentifierError, mid, mid_parts
from docvalidate.reference.texts import firm_words
from docvalidate.rules import Check, Citation, Finding, NoMatter, rule
from docvalidate.rules.base.page_text import maker_stands_there
from docvalidate.rules.base.parties import ROLE_NAMES, Named, making
from docvalidate.rules.base.phrases import listed
from docvalidate.rules.base.places import in_entry


@rule(
    "mid-mismatch",
    severity="warning",
    family="papers-entry",
    needs=("entry", "papers"),
    uses=("lines.manufacturer_id",),
    cites=Citation(
        text="Appendix to 19 CFR Part 102; CATAIR AE record 47",
        url="https://www.ecfr.gov/current/title-19/part-102/appendix-Appendix%20to%20Part%20102",
    ),
    ace=("523",),
    psc=("L19",),
)
def mid_mismatch(check: Check) -> Iterator[Finding]:
    lines: dict[str, list[int]] = {}
    for index, line in enumerate(check.entry.lines):
        if line.manufacturer_id:
            lines.setdefault(mid.compact(line.manufacturer_id), []).append(index)
    if not lines:
        raise NoMatter("the entry carries no manufacturer ID")
    parties = making(check.shipment)
    compared, reasons = 0, []
    for number, places in lines.items():
        there = [
            one
            for one in parties
            if names_of(one) and (country_of(one) or _exporting(check, one)) == mid.country(number)
        ]
        if not there:
            continue
        compared += 1
        if any(fits(number, one) for one in there):
            continue
        if maker_stands_there(check.documents, number):
            reasons.append(f"a name like that in {number} stands on the papers, in a place that was not read")
            continue
        yield _finding(check, number, places, there)
    if reasons:
        raise NoMatter("; ".join(reasons))
    if not compared:
        raise NoMatter("no manufacturer, seller or shipper on the papers is in the country of a manufacturer ID")


def _finding(check: Check, number: str, places: list[int], there: list[Named]) -> Finding:
    numbers = [str(check.line(index).line_number) for index in places]
    label = f"Line {numbers[0]}" if len(numbers) == 1 else f"Lines {listed(numbers)}"
    first = there[0]
    who = listed([f"{one.party.name} ({ROLE_NAMES[one.role].removeprefix('the ')})" for one in _distinct(there)], 3)
    country = countries.name(mid.country(number)) or mid.country(number)
    computed = _computed(first)
    likely = f"; computed from its name and address it would be {computed}" if computed else ""
    return check.finding(
        f"{label}: the entry says manufacturer {number}, which fits no party on the papers in {country}: "
        f"{who}{likely}.",
        expected=computed or first.party.name,
        found=number,
        line=places[0],
        evidence=[
            *(place for one in there for place in one.evidence),
            *in_entry(check.entry, *(f"lines[{index}].manufacturer_id" for index in places)),
        ],
        confidence=first.value.confidence,
    )


def country_of(one: Named) -> str | None:
    """The party's country: as read, else from the end of its address."""
    if one.party.country:
        return one.party.country.upper()
    for part in reversed((one.party.address or "").replace("\n", ",").split(",")[-2:]):
        if code := countries.find(part.strip(" .0123456789-")):
            return code
    return None


def _exporting(check: Check, one: Named) -> str | None:
    """The country of export, for a seller whose address names no country: a letterhead leaves out its own."""
    printed = one.document.get("country_of_export") or one.document.get("country_of_origin")
    exporting = check.entry.exporting_country
    if printed is not None and exporting is not None and printed.text != exporting:
        return None
    return exporting or (printed.text if printed is not None else None)


def fits(number: str, one: Named) -> bool:
    """Whether the MID can be this party's: it begins with a word of its name, or is built from the whole of it."""
    return any(_named_so(number, name, one.party.address or "") for name in names_of(one))


def names_of(one: Named) -> list[str]:
    """The party's name in Latin letters; under a name in another script it stands at the head of the address."""
    names = [one.party.name, *(other.text for other in one.value.alternatives or [])]
    if not any(_latin(name) for name in names):
        names += [one.party.address.replace("\n", ",").split(",")[0]] if one.party.address else []
    return [name for name in names if _latin(name)]


def _latin(name: str) -> bool:
    return sum(character.isalpha() for character in mid_parts.plain(name) if character.isascii()) >= 3


def _named_so(number: str, name: str, address: str) -> bool:
    body = mid.compact(number)[2:]
    words = ["".join(c for c in mid_parts.plain(word) if c.isalnum()) for word in firm_words(name)]
    starts = {word[:3] for word in words if len(word) >= 2} | {mid_parts.name_part(name)[:3]}
    if any(body.startswith(start) for start in starts if start):
        return True
    try:
        parts = mid.compare(number, name, address, mid.country(number)).differs
    except IdentifierError:
        return False
    return "name" not in parts


def _computed(one: Named) -> str | None:
    country = country_of(one)
    if not one.party.address or country is None:
        return None
    try:
        return mid.construct(one.party.name, one.party.address, country)
    except IdentifierError:
        return None


def _distinct(parties: list[Named]) -> list[Named]:
    return list({one.party.name: one for one in parties}.values())
