"""What a cell of an item holds, by the kind of its column; and the labelled details that stand below or beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from docvalidate.domain.document import Value
from docvalidate.domain.page import Word
from docvalidate.extraction import packages, typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.lexicon import Hit, canonical, columns, labels
from docvalidate.extraction.span import Span
from docvalidate.extraction.table.columns import Column, span_of
from docvalidate.extraction.text import Token, is_cjk, tokenise
from docvalidate.extraction.told_weights import told_weights
from docvalidate.reference import countries

BASE = 0.86
"""Confidence of a cell under a known head, before arithmetic has spoken."""
_RANGE = re.compile(rf"(\d+)(?:{packages.TO})(\d+)")
_BARE_WEIGHT = re.compile(r"(?i)(?<![^\W_])(gross|brutto|net|netto|g\.?w\.?|n\.?w\.?)\s+(\d[\d.,]*)\s*$")
"""A weight without its unit at the end of a row of details: CTNS 28 GROSS 393.7."""
_TWO_WORDS = re.compile(r"[^\W\d_]{1,12}\.?\s+[^\W\d_]{1,12}")
_LETTERS = re.compile(r"[^\W\d_]{1,12}[23²³]?")
DETAILS = frozenset(
    {"hts_number", "country_of_origin", "net_weight_kg", "gross_weight_kg", "part_number", "package_count"}
)


@dataclass(slots=True)
class Choice:
    """The numbers a cell could mean, the likeliest first."""

    values: list[Value] = field(default_factory=list)


def text_value(words: Sequence[Word], page: int, *, code: bool = False) -> Value | None:
    """A cell's text; the lines of a code are joined without a blank where the paper broke it."""
    span = span_of(words)
    if not span:
        return None
    text = span.text
    if code:
        text = _join_code(words)
    text = re.sub(r"\s+", " ", text).strip(" :;|")
    return typed.value_of(span, text, page, BASE) if text else None


_CODE_BEFORE_NAME = re.compile(r"^(?=\S*\d)([A-Z0-9][\w./-]+)\s+[\u3400-\u9fff].*$")
"""A code with the Chinese name of the goods behind it in its cell."""


def _join_code(words: Sequence[Word]) -> str:
    from docvalidate.extraction.phrases import rows_of

    lines = [" ".join(w.text for w in row) for row in rows_of(words)]
    text = lines[0]
    own = _CODE_BEFORE_NAME.match(text)
    if own is not None and len(lines) == 1:
        return own[1]
    for line in lines[1:]:
        text += line if text.endswith(("-", "/", "_", ".")) or (" " not in text and " " not in line) else f" {line}"
    return text


def quantity_values(
    words: Sequence[Word], column: Column, page: int, habits: Habits
) -> tuple[list[Value], Value | None]:
    """The numbers of a quantity cell, and the unit that stands with the first of them."""
    span = span_of(words)
    found = typed.numbers_in(span, habits)
    values = [typed.value_of(part, printed.value, page, BASE) for printed, part in found]
    unit: Value | None = None
    if found:
        text, end = span.text, found[0][0].end
        following = found[1][0].start if len(found) > 1 else len(text)
        behind = text[end:following]
        for match in (*_TWO_WORDS.finditer(behind), *_LETTERS.finditer(behind)):
            code = typed.unit_code(match.group())
            if code:
                unit = typed.value_of(span.cut(end + match.start(), end + match.end()), code, page, BASE)
                break
        if unit is None:
            for match in _LETTERS.finditer(text[: found[0][0].start]):
                code = typed.unit_code(match.group())
                if code:
                    unit = typed.value_of(span.cut(match.start(), match.end()), code, page, BASE)
    if unit is None and column.unit and values:
        unit = values[0].model_copy(update={"value": column.unit, "raw": values[0].raw, "confidence": 0.7})
    return values, unit


def money_values(words: Sequence[Word], page: int, habits: Habits) -> list[Value]:
    """The amounts of a cell, the likeliest (with decimals, the last) first."""
    span = span_of(words)
    text = span.text
    found = [
        (printed, part)
        for printed, part in typed.numbers_in(span, habits)
        if not text[printed.end : printed.end + 2].strip().startswith("%")
    ]
    found.sort(key=lambda item: (not re.search(r"[.,]\d{2,4}$", item[0].text), -item[0].start))
    return [typed.value_of(part, printed.value, page, BASE) for printed, part in found]


def currency_in(words: Sequence[Word], page: int) -> Value | None:
    """The currency printed beside an amount."""
    return typed.read_currency(span_of(words), page)


def unit_value(words: Sequence[Word], page: int) -> Value | None:
    """The unit of a unit cell: a known one by its code, a letter word otherwise; packings like '4 x 4 L' are none."""
    span = span_of(words)
    text = span.text
    code = typed.unit_code(text)
    if code:
        return typed.value_of(span, code, page, BASE)
    if any(c.isdigit() for c in text):
        return None
    for match in _LETTERS.finditer(text):
        code = typed.unit_code(match.group())
        if code:
            return typed.value_of(span.cut(match.start(), match.end()), code, page, BASE)
    return typed.value_of(span, text.upper(), page, 0.6) if len(text) <= 8 else None


def price_unit(words: Sequence[Word], page: int) -> Value | None:
    """The unit behind a price: $3.20/SET."""
    span = span_of(words)
    match = re.search(r"(?i)(?:/|\bper\s+)\s*([a-z]{1,12})\b", span.text)
    code = typed.unit_code(match.group(1)) if match else None
    return typed.value_of(span.cut(match.start(1), match.end(1)), code, page, 0.75) if match and code else None


def range_count(words: Sequence[Word], page: int, *, numbers: bool = True) -> Value | None:
    """How many cartons a range of carton numbers spans: 1-20 are twenty.

    A stroke parts two numbers of cartons, but where no `numbers` of cartons stand, two counts: 20 / 641.
    """
    span = span_of(words)
    match = _RANGE.search(span.text)
    if match and (numbers or "/" not in match.group()):
        first, last = int(match[1]), int(match[2])
        if 0 < first <= last < 1_000_000:
            return typed.value_of(span.cut(match.start(), match.end()), Decimal(last - first + 1), page, 0.75)
    return None


def tariff_value(words: Sequence[Word], page: int) -> Value | None:
    """The tariff number of a tariff cell, broken over lines or not."""
    span = span_of(words)
    value = typed.read_tariff(span, page, BASE)
    digits = re.sub(r"\D", "", span.text)
    if (
        6 <= len(digits) <= 12
        and not re.search(r"[A-Za-z]", span.text)
        and (value is None or len(value.text) < len(digits))
    ):
        return typed.value_of(span, digits, page, BASE)
    if value is None and 4 <= len(digits) <= 5 and digits == span.text.strip().replace(".", ""):
        return typed.value_of(span, digits, page, 0.6)
    return value


@dataclass(slots=True)
class Detail:
    """A labelled value inside an item's text, and the characters it takes away from the description."""

    kind: str
    value: Value
    start: int
    end: int


_BARE_TARIFF = re.compile(
    r"^\W*(?:[^\W\d_]{2,14}\W{1,3}){0,3}?"
    r"((?!0000)\d{4}[. ]?\d{2}(?:[. ]?\d{2}(?:[. ]?\d{2})?)?)\s*(?:[-–/|,;·:]+\s*(\D{2,40}))?$"
)


_NAMED_TARIFF = re.compile(r"^\W*(?:[^\W\d_]{2,14}\W{1,3}){1,3}((?!0000)\d{4}[. ]?\d{2}(?:[. ]?\d{2}){0,2})\W*$")
"""A tariff number behind a label that no lexicon knows, before other details: Schedule No. 920930 Country of mfr."""


def bare_details(span: Span, page: int) -> list[Detail]:
    """A tariff number, with or without an origin behind it, that is all a row under the goods holds.

    Words before it are a label that no lexicon knows, if the number is set like a tariff number: 8302.41.60.
    """
    match = _BARE_TARIFF.match(span.text)
    if match is None or (len(re.sub(r"\D", "", match[1])) < 8 and "." not in match[1]):
        return []
    before = span.text[: match.start(1)].strip()
    known = labels().whole(canonical(tokenise(before))) == ("_reference",)  # COMMODITY 0910.30
    if before and not known and not re.match(r"\d{4}[. ]\d{2}[. ]\d{2}", match[1]):
        return []
    tariff = typed.read_tariff(span.cut(match.start(1), match.end(1)), page, 0.8)
    if tariff is None:
        return []
    found = [Detail("hts_number", tariff, 0, len(span.text))]
    if match[2]:
        origin = typed.read_country(span.cut(match.start(2), match.end(2)).stripped(), page, 0.8)
        if origin is None:
            return []
        found.append(Detail("country_of_origin", origin, match.start(2), len(span.text)))
    return found


def details_in(span: Span, page: int, habits: Habits) -> list[Detail]:
    """Labelled tariff numbers, origins, weights, part numbers and package counts in running text."""
    text = span.text
    alone = packages.alone().match(text) or packages.behind().match(text)
    if alone:
        value = typed.read_count(span.cut(alone.start(1), alone.end(1)), page, habits, BASE)
        if value is not None:
            return [Detail("package_count", value, 0, len(text))]
    numbered = _numbered_packages(span, page)
    if numbered is not None:
        return [numbered]
    folded = tokenise(text)
    tokens = canonical(folded)
    hits = [
        hit
        for hit in columns().scan(tokens)
        if _may_begin(text, folded[hit.start].start) and not re.match(r"[-/_.]\w*\d", text[folded[hit.end - 1].end :])
    ]
    hits = [hit for number, hit in enumerate(hits) if not (number and _is_made_in(hits[number - 1], hit, folded, text))]
    found: list[Detail] = []
    for number, hit in enumerate(hits):
        kind = hit.meanings[0]
        if hit.end < len(tokens) and kind == "description" and re.fullmatch(r"\d{8,10}", tokens[hit.end]):
            kind = "hts_number"  # COMMODITY 82052030
        if kind == "line_number" and re.match(
            r"[\s.:#]*(?=(?:\S*\d){4}|[A-Z]{1,4}[-/.]?\d)\S+", text[folded[hit.end - 1].end :]
        ):
            kind = "part_number"  # ITEM NO. 8632940
        if kind not in DETAILS or hit.end >= len(tokens):
            continue
        until = folded[hits[number + 1].start].start if number + 1 < len(hits) else len(text)
        begin = folded[hit.end - 1].end
        rest = span.cut(begin, until).stripped(" :;,.-–—=()#/|·")
        before = text[: folded[hit.start].start].rstrip()
        first = not before or before[-1] in ",;/|·-–•(" or (number > 0 and hits[number - 1].meanings[0] in DETAILS)
        before_it = hits[number - 1] if number > 0 else None
        twice = (
            before_it is not None and before_it.end == hit.start and before_it.meanings[0] in (kind, hit.meanings[0])
        )
        following = ":" if twice else text[begin : begin + 2]  # 货号 Art. 3607263: said twice is said clearly
        value = _detail_value(kind, hit, rest, following, first, page, habits)
        if value is None and found and kind == "package_count" and re.match(r"\d", rest.text):
            value = typed.read_count(rest, page, habits, BASE)  # COMMODITY 20098970 CTNS 28 GROSS 393.7
        if value is not None:
            place = text.find(value.raw, begin)
            end = place + len(value.raw) if place >= 0 else until
            first_token = before_it.start if before_it is not None and twice else hit.start
            tail = re.match(r"\s*(?:kgs?|lbs?|ctns?|cartons?|pkgs?)?\b\.?\s*[),;]?", text[end:], re.IGNORECASE)
            found.append(Detail(kind, value, folded[first_token].start, end + (tail.end() if tail else 0)))
    for kind, value, start, end in told_weights(span, page, habits, BASE):
        if not any(detail.kind == kind or detail.start <= start < detail.end for detail in found):
            found.append(Detail(kind, value, start, end))
    if found and not any(detail.kind == "hts_number" for detail in found):
        start = min(detail.start for detail in found)
        unnamed = _NAMED_TARIFF.match(text[:start])
        tariff = typed.read_tariff(span.cut(unnamed.start(1), unnamed.end(1)), page, 0.8) if unnamed else None
        if tariff is not None:
            found.insert(0, Detail("hts_number", tariff, 0, start))
    if any(d.kind == "hts_number" for d in found) and not any(d.kind == "country_of_origin" for d in found):
        origin = _bare_origin(span, page, found)
        found += [origin] if origin is not None else []
    bare = _BARE_WEIGHT.search(text) if found else None
    if bare is not None and not any(detail.start <= bare.start() < detail.end for detail in found):
        kind = "net_weight_kg" if bare[1].lower().startswith("n") else "gross_weight_kg"
        value = typed.read_weight(span.cut(bare.start(2), bare.end(2)), page, habits, confidence=BASE)
        if value is not None:
            found.append(Detail(kind, value, bare.start(), bare.end()))
    if found:
        for match in packages.part().finditer(text):
            part = span.cut(match.start(1), match.end(1))
            value = typed.read_count(part, page, habits, BASE)
            if value is not None and not any(d.start <= match.start(1) < d.end for d in found):
                found.append(Detail("package_count", value, match.start(1), match.end()))
    return found


_PARTS = re.compile(r"\s+[-–—·•|/]\s+|[,;|·•]\s*")


def _bare_origin(span: Span, page: int, found: Sequence[Detail]) -> Detail | None:
    """The country that is a part of its own in a line of details: SKU 41787-46 / HS 9503.00.00 / China."""
    text = span.text
    starts = [0, *(match.end() for match in _PARTS.finditer(text))]
    ends = [*(match.start() for match in _PARTS.finditer(text)), len(text)]
    named: list[Detail] = []
    for start, end in zip(starts, ends, strict=True):
        free = not any(detail.start < end and start < detail.end for detail in found)
        if free and len(text[start:end].strip()) > 2 and countries.find(text[start:end].strip()):
            value = typed.read_country(span.cut(start, end), page, 0.78)
            if value is not None:
                named.append(Detail("country_of_origin", value, start, end))
    return named[0] if len(named) == 1 else None


def _numbered_packages(span: Span, page: int) -> Detail | None:
    """The packages that a line of their numbers counts, where the count it states agrees."""
    match = packages.ranged().match(span.text)
    if match is None or not 0 < int(match[1]) <= int(match[2]) < 1_000_000:
        return None
    count = int(match[2]) - int(match[1]) + 1
    stated = re.sub(r"\D", "", match[3] or "")
    if stated and int(stated) != count:
        return None
    place = (match.start(3), match.end(3)) if stated else (match.start(1), match.end(2))
    return Detail("package_count", typed.value_of(span.cut(*place), Decimal(count), page, BASE), 0, len(span.text))


def _is_made_in(before: Hit, hit: Hit, folded: Sequence[Token], text: str) -> bool:
    """Whether a word of labels is the country that the label before it asks for: MADE IN PT."""
    printed = text[folded[hit.start].start : folded[hit.start].end]
    apart = before.meanings[0] != "country_of_origin" or hit.start != before.end or hit.end != hit.start + 1
    return not apart and printed.isupper() and countries.find(printed) is not None


def is_reference(span: Span) -> bool:
    """Whether a row below the goods is a reference that is no field of ours: Batch 6609174, Serial no. 88421 ff."""
    tokens = canonical(tokenise(span.text))
    for lexicon in (columns(), labels()):
        hit = lexicon.at(tokens, 0)
        if hit is not None and hit.meanings[0] in ("_other", "_reference") and hit.end < len(tokens):
            return sum(c.isdigit() for c in tokens[hit.end]) >= 3
    return False


def counted(span: Span, page: int, habits: Habits) -> tuple[Value, Value] | None:
    """The quantity and its unit that a row below the goods says, and nothing else: PACKED QUANTITY 96 PCS."""
    folded = tokenise(span.text)
    hit = next((hit for hit in columns().scan(canonical(folded)) if hit.meanings[0] == "quantity"), None)
    if hit is None or hit.start > 1 or hit.end >= len(folded):
        return None
    match = _QUANTITY.match(span.text, folded[hit.end - 1].end)
    unit = typed.unit_code(match[2]) if match is not None else None
    numbers = typed.numbers_in(span.cut(match.start(1), match.end(1)), habits) if match is not None else []
    if match is None or unit is None or len(numbers) != 1:
        return None
    printed, part = numbers[0]
    said = typed.value_of(span.cut(match.start(2), match.end(2)), unit, page, BASE)
    return typed.value_of(part, printed.value, page, BASE), said


_QUANTITY = re.compile(r"\W*(\d[\d.,' ]*)\s?([^\W\d_]{1,12}\.?(?:\s[^\W\d_]{1,12})?)\W*$")


def ends_in_label(span: Span) -> bool:
    """Whether a row of text ends in the label of a detail, whose value must stand in the next row."""
    tokens = canonical(tokenise(span.text))
    hits = columns().scan(tokens)
    last = hits[-1] if hits else None
    if last is None or last.end != len(tokens) or last.start == 0 or last.meanings[0] not in DETAILS:
        return False
    begin = tokenise(span.text)[last.start].start
    return (
        span.text[:begin].rstrip().endswith(("|", ",", ";", "；", "，", "/", "·", "•", "-", "–"))
        or is_cjk(span.text[:begin].rstrip()[-1:])  # 产地 Origin
        or span.text.rstrip()[-1] in ":："
    )


def _may_begin(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    chinese = start > 0 and is_cjk(text[start - 1]) and is_cjk(text[start : start + 1])  # 青铜叶轮型号
    return start == 0 or text[start - 1] in " (,;/|[" or chinese or not before


_REST_OF_LABEL = re.compile(r"(?:[^\W\d_]{2,12}[-/. :]{1,3}){1,2}")
"""Words of a label that no lexicon knows: HS/KN-Code 2836.40.90."""


def _detail_value(
    kind: str, hit: Hit, rest: Span, following: str, first: bool, page: int, habits: Habits
) -> Value | None:
    """The value behind a detail's label. A label of one common word counts only where it begins a part of the text."""
    if not rest:
        return None
    colon = following.strip().startswith((":", "：", "#", "="))
    if kind == "hts_number":
        value = typed.read_tariff(rest, page, BASE)
        before = rest.text[: rest.text.find(value.raw)] if value else ""
        long = value is not None and len(value.text) >= 8 and _REST_OF_LABEL.fullmatch(before)
        return value if value and (len(before) <= 4 or long) else None
    if kind == "country_of_origin":
        if first and (end := re.search(r"[,;|·]", rest.text)) is not None:
            rest = rest.cut(0, end.start())  # Ursprung Deutschland, 52 Gebinde
        value = typed.read_country(rest, page, BASE)
        good = colon or hit.end - hit.start >= 2 or (first and len(rest.text) <= len(value.raw if value else "") + 3)
        return value if value and good and rest.text.find(value.raw) <= 4 else None
    if kind in ("net_weight_kg", "gross_weight_kg"):
        value = typed.read_weight(rest, page, habits, bare=colon, confidence=BASE)
        return value if value and rest.text.find(value.raw) <= 6 else None
    if kind == "part_number" and (
        colon or hit.end - hit.start >= 2 or (hit.start == 0 and " " not in rest.text.split(",")[0])
    ):
        value = typed.read_code(rest, page, BASE)
        return value if value and rest.text.startswith(value.raw) else None
    if kind == "package_count" and colon:
        return typed.read_count(rest, page, habits, BASE)
    return None


def without(span: Span, details: Sequence[Detail]) -> list[Span]:
    """What is left of a span when details are taken out, in pieces."""
    if not details:
        return [span.stripped(" :;|")]
    pieces: list[Span] = []
    position = 0
    for detail in sorted(details, key=lambda d: d.start):
        pieces.append(span.cut(position, detail.start))
        position = max(position, detail.end)
    pieces.append(span.cut(position, len(span.text)))
    return [piece.stripped(" :;,|-–/·•") for piece in pieces if piece.stripped(" :;,.|-–/()·•")]
