"""Splits the sentences in cells of the UFLPA and WRO tables into companies, aliases and subsidiaries.

Shapes met: `A (also known as B; C; and D)`, `A (and two aliases: B; and C)`, `A (including one alias: B)`, `A and its
eight X-based subsidiaries, which include B, C and D`, `A, a/k/a B, a/k/a C`, `A; B (of Nagoya, Japan)`, `A, B, and C
(collectively, D)`, `Fishing Vessel: A`, `Fishing Vessels owned by A`. The whole cell is kept as the remark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docvalidate.screening.folding import BREAK, fold_tokens
from docvalidate.screening.forms import AMBIGUOUS_FORMS
from docvalidate.screening.tables import legal_forms, places

_ALIAS_WORDS = (
    r"(?:also known as|formerly known as|previously known as|doing business as|"
    r"a/?\.?k\.?/?a\.?|f/?\.?k\.?/?a\.?|d/?\.?b\.?/?a\.?|aka|fka)"
)
_BRACKET = re.compile(
    r"\(\s*(?:and|including|with|its|which has|has)?\s*(?:its\s+)?(?:(?:\w+|\d+)\s+)?(?:alias(?:es)?|"
    + _ALIAS_WORDS
    + r")\s*[:,]?\s*(.+)\)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_INLINE_ALIAS = re.compile(r"[,;(]?\s+" + _ALIAS_WORDS + r"[:,]?\s+", re.IGNORECASE)
_SUBSIDIARIES = re.compile(
    r"^(?P<parent>.+?),? and (?:its|their)(?: (?:\w+|\d+))?(?: [\w-]+-based)?"
    r" (?:subsidiaries|subsidiary|affiliates|subordinates|subordinate entities)"
    r"(?: (?:from|in|of) [\w ]+?)?(?:,? (?:which include|including|namely|are|:)|[,:])\s*(?P<children>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = re.compile(
    r"[,;]?\s+(?:and|with)\s+(?:all\s+)?(?:of\s+)?(?:its|their|any|all)?\s*(?:(?:other|wholly[- ]owned)\s+)?"
    r"(subsidiaries|subordinates|subordinate and affiliated entities|affiliates|affiliated entities|joint ventures)"
    r"(?:\s+and\s+(?:its\s+)?(?:joint ventures|affiliates|subordinates|affiliated entities))*\s*$",
    re.IGNORECASE,
)
_COLLECTIVE = re.compile(
    r"\s*\((?:collectively|together|hereinafter)[,:]?\s+(?:the\s+|[\"“])?([^)\"”]+)[\"”]?\)\s*\.?$", re.IGNORECASE
)
_VESSEL = re.compile(r"^(?:fishing\s+)?vessels?\s*:\s*(.+)$", re.IGNORECASE)
_OWNED_VESSELS = re.compile(
    r"^(?:fishing\s+)?vessels?\s+(?:owned|operated)(?: or operated)?\s+by\s+(.+)$", re.IGNORECASE
)
_PLACE_OF = re.compile(r"\s*\((?:of|in|located in)\s+([^)]+)\)\s*$", re.IGNORECASE)
_GOODS = re.compile(
    r"^(?:all|any)?\s*[\w ,/-]*\b(?:produced|grown|harvested|mined|manufactured|products? from|products? containing)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class CellEntity:
    """One company, vessel or thing in a cell."""

    name: str
    aliases: list[str] = field(default_factory=list)
    address: str = ""
    note: str = ""
    kind: str = "Entity"
    parent: str = ""


def split_cell(cell: str) -> list[CellEntity]:
    """The entities of a cell, in order; an empty list for an empty cell.

    >>> [e.name for e in split_cell("Alpha Co., Ltd. and Beta Textile Co., Ltd.")]
    ['Alpha Co., Ltd.', 'Beta Textile Co., Ltd.']
    """
    text = " ".join(cell.split()).strip().rstrip(";")
    if not text:
        return []
    if vessel := _VESSEL.match(text):
        return [CellEntity(vessel.group(1).strip(), kind="Vessel")]
    if owned := _OWNED_VESSELS.match(text):
        return [CellEntity(owned.group(1).strip(), note=text)]
    if _GOODS.match(text):
        return [CellEntity(text, kind="Goods")]
    collective = _COLLECTIVE.search(text)
    if collective:
        members = [member for part in _companies(text[: collective.start()]) for member in _with_aliases(part)]
        # The group is the entity and the companies are its names: a hit on any of them is a hit on the order.
        return [CellEntity(collective.group(1).strip(), aliases=[m.name for m in members])]
    group = _SUBSIDIARIES.match(text)
    if group:
        parent = _with_aliases(group.group("parent").strip(" ,"))
        children = [one for part in _companies(group.group("children")) for one in _with_aliases(part)]
        if children and all(_plausible(child.name) for child in children):
            for child in children:
                child.parent = parent[0].name if parent else ""
                child.note = f"subsidiary of {child.parent}"
            return parent + children
    tail = _TAIL.search(text)
    note = ""
    if tail:
        note = text[tail.start() :].strip(" ,;")
        text = text[: tail.start()].strip(" ,;")
    out = [one for part in _companies(text) for one in _with_aliases(part)]
    for entity in out:
        entity.note = entity.note or note
    return [entity for entity in out if entity.name]


def _plausible(name: str) -> bool:
    return bool(re.search(r"[A-Za-z]{2}", name))


def _with_aliases(text: str) -> list[CellEntity]:
    """`A (also known as B; and C)` and `A, a/k/a B, a/k/a C`."""
    text = _drop_full_stop(text.strip(" ,;"))
    address = ""
    place = _PLACE_OF.search(text)
    if place:
        address = place.group(1).strip()
        text = text[: place.start()].strip()
    bracket = _BRACKET.search(text)
    if bracket:
        name = text[: bracket.start()].strip(" ,")
        aliases = [part for part in _companies(_drop_last_bracket(bracket.group(1))) if part]
        return [CellEntity(name, aliases, address)]
    parts = _INLINE_ALIAS.split(text)
    if len(parts) > 1:
        return [CellEntity(parts[0].strip(" ,;("), [p.strip(" ,;)") for p in parts[1:] if p.strip(" ,;)")], address)]
    name, at = _split_place(text)
    return [CellEntity(name, [], address or at)] if name else []


def _drop_full_stop(text: str) -> str:
    """Without the point that ends a sentence; that of an abbreviation (`Ltd.`, `S.A.`) stays."""
    if not text.endswith("."):
        return text
    last = text.rsplit(maxsplit=1)[-1].rstrip(".").rsplit("-", 1)[-1]
    return text if len(last) <= 4 or "." in last else text[:-1]


def _drop_last_bracket(text: str) -> str:
    return text[:-1] if text.endswith(")") and text.count(")") > text.count("(") else text


def _companies(text: str) -> list[str]:
    """Companies in a list joined by `;`, or by `,` and `and` where every part is a company by itself."""
    text = text.strip()
    if ";" in _outside_brackets(text):
        parts = _split_outside(text, ";")
        out: list[str] = []
        for raw in parts:
            part = re.sub(r"^(?:and|or)\s+", "", raw.strip(), flags=re.IGNORECASE).strip(" ,")
            if part and not _only_places(part):
                out.extend(_companies_by_comma(part) if _is_list(part) else [part])
        return out
    return _companies_by_comma(text)


def _is_list(part: str) -> bool:
    """A part of a `;` list that is itself a list of three companies or more (`A Pvt., Ltd., B Carpet, and C`)."""
    return re.search(r",\s+and\s+", part) is not None and part.count(",") >= 3


def _companies_by_comma(text: str) -> list[str]:
    pieces = _join_forms(_split_outside(text, ","))
    # A comma list only where its last member begins with `and` or all members end in a legal form; otherwise a comma
    # stands inside a name or an address.
    if len(pieces) > 1:
        led = re.match(r"(?:and|or)\s+", pieces[-1].strip(), re.IGNORECASE)
        if not led and not all(_ends_in_form(piece) for piece in pieces):
            pieces = [", ".join(piece.strip() for piece in pieces)]
    out: list[str] = []
    for piece in pieces:
        out.extend(_split_and(re.sub(r"^(?:and|or)\s+", "", piece.strip(), flags=re.IGNORECASE).strip()))
    if len(pieces) > 1 and any(len(re.findall(r"\w+", piece)) < 2 for piece in out):
        return [text]
    return [piece for piece in out if piece]


def _split_and(text: str) -> list[str]:
    """`A Co., Ltd. and B Co., Ltd.`: split only behind a legal form, as `and` also stands inside names."""
    for match in re.finditer(r"\s+and\s+", text):
        before, after = text[: match.start()].strip(" ,"), text[match.end() :].strip()
        if (
            _ends_in_form(before)
            and len(re.findall(r"\w{2,}", after)) >= 2
            and not re.match(r"(?:its|their)\b", after, re.IGNORECASE)
        ):
            return [before, *_split_and(after)]
    return [text.strip()]


def _ends_in_form(text: str) -> bool:
    tokens = [token for token in fold_tokens(text) if token != BREAK]
    table = legal_forms()
    return any(tuple(tokens[-size:]) in table for size in (1, 2, 3, 4) if len(tokens) > size)


def _has_form(text: str) -> bool:
    table = legal_forms()
    return any((token,) in table and token not in AMBIGUOUS_FORMS for token in fold_tokens(text))


def _join_forms(pieces: list[str]) -> list[str]:
    """A piece that is only a legal form (`Ltd.`, `Limited`) belongs to the piece before."""
    table = legal_forms()
    out: list[str] = []
    for piece in pieces:
        tokens = tuple(token for token in fold_tokens(piece) if token != BREAK)
        rest = re.match(r"\s*(?:Ltd|Limited|Inc|LLC|L\.L\.C|S\.A|Co)\b\.?(.*)$", piece, re.IGNORECASE | re.DOTALL)
        if (out and tokens and tokens in table) or (out and rest and re.match(r"\s+(?:and\b|\()", rest.group(1))):
            out[-1] += "," + piece
        else:
            out.append(piece)
    return out


def _only_places(text: str) -> bool:
    known = places()
    tokens = [token for token in fold_tokens(text) if token != BREAK]
    return bool(tokens) and ("".join(tokens) in known or all(token in known for token in tokens))


def _split_place(text: str) -> tuple[str, str]:
    """`State Penitentiary, Ciudad Victoria, Tamaulipas, Mexico`: an address behind a name that ends in a country."""
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) >= 3 and _only_places(pieces[-1]) and not _has_form(text):
        return pieces[0], ", ".join(pieces[1:])
    return text.strip(), ""


def _outside_brackets(text: str) -> str:
    """The text with everything in brackets blanked, so that places in it stay the same."""
    depth = 0
    out: list[str] = []
    for character in text:
        if character == "(":
            depth += 1
        out.append(" " if depth else character)
        if character == ")" and depth:
            depth -= 1
    return "".join(out)


def _split_outside(text: str, sign: str) -> list[str]:
    mask = _outside_brackets(text)
    out: list[str] = []
    start = 0
    for position, character in enumerate(mask):
        if character == sign:
            out.append(text[start:position])
            start = position + 1
    out.append(text[start:])
    return out
