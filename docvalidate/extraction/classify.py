"""What a page is, by its title, else by what it holds; and which pages of a file are one document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from docvalidate.domain.document import DocumentType
from docvalidate.extraction import dates
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.header import invoice_numbers
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.lexicon import canonical, labels, titles
from docvalidate.extraction.page_numbers import number_of
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.head import GOODS, PACKED, PRICES, Head
from docvalidate.extraction.table.heads import find_heads
from docvalidate.extraction.table.priced import priced_in
from docvalidate.extraction.text import is_cjk, tokenise
from docvalidate.reference.scans import may_be

_CODE = re.compile(r"^[A-Z]{1,5}[-/_.]?\d\S*$")
"""A number that begins like a title: INV/2026/06441."""
DOUBTFUL = 0.97
"""Confidence under which a word of a scan may be another that looks alike."""
_NUMBER_WORDS = frozenset({"no", "number", "nr", "号", "ref"})
_TITLE_TAILS = frozenset(
    [
        "no",
        "vom",
        "dated",
        "date",
        "of",
        "du",
        "del",
        "n",
        "from",
        "und",
        "and",
        "for",
        "the",
        "to",
        "in",
        "tarihli",
        "original",
        "copy",
        "duplicate",
        "page",
        "ref",
        "issued",
        "on",
        "ausgestellt",
        "am",
        *"编号签发日期第页",
    ]
)
"""Words that stand beside a title and its number: Rechnung Nr. 4711 vom 12.03.2026."""
_LARGE = 1.2
"""How much larger than the text a title is that could as well be a label."""
_SPACED = re.compile(r"(?:\w\s){3,}\w")
"""A word of spaced letters: I N V O I C E."""
_LETTERS, _WIDE = 4, 0.8
"""Letters of a word, and heights of the line that each takes, from which on they are spaced: capitals take 0.6."""
_CONTINUES = re.compile(r"(?i)\b(continued|cont'?d|continuation|fortsetzung|suite|segue|continua)\b|续")


@dataclass(slots=True)
class Title:
    """A printed title: what it names, how strongly it stands out, and where."""

    type: DocumentType
    strength: float
    phrase: Phrase
    delivery_note: bool = False
    """Whether it names a paper that goes with goods: a packing list where it states packages and weights."""


@dataclass(slots=True)
class PageNature:
    """What one page shows of the document it belongs to."""

    layout: Layout
    title: Title | None
    heads: list[Head]
    number_of: tuple[int, int] | None = None
    continues: bool = False


@dataclass(slots=True)
class Group:
    """Pages that are one document."""

    type: DocumentType
    pages: list[PageNature] = field(default_factory=list)


def nature_of(layout: Layout) -> PageNature:
    """Title, table heads and page number of a page."""
    top = "\n".join(" ".join(p.text for p in row) for row in layout.rows[:8])
    heads = find_heads(layout)
    nature = PageNature(layout, _title(layout, heads), heads, number_of(layout), bool(_CONTINUES.search(top)))
    if nature.title is not None and nature.title.delivery_note:
        nature.title.type = content_type(nature) or "other"
    return nature


def _title(layout: Layout, heads: Sequence[Head]) -> Title | None:
    """The phrase that names the paper: a title and little else, the larger and the higher the better."""
    usual = layout.line_height
    best: Title | None = None
    rows = layout.rows
    count = max(14, int(0.45 * len(rows)), min((head.rows[0] for head in heads), default=0))
    table = min((head.rows[0] for head in heads), default=len(rows))
    for row in rows[:count]:
        headed = bool(row) and any(row[0].row in head.rows for head in heads)
        for phrase in row:
            if headed and phrase.height < _LARGE * usual:
                continue  # the head of a column that the paper's export names after another paper: BillOfLading
            for title in _titles_in(layout, phrase, usual):
                if phrase.row >= table:
                    title.strength -= 1.5  # a heading among the goods: Delivery note 4711
                if best is None or title.strength > best.strength:
                    best = title
        spaced = _spaced_title(row, usual) if row and row[0].row < table else None
        if spaced is not None and (best is None or spaced.strength > best.strength):
            best = spaced
    return best


def _spaced_title(row: Sequence[Phrase], usual: float) -> Title | None:
    """A title in words of spaced letters, which stand as phrases of their own: PACKING | L I S T."""
    texts = [phrase.text.strip() for phrase in row]
    if not 1 < len(row) < 5 or not any(_is_spaced(phrase) for phrase in row):
        return None
    words = [text.replace(" ", "") if _SPACED.fullmatch(text) else text for text in texts]
    kind = titles().whole(canonical(tokenise(" ".join(words))))
    known = kind and not kind[0].startswith("_")
    return Title(cast(DocumentType, kind[0]), row[0].height / max(1.0, usual) + 2.0, row[0]) if known else None


def _is_spaced(phrase: Phrase) -> bool:
    """Whether letters stand apart, or on a scan that gives them as one word, so far apart as only spaced ones do."""
    text = phrase.text.strip()
    return bool(_SPACED.fullmatch(text)) or (
        len(text) >= _LETTERS and text.isalpha() and phrase.x1 - phrase.x0 > _WIDE * phrase.height * len(text)
    )


def _titles_in(layout: Layout, phrase: Phrase, usual: float) -> list[Title]:
    text = phrase.text
    if _SPACED.fullmatch(text.strip()):
        text = text.replace(" ", "")
    if len(text) > 110 or _CODE.match(text.strip()):
        return []
    bare = re.sub(r"(?i)\b(?:page|seite)\s*\d+.*$|[(（].*?[)）]", " ", text)
    leading = re.split(r"\s[-–—|]+\s", bare)[0]
    twice = re.match(r"^[^/\d]{3,30}\s/\s+(?=\S)", bare)
    known = twice is not None and titles().scan(canonical(tokenise(twice.group())))
    if twice and not known and titles().at(canonical(tokenise(bare[twice.end() :])), 0):
        bare = leading = bare[twice.end() :]  # Faktura / Invoice 4711
    if titles().whole(canonical(tokenise(leading))):
        bare = leading  # AIR WAYBILL - not negotiable - copies 1, 2 and 3 are originals
    elif " " not in bare.strip():
        bare = titles().spaced(bare.strip()) or bare
    dated = dates.find(bare)
    tokens = canonical(tokenise(bare[: dated[0].start] if dated else bare))
    foreign = next((i for i, token in enumerate(tokens) if not is_cjk(token)), 0)
    if {"commercial_invoice", "packing_list"} & set(titles().whole(tokens[foreign:])):
        tokens = tokens[foreign:]  # 包装清单 Packing List; 客户订单 Purchase order is a label
    words = [t for t in tokens if not any(c.isdigit() for c in t)]
    if len(words) == len(tokens) > 1 and words[-1] in _ASKED and labels().whole(words):
        return []  # a label: Inv. date
    words = _before_purpose(words)
    hits = titles().scan(words)
    if not hits:
        return []
    late = hits[0].start > 0 and hits[0].meanings[0] != "entry_summary"
    if late and not (
        hits[0].start <= 3 and hits[-1].end == len(words) and (text.isupper() or phrase.height > 1.3 * usual)
    ):
        return []
    covered = sum(hit.end - hit.start for hit in hits)
    hit = max(hits, key=lambda h: h.end - h.start) if hits[0].meanings[0] != "commercial_invoice" else hits[0]
    named = all(h.meanings[0] not in ("commercial_invoice", "packing_list") for h in hits)
    numberless = words[-1] in _NUMBER_WORDS and len(words) == len(tokens) and not dated
    if numberless and (named or phrase.height < _LARGE * usual):
        return []  # the label of a paper's number: Contract No.
    inside = {i for h in hits for i in range(h.start, h.end)}
    rest = sum(1 for i, word in enumerate(words) if i not in inside and word not in _TITLE_TAILS)
    if re.search(r"(?:[:：]|\.{3,})\s*\S", text) or (text.rstrip().endswith((":", "：")) and not phrase.bold):
        return []
    stands_out = text.isupper() or (rest == 1 and hits[0].start == 0 and (phrase.bold or phrase.height > 1.2 * usual))
    # BILL OF LADING FOR COMBINED TRANSPORT OR PORT TO PORT
    whole_row = len(layout.rows[phrase.row]) == 1 and phrase.row <= _TOP  # PACKING LIST AS TALLIED ON STUFFING
    said = (covered >= 3 or (covered >= 2 and whole_row)) and hits[0].start == 0 and text.isupper()
    if (rest > 3 and not (said and rest <= 10)) or (rest and covered < 2 and not stands_out):
        return []
    size = min(3.0, phrase.height / max(1.0, usual))
    above = 1.0 - (phrase.top / max(1.0, layout.page.height))
    strength = size + 0.8 * above + (0.4 if phrase.bold else 0) + (0.3 if text.isupper() else 0) - 0.35 * min(3, rest)
    strength += 0.5 if covered >= 2 else 0.0
    row = layout.rows[phrase.row]
    before = max((other for other in row if other.x1 <= phrase.x0), key=lambda other: other.x1, default=None)
    if before is not None and before.hits and before.text.rstrip().endswith((":", "：")):
        return []  # what a label is followed by: TERMS OF PAYMENT:  Letter of credit, 30 days sight
    after = min((other for other in row if other.x0 >= phrase.x1), key=lambda other: other.x0, default=None)
    if after is not None and after.text.startswith((":", "：")):
        return []  # a label: INVOICE NO  : 2026-7471-A
    if size < _LARGE and len(row) >= _STRIP and _over_number(layout, phrase):
        return []  # a label in a strip of them: INVOICE | DATED | CUSTOMER P.O. over their values
    if len(row) == 1:
        strength += 0.2
    elif any(other.x0 > phrase.x1 and any(c.isdigit() for c in other.text) for other in row) and size < 1.15:
        if hit.meanings[0] not in ("commercial_invoice", "packing_list") and not phrase.bold and not text.isupper():
            return []
        strength -= 0.8  # a label beside its number: Sales contract | SC857400
    if hit.meanings[0] == "_delivery_note":
        return [Title("other", strength, phrase, delivery_note=True)]
    return [Title(cast(DocumentType, hit.meanings[0]), strength, phrase)]


_ASKED = frozenset({"date", "dated", "issued", "datum", "no", "number", "nr", "日期"})
_PURPOSE = frozenset({"for", "fur", "zu", "zur", "zum", "to", "para", "pour", "per", "icin", "used", "as"})


def _before_purpose(words: list[str]) -> list[str]:
    """A title without what its paper is for: PACKING LIST FOR CUSTOMS CLEARANCE."""
    at = next((i for i, word in enumerate(words) if word in _PURPOSE and i > 0), len(words))
    named = {hit.meanings[0] for hit in titles().scan(words[:at])} & {"commercial_invoice", "packing_list"}
    goes_with = named == {"packing_list"} or not titles().scan(words[at:])  # PACKING LIST TO INVOICE
    return words[:at] if named and goes_with else words


_TOP = 5
"""The rows at the head of a page in which a long title may stand alone."""
_STRIP = 3
"""Phrases of a row that may be a strip of labels, at least."""


def _over_number(layout: Layout, phrase: Phrase) -> bool:
    """Whether a number stands right under a phrase, flush with it."""
    lower = layout.rows[phrase.row + 1] if phrase.row + 1 < len(layout.rows) else []
    under = (p.text for p in lower if abs(p.x0 - phrase.x0) < 3 and p.top - phrase.bottom < phrase.height)
    return any(sum(c.isdigit() for c in text) >= 3 and " " not in text for text in under)


def content_type(nature: PageNature) -> DocumentType | None:
    """What a page without a title is, by the columns of its table and the labels it carries."""
    kinds = {kind for head in nature.heads for kind in head.kinds}
    labelled = {meaning for phrase in nature.layout.phrases for hit in phrase.hits for meaning in hit.meanings}
    if kinds >= PRICES or ("quantity" in kinds and kinds & PRICES):
        return "commercial_invoice"
    if PACKED & kinds:
        transport = {"vessel", "port_of_loading", "port_of_discharge", "notify_party"} & labelled
        if len(transport) >= 3 and "notify_party" in labelled and "quantity" not in kinds:
            return "bill_of_lading"
        return "packing_list"
    if sum(_prices(row) for row in nature.layout.rows) >= 3:
        return "commercial_invoice"
    if {"notify_party", "vessel", "bill_of_lading_number"} <= labelled:
        return "bill_of_lading"
    return None


def _type_by_number(nature: PageNature) -> DocumentType:
    """What a page is of which nothing else tells: an invoice where the label of its number stands by itself."""
    named = any("invoice_number" in labels().whole(canonical(tokenise(p.text))) for p in nature.layout.phrases)
    return "commercial_invoice" if named and nature.title is None else "other"


def _prices(row: Sequence[Phrase]) -> bool:
    """Whether a row says a quantity and its price: 21 PCS @ 2,874.25."""
    span = Span.of([word for phrase in row for word in phrase.words])
    return any(priced.sure for priced in priced_in(span, Habits()))


def group_pages(layouts: Sequence[Layout]) -> list[Group]:
    """The documents of a file: a page with a title of its own begins one, unless it says that it goes on."""
    groups: list[Group] = []
    for layout in layouts:
        nature = nature_of(layout)
        kind = nature.title.type if nature.title else None
        current = groups[-1] if groups else None
        if current is not None and _goes_on(current, nature, kind):
            current.pages.append(nature)
            continue
        groups.append(Group(kind or content_type(nature) or _type_by_number(nature), [nature]))
    return groups


def _goes_on(current: Group, nature: PageNature, kind: DocumentType | None) -> bool:
    """Whether a page belongs to the document before it."""
    number = nature.number_of
    if kind is None:
        told = content_type(nature)
        if told in _CARRIAGE and current.type not in _CARRIAGE:
            return False  # a transport document whose title no lexicon knows
        if told not in (None, current.type) and ((number and number[0] == 1) or _is_full(current)):
            return False
        return not _differs(current, nature)
    if kind != current.type:
        if _counts_on(current, number) and content_type(nature) == current.type:
            return True  # INVOICE 05525-02 over the second page of a packing list names the paper it goes with
        title = nature.title
        first = current.pages[0].title
        weak = title is not None and first is not None and title.strength < 0.6 * first.strength
        return bool(number and number[0] > 1 and weak)
    if (number and number[0] > 1) or nature.continues:
        return True
    numbers = _numbers(nature.layout)
    if not numbers:
        return not _restates(current.pages[0], nature)
    return any(_same_paper(nature.layout, page.layout) for page in current.pages)


def _counts_on(current: Group, number: tuple[int, int] | None) -> bool:
    """Whether a page bears the number after that of a document's last page."""
    last = current.pages[-1].number_of
    return number is not None and last is not None and number[0] == last[0] + 1 and number[1] == last[1]


def _is_full(current: Group) -> bool:
    """Whether the last page of a document says that it is: Page 2 of 2."""
    number = current.pages[-1].number_of
    return number is not None and 0 < number[1] <= number[0]


def _differs(current: Group, nature: PageNature) -> bool:
    """Whether a page without a title has a table that its document cannot go on with: prices where none were asked on
    a packing list; goods by packages and weights, not by price, under particulars that an invoice begins with."""
    own = {kind for head in nature.heads for kind in head.kinds}
    before = {kind for page in current.pages for head in page.heads for kind in head.kinds}
    if current.type == "packing_list":
        return own >= PRICES and bool(before) and not before & PRICES
    weighed = bool(own & GOODS) and "quantity" in own and bool(own & PACKED) and not own & PRICES
    return (
        current.type == "commercial_invoice"
        and weighed
        and bool(before & PRICES)
        and not nature.continues
        and not (nature.number_of and nature.number_of[0] > 1)
        and bool(_numbers(nature.layout) or _same_letterhead(current.pages[0], nature))
    )


def _same_letterhead(one: PageNature, other: PageNature) -> bool:
    """Whether two pages begin with the same words, as papers of one firm do."""
    rows = [[phrase.text for phrase in nature.layout.rows[0]] for nature in (one, other) if nature.layout.rows]
    return len(rows) == 2 and rows[0] == rows[1]


_CARRIAGE = ("bill_of_lading", "air_waybill", "arrival_notice")


def _restates(first: PageNature, nature: PageNature) -> bool:
    """Whether a page says at the places of the first page's particulars other numbers and dates than it."""
    known, told = _particulars(first), _particulars(nature)
    return known.keys() <= told.keys() and len(known.items() - told.items()) >= 2


def _particulars(nature: PageNature) -> dict[str, str]:
    """What stands beside the words over a page's first table, by those words, where it is a number or a date."""
    table = min((head.rows[0] for head in nature.heads), default=len(nature.layout.rows))
    found: dict[str, str] = {}
    for row in nature.layout.rows[:table]:
        for key, value in pairwise(row):
            figures = sum(c.isdigit() for c in value.text)
            if figures >= 4 and " " not in value.text and not any(c.isdigit() for c in key.text):
                found[key.text] = value.text
    return found


def _same_paper(one: Layout, other: Layout) -> bool:
    """Whether two pages name one number; on scans, one that a reader unsure of it may have taken for the other."""
    numbers, others = _numbers(one), _numbers(other)
    if numbers & others:
        return True
    unsure = _doubtful(one) | _doubtful(other)
    return any((a in unsure or b in unsure) and may_be(a, b) for a in numbers for b in others)


def _doubtful(layout: Layout) -> set[str]:
    """The page's words that their reader is unsure of."""
    return {word.text for word in layout.page.words if word.confidence < DOUBTFUL}


def _numbers(layout: Layout) -> set[str]:
    """What stands behind the labels of the invoice number: equal on pages of one paper."""
    return invoice_numbers(layout)
