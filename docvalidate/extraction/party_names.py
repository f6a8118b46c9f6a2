"""The lines of a block as a party: name, address, country; legal forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from docvalidate.domain.document import Party, Value
from docvalidate.extraction import typed
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import fold, is_cjk, tokenise
from docvalidate.reference import countries

MAX_LENGTH = 200
"""Characters of a line that are searched for a name and an address: what is longer is running text."""


CONTACT = re.compile(
    r"(?i)^\s*(?:tel|phone|ph|fax|e-?mail|mail|web|www|http|attn|attention|contact|mobile|mob|vat|gst|tax|ein|irs|iec|eori|p\.?\s?iva|"
    r"ust|rfc|电话|传真|邮箱|联系人|đt|sdt|mst|telefon|faks|tél|cell|c\.f\.|nif|cif\b|siret|pan\b|cin\b|usci)\b"
)


ADDRESS = re.compile(
    r"(?i)\b(?:street|st\.?|road|rd\.?|avenue|ave\.?|blvd|boulevard|lane|drive|dr\.|way|suite|ste\.?|floor|fl\.|room|building|bldg|block|plot|unit|"
    r"no\.|p\.?\s?o\.?\s?box|estate|industrial|zone|park|district|city|province|village|town|highway|hwy|pkwy|parkway|court|plaza|square|"
    r"strasse|straße|str\.|weg|platz|allee|via|viale|piazza|corso|calle|avenida|av\.|col\.|colonia|rue|route|chemin|cadde|caddesi|cad\.|sokak|sok\.|mah\.|"
    r"mahallesi|bulvar[ıi]|duong|đường|quận|phường|khu|lô|kcn|tp\.?|路|号|區|区|省|市|镇|楼|室)(?=\W|$)|路|号|区|省|镇|楼"
)


@cache
def legal_forms() -> frozenset[tuple[str, ...]]:
    """Legal forms at the end of a firm's name, as folded tokens."""
    text = files("docvalidate.extraction").joinpath("data", "legal_forms.txt").read_text(encoding="utf-8")
    return frozenset(
        tuple(token.text for token in tokenise(line)) for line in text.splitlines() if line and not line.startswith("#")
    )


def ends_in_legal_form(text: str, *, whole: bool = False) -> bool:
    """Whether a line ends like a firm's name: Co., Ltd. / GmbH / S.p.A. / 有限公司; `whole`: is nothing else."""
    tokens = tuple(token.text for token in tokenise(re.sub(r"[(（][^)）]*[)）]\s*$", "", text)))
    if whole:
        return tokens in legal_forms()
    return any(tokens[-n:] in legal_forms() for n in range(1, min(6, len(tokens)) + 1))


def has_legal_form(text: str) -> bool:
    """Whether a firm's legal form occurs in a line."""
    tokens = tuple(token.text for token in tokenise(text))
    return any(tokens[i : i + n] in legal_forms() for n in range(1, 6) for i in range(1, len(tokens) - n + 1))


def party_value(lines: Sequence[Span], page: int) -> Value | None:
    """Name, address and country of a block of lines."""
    lines = [line.cut(0, MAX_LENGTH) for line in lines if line.text.strip(" .,:;-")]
    while lines and (CONTACT.match(lines[0].text) or _NUMBERED.match(lines[0].text) or not _has_letters(lines[0].text)):
        lines = list(lines[1:])
    if not lines:
        return None
    if len(lines) > 1 and _is_chinese(lines[0].text) and not _is_chinese(lines[1].text):
        first, second = lines[0], lines[1]  # a name in both scripts: the one the entry can bear
        if has_legal_form(second.text) or not ADDRESS.search(second.text):
            lines = [second, *lines[2:], first]
    name_lines = _name_lines(lines)
    span, rest_of_name = _name_span(lines[:name_lines])
    name = re.sub(r"\s+", " ", span.text).strip(" ,;:")
    if sum(c.isalpha() for c in name) < 2 or len(name) > 140 or is_country(name) or _BRACKETED.match(name):
        return None
    rest = ([rest_of_name] if rest_of_name else []) + [line.text for line in lines[name_lines:]]
    rest = [text for text in rest if not CONTACT.match(text)]
    address = ", ".join(text.strip(" ,;") for text in rest if text.strip(" ,;")) or None
    party = Party(name=name, address=address, country=country([name, *rest]))
    sure = 0.88 if has_legal_form(name) or address else 0.72
    return typed.value_of(span, party, page, sure)


_BRACKETED = re.compile(r"^[(（\[][^()（）]*[)）\]]$")
"""An instruction and no name: (sign, full name)."""
_NUMBERED = re.compile(r"^[^:：]{2,40}[:：]\s*[A-Z]{0,3}[\d\s./-]{6,}$")
"""A number behind its label, of whatever kind: Mã số thuế (Tax code): 4216375941."""


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _is_chinese(text: str) -> bool:
    """Whether most letters of a line are Chinese, Japanese or Korean."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(is_cjk(c) for c in letters) > 0.6 * len(letters)


def _name_span(lines: Sequence[Span]) -> tuple[Span, str | None]:
    """The name; where the address goes on in the same line behind it, what stands before the first number."""
    span = Span([piece for line in lines for piece in line.pieces]).stripped(" ,;:=")
    text = span.text
    cut = _cut_address(text)
    if cut:
        return span.cut(0, cut).stripped(" ,;:-"), text[cut:].strip(" ,;:-")
    return span, None


SENDER = re.compile(r"^([^\d|·•*–]{4,70}?)\s+[-–·•|*]\s+(?=\D{0,40}\d)(?=.*\S\s+[-–·•|*,]\s+\S|.*,\s)")
"""A sender's line as German letters set it over the recipient's address: Name - Street 7 - 12345 Town."""


def _cut_address(text: str) -> int | None:
    """Where an address begins in a line that holds the name too: behind a legal form, at a comma or a number."""
    if len(text) < 25:
        return None
    sender = SENDER.match(text)
    if sender and (has_legal_form(sender[1]) or text.count(",") < 2 or len(re.findall(r"\s[-–·•|]\s", text)) > 1):
        return sender.end(1)  # else the stroke is the name's: Palmetto Beauty - Dock 4, 1205 Remount Road, Hanahan
    for match in re.finditer(r"[,;]?\s+(?=\S)", text):
        head, tail = text[: match.start()], text[match.end() :]
        if len(head) >= 6 and ends_in_legal_form(head) and not re.match(r"(?i)^(?:[-–(&]|c/o|and\b|et\b|&)", tail):
            tokens = [t.text for t in tokenise(tail)][:4]
            if (
                tokens
                and not ends_in_legal_form(f"x {' '.join(tokens[:1])}")
                and not any(ends_in_legal_form(f"x {' '.join(tokens[:n])}") for n in range(1, len(tokens) + 1))
            ) and (any(c.isdigit() for c in tail) or ADDRESS.search(tail) or is_country(tail.strip(" .,"))):
                return match.start()
    digit = re.search(r",\s*(?=(?:No\.?\s*)?\d)", text)
    if digit and digit.start() > 8:
        rest = text[digit.end() :]
        if ADDRESS.search(rest) or (rest.count(",") >= 2 and re.search(r"\b\d{4,6}\b", rest)):
            return digit.start()
    return None


def is_country(text: str) -> bool:
    """Whether a line is a country and nothing else."""
    return bool(countries.find(text.strip(" .,;:()")))


def country(texts: Sequence[str]) -> str | None:
    for text in reversed(texts[1:]):
        for piece in [text, *reversed(re.split(r"[,;.–-]\s*|\s{2,}", text))]:
            bare = piece.strip(" .,;:()")
            if len(bare) >= 4 or (len(bare) >= 2 and (bare.isupper() or is_cjk(bare)) and _as_country(bare, text)):
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


def _as_country(code: str, text: str) -> bool:
    """Whether a short code stands where a country does: last, or before a post code (TR-34000); not NO. 235."""
    return is_cjk(code) or text.rstrip(" .,;:()").endswith(code) or bool(re.search(rf"\b{re.escape(code)}-\d", text))


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
        if CONTACT.match(text) or is_country(text) or re.match(r"^\W*\d", text):
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
        if ADDRESS.search(text) and not ends_in_legal_form(text):
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
