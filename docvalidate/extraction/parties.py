"""Parties: the block of lines under or beside a role's label, or the letterhead where no label names the seller."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from docvalidate.domain.document import Party, Value
from docvalidate.domain.fields import PARTIES
from docvalidate.extraction import typed
from docvalidate.extraction.labelled import Label, below, is_label, right_of
from docvalidate.extraction.layout import Layout, Phrase
from docvalidate.extraction.lexicon import canonical, titles
from docvalidate.extraction.span import Piece, Span
from docvalidate.extraction.text import fold, is_cjk, tokenise
from docvalidate.reference import countries

MAX_LINES = 8
MAX_LENGTH = 200
"""Characters of a line that are searched for a name and an address: what is longer is running text."""
_CONTACT = re.compile(
    r"(?i)^\s*(?:tel|phone|ph|fax|e-?mail|mail|web|www|http|attn|attention|contact|mobile|mob|vat|gst|tax|ein|irs|iec|eori|p\.?\s?iva|"
    r"ust|rfc|电话|传真|邮箱|联系人|đt|sdt|mst|telefon|faks|tél|cell|c\.f\.|nif|cif\b|siret|pan\b|cin\b|usci)\b"
)
_ADDRESS = re.compile(
    r"(?i)\b(?:street|st\.?|road|rd\.?|avenue|ave\.?|blvd|boulevard|lane|drive|dr\.|way|suite|ste\.?|floor|fl\.|room|building|bldg|block|plot|unit|"
    r"no\.|p\.?\s?o\.?\s?box|estate|industrial|zone|park|district|city|province|village|town|highway|hwy|pkwy|parkway|court|plaza|square|"
    r"strasse|straße|str\.|weg|platz|allee|via|viale|piazza|corso|calle|avenida|av\.|col\.|colonia|rue|route|chemin|cadde|caddesi|cad\.|sokak|sok\.|mah\.|"
    r"mahallesi|bulvar[ıi]|duong|đường|quận|phường|khu|lô|kcn|tp\.?|路|号|區|区|省|市|镇|楼|室)(?=\W|$)|路|号|区|省|镇|楼"
)
_POINTER = re.compile(
    r"(?i)^\W*(?:(?:same\s+as|as\s+per)\b|(?:same|idem|ditto|as\s+above)\W*$"
    r"|(?:un)?to(?:\s+the)?(?:\s+order(?:\s+of(?:\s+the)?(?:\s+(?:shipper|seller|consignor))?)?)?\W*$)"
)
_SENTENCE = re.compile(r"(?i)\b(?:hereby|certify|declare|please|shall|we |the goods|according)\b")


@cache
def _legal_forms() -> frozenset[tuple[str, ...]]:
    text = files("docvalidate.extraction").joinpath("data", "legal_forms.txt").read_text(encoding="utf-8")
    return frozenset(
        tuple(token.text for token in tokenise(line)) for line in text.splitlines() if line and not line.startswith("#")
    )


def ends_in_legal_form(text: str, *, whole: bool = False) -> bool:
    """Whether a line ends like a firm's name: Co., Ltd. / GmbH / S.p.A. / 有限公司; `whole`: is nothing else."""
    tokens = tuple(token.text for token in tokenise(re.sub(r"[(（][^)）]*[)）]\s*$", "", text)))
    if whole:
        return tokens in _legal_forms()
    return any(tokens[-n:] in _legal_forms() for n in range(1, min(6, len(tokens)) + 1))


def has_legal_form(text: str) -> bool:
    """Whether a firm's legal form occurs in a line."""
    tokens = tuple(token.text for token in tokenise(text))
    return any(tokens[i : i + n] in _legal_forms() for n in range(1, 6) for i in range(1, len(tokens) - n + 1))


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
            if value is None or _names_nobody(value.text):
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
            if re.match(r"^\d", name) or (_ADDRESS.search(name) and not has_legal_form(name)):
                score -= 0.25
            address = label.text.split(" ")[-1] in ("address", "adresse", "indirizzo", "direccion", "adresi")
            if address:
                score -= 0.06
            for role in roles:
                found.append(PartyCandidate(role, value, score, order, address))
    return found


def _names_nobody(text: str) -> bool:
    """Whether words stand where a firm should: N/A, a pointer to another party, a bill made out to order."""
    return bool(_POINTER.match(text)) or (bool(typed.NO_VALUE.match(text)) and not has_legal_form(text))


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
    return roles if beside is not None and len(_stack(layout, beside)) >= 2 else []


def _block(layout: Layout, label: Label) -> list[Span]:
    """The lines of a party, the name first."""
    lines: list[Span] = []
    if label.inline:
        if not any(c.isalpha() for c in label.inline.text):
            return []
        lines.append(_with_last_sign(label.inline))
        lines.extend(_lines(below(layout, label, lines=MAX_LINES)))
        if len(lines) == 1:
            lines.extend(_lines(_aligned_below(layout, label.phrase, label.inline)))
        return _cut(lines)
    lower = below(layout, label, lines=MAX_LINES)
    under = _lines(lower)
    beside = right_of(layout, label)
    if not under and (beside is None or is_label(beside)):
        return _cut(_card(layout, label))
    boxed = label.phrase.cell is not None and bool(lower) and lower[0].cell == label.phrase.cell
    if under and (boxed or beside is None or not _is_name(beside.text)):
        return _cut(under)
    if beside is not None and _is_name(beside.text) and (not under or beside.x0 - label.phrase.x1 < 80):
        if under and _close(under[0], label) and not label.colon:
            return _cut(under)
        return _cut([beside.span, *_lines(_stack(layout, beside))])
    return _cut(under)


def _with_last_sign(name: Span) -> Span:
    """A name behind a label with the sign that belongs to it: the point of `Ltd.`, the bracket of `(USA)`."""
    last = name.pieces[-1]
    following = last.word.text[last.end : last.end + 1]
    bracket = following == ")" and name.text.count("(") > name.text.count(")")
    if bracket or (following == "." and ends_in_legal_form(name.text)):
        return Span([*name.pieces[:-1], Piece(last.word, last.start, last.end + 1)])
    return name


_CARD_NAMES = frozenset(
    {"company", "name", "company name", "firm", "firm name", "nome", "firma", "empresa", "societe", "unvan", "名称"}
)


def _card(layout: Layout, label: Label) -> list[Span]:
    """A party set out as a card: `Company | ACME Inc.`, `Street | …` under the role."""
    limit = min((p.x0 for p in layout.rows[label.phrase.row] if p.x0 > label.phrase.x1), default=layout.page.width)
    lines: list[Span] = []
    bottom = label.phrase.bottom
    for row in layout.rows[label.phrase.row + 1 : label.phrase.row + 8]:
        key = next((p for p in row if abs(p.x0 - label.phrase.x0) < 6), None)
        if key is None or key.top - bottom > 1.6 * key.height:
            break
        word = " ".join(canonical(tokenise(key.text)))
        if not lines and word not in _CARD_NAMES:
            break
        values = [p for p in row if key.x1 <= p.x0 < limit - 1]
        if not values:
            break
        lines.append(Span.of([w for p in values for w in p.words]))
        bottom = key.bottom
    return lines


def _close(line: Span, label: Label) -> bool:
    """Whether a line stands right under its label, flush with it."""
    box = line.box
    return abs(box[0] - label.phrase.x0) < 4 and box[1] - label.phrase.bottom < 0.9 * label.phrase.height + 3


def _is_name(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 3 and not _CONTACT.match(text)


def _lines(phrases: Sequence[Phrase]) -> list[Span]:
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
        if match is None or match.top - bottom > 1.2 * phrase.height or is_label(match):
            break
        if any(p.x1 <= match.x0 and is_label(p) for p in row) or _names_paper(match.text):
            break
        found.append(match)
        bottom = match.bottom
    return found


def _stack(layout: Layout, first: Phrase) -> list[Phrase]:
    """The lines under a phrase, flush with it."""
    return _aligned_below(layout, first, first.span)


def _cut(lines: list[Span]) -> list[Span]:
    """Up to the first line that is no part of a name and address."""
    kept: list[Span] = []
    for line in lines[:MAX_LINES]:
        if kept and (_SENTENCE.search(line.text) or len(line.text) > 140):
            break
        kept.append(line)
    return kept


def party_value(lines: Sequence[Span], page: int) -> Value | None:
    """Name, address and country of a block of lines."""
    lines = [line.cut(0, MAX_LENGTH) for line in lines if line.text.strip(" .,:;-")]
    while lines and (_CONTACT.match(lines[0].text) or not any(c.isalpha() for c in lines[0].text)):
        lines = list(lines[1:])
    if not lines:
        return None
    if len(lines) > 1 and _is_chinese(lines[0].text) and not _is_chinese(lines[1].text):
        first, second = lines[0], lines[1]  # a name in both scripts: the one the entry can bear
        if has_legal_form(second.text) or not _ADDRESS.search(second.text):
            lines = [second, *lines[2:], first]
    name_lines = _name_lines(lines)
    span, rest_of_name = _name_span(lines[:name_lines])
    name = re.sub(r"\s+", " ", span.text).strip(" ,;:")
    if sum(c.isalpha() for c in name) < 2 or len(name) > 140 or is_country(name):
        return None
    rest = ([rest_of_name] if rest_of_name else []) + [line.text for line in lines[name_lines:]]
    rest = [text for text in rest if not _CONTACT.match(text)]
    address = ", ".join(text.strip(" ,;") for text in rest if text.strip(" ,;")) or None
    party = Party(name=name, address=address, country=_country([name, *rest]))
    sure = 0.88 if has_legal_form(name) or address else 0.72
    return typed.value_of(span, party, page, sure)


def _is_chinese(text: str) -> bool:
    """Whether most letters of a line are Chinese, Japanese or Korean."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(is_cjk(c) for c in letters) > 0.6 * len(letters)


def _name_span(lines: Sequence[Span]) -> tuple[Span, str | None]:
    """The name; where the address goes on in the same line behind it, what stands before the first number."""
    span = Span([piece for line in lines for piece in line.pieces]).stripped(" ,;:")
    text = span.text
    cut = _cut_address(text)
    if cut:
        return span.cut(0, cut).stripped(" ,;:-"), text[cut:].strip(" ,;:-")
    return span, None


def _cut_address(text: str) -> int | None:
    """Where an address begins in a line that holds the name too: behind a legal form, at a comma or a number."""
    if len(text) < 25:
        return None
    for match in re.finditer(r"[,;]?\s+(?=\S)", text):
        head, tail = text[: match.start()], text[match.end() :]
        if len(head) >= 6 and ends_in_legal_form(head) and not re.match(r"(?i)^(?:[-–(&]|c/o|and\b|et\b|&)", tail):
            tokens = [t.text for t in tokenise(tail)][:4]
            if (
                tokens
                and not ends_in_legal_form(f"x {' '.join(tokens[:1])}")
                and not any(ends_in_legal_form(f"x {' '.join(tokens[:n])}") for n in range(1, len(tokens) + 1))
            ) and (any(c.isdigit() for c in tail) or _ADDRESS.search(tail) or is_country(tail.strip(" .,"))):
                return match.start()
    digit = re.search(r",\s*(?=(?:No\.?\s*)?\d)", text)
    if digit and digit.start() > 8 and _ADDRESS.search(text[digit.end() :]):
        return digit.start()
    return None


def is_country(text: str) -> bool:
    """Whether a line is a country and nothing else."""
    return bool(countries.find(text.strip(" .,;:()")))


def _country(texts: Sequence[str]) -> str | None:
    for text in reversed(texts[1:]):
        for piece in [text, *reversed(re.split(r"[,;.–-]\s*|\s{2,}", text))]:
            bare = piece.strip(" .,;:()")
            if len(bare) >= 4 or (len(bare) >= 2 and (bare.isupper() or is_cjk(bare))):
                code = countries.find(bare)
                if code:
                    return code
        words = text.replace(",", " ").split()
        for length in (3, 2, 1):
            tail = " ".join(words[-length:]).strip(" .,;:()")
            if len(words) >= length and (len(tail) >= 4 or (len(tail) >= 2 and is_cjk(tail))):
                code = countries.find(tail)
                if code:
                    return code
        if re.search(r"\b[A-Z]{2}\.?\s+\d{5}(?:-\d{4})?\b", text):
            return "US"
    return None


def _name_lines(lines: Sequence[Span]) -> int:
    """How many of the first lines are the name: it may be wrapped, set in bold, or go on behind a hyphen."""
    first = lines[0]
    if len(lines) == 1:
        return 1
    right = max(line.box[2] for line in lines)
    bold = [all(word.bold for word in line.words) for line in lines]
    count = 1
    while count < min(4, len(lines) - 1 or 1):
        upper, lower = lines[count - 1], lines[count]
        text = lower.text
        if _CONTACT.match(text) or is_country(text) or re.match(r"^\W*\d", text):
            break
        if bold[0]:
            if not bold[count]:
                break
            if bold[count] and any(not b for b in bold):
                count += 1
                continue
        joined = upper.text.rstrip()
        continues = joined.endswith(("-", "–", "&", "/", ",")) or re.match(r"^[-–&(]|(?i:c/o\b)", text) is not None
        room = right - upper.box[2]
        word = lower.words[0]
        wrapped = word.x1 - word.x0 + 0.25 * word.height > room
        finished = ends_in_legal_form(upper.text)
        if _ADDRESS.search(text) and not ends_in_legal_form(text):
            break
        if ends_in_legal_form(text) and not finished and len(text) < 60:
            count += 1
            break
        if joined.endswith(",") and finished:
            break
        if any(c.isdigit() for c in text):
            break
        if continues or (wrapped and not finished and not has_comma_place(text)):
            count += 1
            continue
        break
    return count if fold(first.text) else 1


def has_comma_place(text: str) -> bool:
    """Whether a line reads like `Secaucus, New Jersey`: a place, no name."""
    return bool(re.search(r"[A-Za-z],\s*[A-Z]", text)) and not ends_in_legal_form(text)


def address_blocks(layout: Layout, skip_rows: set[int]) -> list[Value]:
    """Names with addresses in the upper part of a page that no label introduces; the letterhead's first.

    A letterhead is the highest or the largest of them, and needs a legal form or an address below it.
    """
    limit = 0.4 * layout.page.height if layout.page.source != "sheet" else 14 * layout.line_height
    first_table = min(skip_rows, default=len(layout.rows))
    found: list[tuple[float, float, list[Span]]] = []
    used: set[int] = set()
    for index, row in enumerate(layout.rows[:first_table]):
        if row[0].top > limit:
            break
        for phrase in row:
            if id(phrase) in used or not _may_head(layout, phrase):
                continue
            whole = has_legal_form(phrase.text) and bool(re.search(r"\d{3,}|[·•|]", phrase.text))
            under = [] if whole else _stack(layout, phrase) or _centred_below(layout, phrase)
            used.update(id(p) for p in under)
            address = any(_ADDRESS.search(p.text) or any(c.isdigit() for c in p.text) for p in under[:3])
            legal = has_legal_form(phrase.text)
            aside = [
                p
                for r in layout.rows[index : index + 4]
                for p in r
                if p is not phrase
                and (_ADDRESS.search(p.text) or re.search(r"\b\d{5,6}\b", p.text))
                and not is_label(p)
            ]
            large = phrase.height > 1.15 * layout.line_height
            if not (address or (legal and (aside or large or index <= 2)) or (large and aside and index <= 2)):
                continue
            size = phrase.height / layout.line_height + (0.3 if phrase.bold else 0.0) + (0.5 if legal else 0.0)
            found.append(
                (size - 3.0 * phrase.top / max(1.0, layout.page.height), phrase.top, [phrase.span, *_lines(under)])
            )
    if not found:
        return []
    first = max(found, key=lambda item: item[0])
    rest = sorted((item for item in found if item is not first), key=lambda item: item[1])
    values: list[Value] = []
    for _, _, lines in [first, *rest]:
        value = party_value(_cut(lines[:6]), layout.page.number)
        if value is not None:
            values.append(
                value.model_copy(update={"confidence": min(value.confidence, 0.78), "agreed": ["letterhead"]})
            )
    return values


def _may_head(layout: Layout, phrase: Phrase) -> bool:
    """Whether a phrase can be the first line of an unlabelled block: a name, under no label."""
    text = phrase.text
    if is_label(phrase) or _is_title(text) or _CONTACT.match(text) or is_country(text) or ":" in text or len(text) > 90:
        return False
    letters = sum(c.isalpha() for c in text)
    if letters < 4 or letters < 0.5 * len(text.replace(" ", "")) or re.match(r"^\d", text):
        return False
    if _ADDRESS.search(text) and not has_legal_form(text):
        return False
    for row in layout.rows[max(0, phrase.row - 2) : phrase.row]:
        for above in row:
            over = above.x0 - 4 <= phrase.x0 <= above.x1 and phrase.top - above.bottom < 1.2 * phrase.height
            if over and is_label(above) and not _is_title(above.text):
                return False
    return True


def _centred_below(layout: Layout, phrase: Phrase) -> list[Phrase]:
    centre = (phrase.x0 + phrase.x1) / 2
    found: list[Phrase] = []
    bottom = phrase.bottom
    for row in layout.rows[phrase.row + 1 : phrase.row + 5]:
        match = next((p for p in row if abs((p.x0 + p.x1) / 2 - centre) < 6), None)
        if match is None or match.top - bottom > 1.5 * phrase.height or is_label(match) or _is_title(match.text):
            break
        found.append(match)
        bottom = match.bottom
    return found


def _names_paper(text: str) -> bool:
    """Whether a line begins with the title of a paper: `Commercial Invoice 4711 dated …`."""
    tokens = canonical(tokenise(text))
    hit = titles().at(tokens, 0) if tokens else None
    return hit is not None and (hit.end >= 2 or any(c.isdigit() for c in text))


def _is_title(text: str) -> bool:
    if len(text) >= 7 and re.fullmatch(r"(?:\w\s){3,}\w", text.strip()):
        text = text.replace(" ", "")
    tokens = [t for t in canonical(tokenise(text)) if not t.isdigit()]
    hits = titles().scan(tokens)
    return bool(hits) and sum(h.end - h.start for h in hits) >= 0.6 * len(tokens)


def _with_address(best: PartyCandidate, addresses: Sequence[PartyCandidate]) -> PartyCandidate:
    """A name whose address stands under a label of its own: `Ship-to` and `Ship-to address`."""
    party = best.value.party
    for other in addresses:
        if party is not None and other.value.party is not None:
            text = ", ".join(t for t in (other.value.party.name, other.value.party.address) if t)
            full = party.model_copy(update={"address": text, "country": party.country or _country(["", text])})
            return PartyCandidate(best.role, best.value.model_copy(update={"value": full}), best.score, best.order)
    return best


def choose_party(candidates: Sequence[PartyCandidate], role: str) -> Value | None:
    """The best proposal for a role: the surest label, the first on the page among equals."""
    mine = sorted((c for c in candidates if c.role == role), key=lambda c: (-c.score * c.value.confidence, c.order))
    if not mine:
        return None
    best = mine[0]
    if best.value.party is not None and best.value.party.address is None and not best.address:
        best = _with_address(best, [c for c in mine[1:] if c.address])
    confidence = round(min(0.98, best.value.confidence * best.score / 0.9), 3)
    return best.value.model_copy(update={"confidence": confidence, "agreed": ["label"]})
