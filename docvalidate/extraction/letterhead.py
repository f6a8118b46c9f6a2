"""Parties that no label names: the letterhead, the sender's line over a window, the block of the addressee."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docvalidate.domain.document import Value
from docvalidate.domain.fields import PARTIES
from docvalidate.extraction.label import is_label
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, titles
from docvalidate.extraction.parties import cut_at_text, lines_of, stack
from docvalidate.extraction.party_names import (
    ADDRESS,
    CONTACT,
    SENDER,
    ends_in_legal_form,
    has_legal_form,
    is_country,
    party_value,
)
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import fold, tokenise


def named_in_full(fields: dict[str, Value], layouts: Sequence[Layout]) -> None:
    """Puts the firm whose name holds the word of a logo, from anywhere on the pages, as from their foot."""
    seller = fields.get("seller")
    if seller is None or has_legal_form(seller.text):
        return
    short = fold(seller.text).split()
    for layout in layouts:
        for phrase in layout.phrases:
            if has_legal_form(phrase.text) and len(phrase.text) <= 90 and not is_label(phrase):
                value = party_value([phrase.span, *lines_of(stack(layout, phrase))], layout.page.number)
                if value is not None and has_legal_form(value.text) and _has_words(fold(value.text).split(), short):
                    fields["seller"] = value.model_copy(update={"confidence": 0.78, "agreed": ["letterhead"]})
                    return


def unlabelled_parties(fields: dict[str, Value], kind: str, layout: Layout, rows: set[int], asked: set[str]) -> None:
    """Blocks of name and address that no label introduces: the first is the seller's letterhead, a second the buyer.

    A consignee that the paper asks for (`asked`) and leaves empty or to order is no second block: that is the carrier.
    """
    blocks = address_blocks(layout, rows)
    _in_full(fields, blocks)
    known = {fields[role].text for role in PARTIES if role in fields}
    free = [block for block in blocks if block.text not in known]
    if "seller" not in fields and free:
        fields["seller"] = free.pop(0)
        _in_full(fields, blocks)
        known.add(fields["seller"].text)
    free = [block for block in free if block.text not in known]
    role = "buyer" if kind == "commercial_invoice" else "consignee"
    if (
        role not in fields
        and not (role == "consignee" and role in asked)
        and free
        and (role == "consignee" or fields["seller"].text != free[0].text)
    ):
        fields[role] = free[0].model_copy(update={"confidence": min(0.66, free[0].confidence)})


def _in_full(fields: dict[str, Value], blocks: Sequence[Value]) -> None:
    """Puts the firm of the letterhead for a seller named in short (beneficiary Hollerbusch) or by its street."""
    seller = fields.get("seller")
    if seller is None or has_legal_form(seller.text):
        return
    short = fold(seller.text).split()
    firms = [block for block in blocks if has_legal_form(block.text)]
    full = next((block for block in firms if _has_words(fold(block.text).split(), short)), None)
    if full is not None:
        fields["seller"] = full
    elif firms and firms[0] is blocks[0] and _is_street(seller.text) and seller.party and firms[0].party:
        address = ", ".join(text for text in (seller.party.name, seller.party.address) if text)
        party = firms[0].party.model_copy(update={"address": address, "country": seller.party.country})
        fields["seller"] = firms[0].model_copy(update={"value": party})


def _has_words(words: Sequence[str], short: Sequence[str]) -> bool:
    """Whether the words of a short name stand together in a longer one: NECKARALB in Messwerk Neckaralb Sensorik AG."""
    return any(list(words[i : i + len(short)]) == list(short) for i in range(len(words) - len(short) + 1))


def _is_street(text: str) -> bool:
    """Whether words are a street with a house number rather than a firm."""
    return any(c.isdigit() for c in text) and bool(ADDRESS.search(text) or re.match(r"^\W*\d+[/-]\d+\s", text))


def freed_parties(fields: dict[str, Value], kind: str, layout: Layout, rows: set[int], asked: set[str]) -> None:
    """Firms in unlabelled blocks for a role whose holder proved to be none (a bank in the text of a letter)."""
    known = set(fields)
    unlabelled_parties(fields, kind, layout, rows, asked)
    for role in set(fields) - known:
        if not has_legal_form(fields[role].text):
            del fields[role]


def address_blocks(layout: Layout, skip_rows: set[int]) -> list[Value]:
    """Names with addresses in the upper part of a page that no label introduces; the letterhead's first.

    A letterhead is the highest or the largest of them, and needs a legal form or an address below it.
    """
    limit = 0.4 * layout.page.height if layout.page.source != "sheet" else 14 * layout.line_height
    first_table = min(skip_rows, default=len(layout.rows))
    found: list[Block] = []
    used: set[int] = set()
    for index, row in enumerate(layout.rows[:first_table]):
        if row[0].top > limit:
            break
        for phrase in row:
            if id(phrase) in used or not _may_head(layout, phrase):
                continue
            whole = bool(SENDER.match(phrase.text)) or (
                has_legal_form(phrase.text) and bool(re.search(r"\d{3,}|[·•|]", phrase.text))
            )
            under = [] if whole else stack(layout, phrase) or _set_below(layout, phrase)
            used.update(id(p) for p in under)
            address = any(ADDRESS.search(p.text) or any(c.isdigit() for c in p.text) for p in under[:3])
            legal = has_legal_form(phrase.text)
            aside = [
                p
                for r in layout.rows[index : index + 4]
                for p in r
                if p is not phrase and (ADDRESS.search(p.text) or re.search(r"\b\d{5,6}\b", p.text)) and not is_label(p)
            ]
            large = phrase.height > 1.15 * layout.line_height
            if not (whole or address or (legal and (aside or large or index <= 2)) or (large and aside and index <= 2)):
                continue
            size = phrase.height / layout.line_height + (0.3 if phrase.bold else 0.0) + (0.5 if legal else 0.0)
            found.append(
                (size - 3.0 * phrase.top / max(1.0, layout.page.height), phrase.top, [phrase.span, *lines_of(under)])
            )
    if not found:
        return []
    blocks = found
    sender = next((item for item in found if len(item[2]) == 1 and SENDER.match(item[2][0].text)), None)
    if sender is not None:  # the recipient stands right under the sender's line, flush with it
        x0, bottom = sender[2][0].box[0], sender[2][0].box[3]
        recipients = [item for item in found if item[1] >= bottom - 2 and abs(item[2][0].box[0] - x0) < 6]
        found = [sender, *recipients[:1]]
    first = sender or max(found, key=lambda item: item[0])
    rest = sorted((item for item in found if item is not first), key=lambda item: item[1])
    if sender is not None:
        first = _spelled_out(sender, blocks)
    values: list[Value] = []
    for _, _, lines in [first, *rest]:
        value = party_value(cut_at_text(lines[:6]), layout.page.number)
        if value is not None:
            values.append(
                value.model_copy(update={"confidence": min(value.confidence, 0.78), "agreed": ["letterhead"]})
            )
    return values


Block = tuple[float, float, list[Span]]
"""How much a block stands out, its top, and its lines."""


def _spelled_out(sender: Block, blocks: Sequence[Block]) -> Block:
    """The letterhead whose firm a sender's line names in short: Alpenland | Gewerbepark 3 | 4810 Gmunden."""
    first = sender[2][0].text.split()[0]
    for block in blocks:
        name = block[2][0]
        if block is not sender and name.text.split()[0] == first and ends_in_legal_form(name.text):
            return block
    return sender


_ENDS_IN_CODE = re.compile(r"\s(?=\S*\d)(?=\S*[A-Za-z])\w{4,}$")
"""A code that no firm's name ends in: PROGRAM SI700B."""


def _may_head(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase can be the first line of an unlabelled block: a name, under no label."""
    text = phrase.text
    if is_label(phrase) or _is_title(text) or CONTACT.match(text) or is_country(text) or ":" in text:
        return False
    if len(text) > (140 if SENDER.match(text) else 90):
        return False
    letters = sum(c.isalpha() for c in text)
    if letters < 4 or letters < 0.5 * len(text.replace(" ", "")) or re.match(r"^\d", text):
        return False
    if (ADDRESS.search(text) or _ENDS_IN_CODE.search(text)) and not has_legal_form(text):
        return False
    for row in layout.rows[max(0, phrase.row - 2) : phrase.row]:
        for above in row:
            over = above.x0 - 4 <= phrase.x0 <= above.x1 and phrase.top - above.bottom < 1.2 * phrase.height
            if over and is_label(above) and not _is_title(above.text):
                return False
    return True


def _set_below(layout: Layout, phrase: Phrase) -> list[Phrase]:
    """The lines under a phrase that are centred with it, or flush with its right end."""
    for place in (_centre, _right_end):
        found: list[Phrase] = []
        bottom = phrase.bottom
        for row in layout.rows[phrase.row + 1 : phrase.row + 5]:
            match = next((p for p in row if abs(place(p) - place(phrase)) < 6), None)
            if match is None or match.top - bottom > 1.5 * phrase.height or is_label(match) or _is_title(match.text):
                break
            found.append(match)
            bottom = match.bottom
        if found:
            return found
    return []


def _centre(phrase: Phrase) -> float:
    return (phrase.x0 + phrase.x1) / 2


def _right_end(phrase: Phrase) -> float:
    return phrase.x1


def _is_title(text: str) -> bool:
    if len(text) >= 7 and re.fullmatch(r"(?:\w\s){3,}\w", text.strip()):
        text = text.replace(" ", "")
    tokens = [t for t in canonical(tokenise(text)) if not t.isdigit()]
    hits = titles().scan(tokens)
    return bool(hits) and sum(h.end - h.start for h in hits) >= 0.6 * len(tokens)
