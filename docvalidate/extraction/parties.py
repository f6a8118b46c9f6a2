"""Parties: the block of lines under or beside a role's label, or the letterhead where no label names the seller."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docvalidate.domain.document import Value
from docvalidate.domain.fields import PARTIES
from docvalidate.extraction import typed
from docvalidate.extraction.label import Label, firm_keys, is_label
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, columns, titles
from docvalidate.extraction.neighbours import below, right_of
from docvalidate.extraction.party_names import (
    ADDRESS,
    CONTACT,
    country,
    ends_in_legal_form,
    has_legal_form,
    party_value,
)
from docvalidate.extraction.people import TITLES
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Piece, Span
from docvalidate.extraction.text import is_cjk, tokenise

MAX_LINES = 8


_POINTER = re.compile(
    r"(?i)^\W*(?:(?:same\s+as|as\s+per)\b|(?:same|idem|ditto|as\s+above)\W*$"
    r"|(?:un)?to(?:\s+the)?(?:\s+order(?:\s+of(?:\s+the)?(?:\s+(?:shipper|seller|consignor))?)?)?\W*$)"
)


_PERSON = re.compile(rf"(?:{TITLES})\.?\s+[^\W\d_][\w.' -]+$")
"""A person and no firm: Hr. Aumann."""


_SENTENCE = re.compile(r"(?i)\b(?:hereby|certify|declare|please|shall|we |the goods|according)\b")


@dataclass(slots=True)
class PartyCandidate:
    """A party proposed for a role."""

    role: str
    value: Value
    score: float
    order: int
    address: bool = False
    """Whether its label speaks of an address: `Ship-to address`."""


def party_candidates(layouts: Sequence[Layout], labels: Sequence[Sequence[Label]]) -> list[PartyCandidate]:
    """Every party that a label of a role names."""
    found: list[PartyCandidate] = []
    order = 0
    for layout, page_labels in zip(layouts, labels, strict=True):
        for label in page_labels:
            roles = [meaning for meaning in label.meanings if meaning in PARTIES] or _vague_roles(layout, label)
            if not roles or (not label.leading and not label.colon):
                continue
            order += 1
            block = _block(layout, label)
            value = party_value(block, layout.page.number) if block else None
            if value is None or _names_nobody(value.text) or columns().whole(canonical(tokenise(value.text))):
                continue
            cut_off = (
                bool(label.inline) and label.phrase.x1 > 0.85 * layout.page.width and not has_legal_form(value.text)
            )
            score = 0.9 - 0.1 * cut_off + 0.01 * min(3, label.end - label.start) - (0.12 if label.generic else 0.0)
            if label.inline and not label.colon:
                if label.inline.text[:1].islower() or ends_in_legal_form(label.inline.text, whole=True):
                    continue  # `Lieferant GmbH` is a name, not a label and its value
                score -= 0.15
            name = value.text
            if re.match(r"^\d", name) or (ADDRESS.search(name) and not has_legal_form(name)):
                score -= 0.25
            address = label.text.split(" ")[-1] in ("address", "adresse", "indirizzo", "direccion", "adresi")
            if address:
                score -= 0.06
            for role in roles:
                found.append(PartyCandidate(role, value, score, order, address))
    return found


def _names_nobody(text: str) -> bool:
    """Whether words stand where a firm should: N/A, a delivery term, a person, a pointer to another, to order."""
    if _POINTER.match(text):
        return True
    nobody = typed.INCOTERM_FIRST.match(text) or _PERSON.match(text) or typed.NO_VALUE.match(text)
    return nobody is not None and not has_legal_form(text)


_VAGUE = {
    "from": ["seller"],
    "to": ["buyer", "consignee"],
    "for": ["buyer", "consignee"],
    "place of delivery": ["consignee"],
    "final destination": ["consignee"],
    "destination": ["consignee"],
    "goods to": ["consignee"],
}


def _vague_roles(layout: Layout, label: Label) -> list[str]:
    """FROM and TO over blocks of lines are parties; over or beside one line they are places."""
    roles = _VAGUE.get(label.text, [])
    if not roles or not (label.alone or label.colon):
        return []
    if len(below(layout, label, lines=3)) >= 2:
        return roles
    beside = right_of(layout, label)
    return roles if beside is not None and len(stack(layout, beside)) >= 2 else []


def _block(layout: Layout, label: Label) -> list[Span]:
    """The lines of a party, the name first."""
    lines: list[Span] = []
    if label.inline:
        if not any(c.isalpha() for c in label.inline.text):
            return cut_at_text(
                lines_of(below(layout, label, lines=MAX_LINES))
            )  # the party's number: SOLD-TO: 547785 over its name
        lines.append(_with_last_sign(label.inline))
        lines.extend(lines_of(below(layout, label, lines=MAX_LINES)))
        if len(lines) == 1:
            lines.extend(lines_of(_aligned_below(layout, label.phrase, label.inline)))
        return cut_at_text(lines)
    beside = right_of(layout, label)
    if beside is not None and _in_ledger(layout, label, beside):
        return cut_at_text([p.span for p in layout.rows[label.phrase.row] if p.x0 >= beside.x0])
    lower = below(layout, label, lines=MAX_LINES)
    under = lines_of(lower)
    if not under and (beside is None or is_label(beside)):
        return cut_at_text(_card(layout, label))
    boxed = label.phrase.cell is not None and bool(lower) and lower[0].cell == label.phrase.cell
    if under and (boxed or beside is None or not _is_name(beside.text)):
        return cut_at_text(under)
    if beside is not None and _is_name(beside.text) and (not under or beside.x0 - label.phrase.x1 < 80):
        if under and _close(under[0], label) and not label.colon:
            return cut_at_text(under)
        return cut_at_text([beside.span, *lines_of(stack(layout, beside))])
    return cut_at_text(under)


def _in_ledger(layout: Layout, label: Label, beside: Phrase) -> bool:
    """Whether the parties stand in a table, a row each: role, name, address and country in columns."""
    own = label.phrase
    if len(layout.rows[own.row]) < 3:
        return False
    for row in (*layout.rows[max(0, own.row - 1) : own.row], *layout.rows[own.row + 1 : own.row + 2]):
        if len(row) == len(layout.rows[own.row]) and is_label(row[0]) and abs(row[0].x0 - own.x0) < 3:
            meant = {meaning for hit in row[0].hits for meaning in hit.meanings}
            if meant & set(PARTIES) and abs(row[1].x0 - beside.x0) < 3 and not is_label(row[1]):
                return True
    return False


def _with_last_sign(name: Span) -> Span:
    """A name behind a label with the sign that belongs to it: the point of `Ltd.`, the bracket of `(USA)`."""
    last = name.pieces[-1]
    following = last.word.text[last.end : last.end + 1]
    bracket = following == ")" and name.text.count("(") > name.text.count(")")
    if bracket or (following == "." and ends_in_legal_form(name.text)):
        return Span([*name.pieces[:-1], Piece(last.word, last.start, last.end + 1)])
    return name


def _card(layout: Layout, label: Label) -> list[Span]:
    """A party set out as a card: `Company | ACME Inc.`, `Street | …` under the role."""
    limit = min((p.x0 for p in layout.rows[label.phrase.row] if p.x0 > label.phrase.x1), default=layout.page.width)
    lines: list[Span] = []
    bottom = label.phrase.bottom
    for row in layout.rows[label.phrase.row + 1 : label.phrase.row + 8]:
        key = next((p for p in row if abs(p.x0 - label.phrase.x0) < 6), None)
        if key is None or key.top - bottom > 1.6 * key.height:
            break
        if not lines and not _names_firm(key.text):
            break
        values = [p for p in row if key.x1 <= p.x0 < limit - 1]
        if not values:
            break
        lines.append(Span.of([w for p in values for w in p.words]))
        bottom = key.bottom
    return lines


def _names_firm(key: str) -> bool:
    """Whether a key of a card asks for the firm's name, in one language or in two: 公司 Company."""
    tokens = canonical(tokenise(key))
    latin = [token for token in tokens if not is_cjk(token)]
    return " ".join(tokens) in firm_keys() or "".join(tokens) in firm_keys() or " ".join(latin) in firm_keys()


def _close(line: Span, label: Label) -> bool:
    """Whether a line stands right under its label, flush with it."""
    box = line.box
    return abs(box[0] - label.phrase.x0) < 4 and box[1] - label.phrase.bottom < 0.9 * label.phrase.height + 3


def _is_name(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 3 and not CONTACT.match(text)


def lines_of(phrases: Sequence[Phrase]) -> list[Span]:
    rows: dict[int, list[Phrase]] = {}
    for phrase in phrases:
        rows.setdefault(phrase.row, []).append(phrase)
    return [Span.of([word for phrase in rows[row] for word in phrase.words]) for row in sorted(rows)]


def _aligned_below(layout: Layout, phrase: Phrase, inline: Span) -> list[Phrase]:
    """Lines below that are flush with the value behind a label: `Buyer: ACME Inc.` over its address."""
    x0 = inline.box[0]
    found: list[Phrase] = []
    bottom = phrase.bottom
    for row in layout.rows[phrase.row + 1 : phrase.row + 1 + MAX_LINES]:
        match = next((p for p in row if abs(p.x0 - x0) < 4), None)
        if match is None and min(p.top for p in row) - bottom < 0.8 * phrase.height:
            continue  # a row of the column beside, set half a line lower
        if match is None or match.top - bottom > 1.2 * phrase.height or is_label(match):
            break
        if any(p.x1 <= match.x0 and is_label(p) for p in row) or _names_paper(match.text):
            break
        found.append(match)
        bottom = match.bottom
    return found


def stack(layout: Layout, first: Phrase) -> list[Phrase]:
    """The lines under a phrase, flush with it."""
    return _aligned_below(layout, first, first.span)


def cut_at_text(lines: list[Span]) -> list[Span]:
    """Up to the first line that is no part of a name and address."""
    kept: list[Span] = []
    for line in lines[:MAX_LINES]:
        if kept and (_SENTENCE.search(line.text) or len(line.text) > 140):
            break
        kept.append(line)
    return kept


def _names_paper(text: str) -> bool:
    """Whether a line begins with the title of a paper: `Commercial Invoice 4711 dated …`."""
    tokens = canonical(tokenise(text))
    hit = titles().at(tokens, 0) if tokens else None
    return hit is not None and (hit.end >= 2 or any(c.isdigit() for c in text))


def _with_address(best: PartyCandidate, addresses: Sequence[PartyCandidate]) -> PartyCandidate:
    """A name whose address stands under a label of its own: `Ship-to` and `Ship-to address`."""
    party = best.value.party
    for other in addresses:
        if party is not None and other.value.party is not None:
            text = ", ".join(t for t in (other.value.party.name, other.value.party.address) if t)
            full = party.model_copy(update={"address": text, "country": party.country or country(["", text])})
            return PartyCandidate(best.role, best.value.model_copy(update={"value": full}), best.score, best.order)
    return best


def _is_address(name: str) -> bool:
    return not has_legal_form(name) and (any(c.isdigit() for c in name) or bool(ADDRESS.search(name)))


def choose_party(candidates: Sequence[PartyCandidate], role: str) -> Value | None:
    """The best proposal for a role: the surest label, the first on the page among equals."""
    mine = sorted((c for c in candidates if c.role == role), key=lambda c: (-c.score * c.value.confidence, c.order))
    if not mine:
        return None
    best = mine[0]
    if best.address and best.value.party is not None and _is_address(best.value.party.name):
        return None  # Seller address under a letterhead that names the seller
    if best.value.party is not None and best.value.party.address is None and not best.address:
        best = _with_address(best, [c for c in mine[1:] if c.address])
    confidence = round(min(0.98, best.value.confidence * best.score / 0.9), 3)
    return best.value.model_copy(update={"confidence": confidence, "agreed": ["label"]})
