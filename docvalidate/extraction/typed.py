"""Reading a span as one kind of value: a date, a weight, a code, a country … None where it is none."""

from __future__ import annotations

import re
from decimal import Decimal

from docvalidate.domain.document import Value
from docvalidate.extraction import dates, numerals
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.lexicon import canonical, labels
from docvalidate.extraction.numerals import Printed
from docvalidate.extraction.span import Span
from docvalidate.extraction.text import fold, tokenise
from docvalidate.reference import countries, currencies, subdivisions, units

POUND = Decimal("0.45359237")
"""Kilograms in an avoirdupois pound (NIST Handbook 44)."""
TONNE = Decimal(1000)
INCOTERMS = ("EXW", "FCA", "FAS", "FOB", "CFR", "CNF", "C&F", "CIF", "CPT", "CIP", "DAP", "DPU", "DAT", "DDP", "DDU")
NO_VALUE = re.compile(
    r"(?i)^[\W_]*(?:n\s?/?\s?a|nil|none|tba|tbd|tbc|as per|see |same as|-+|x+|various|\.+)\b.*$|^[\W_]*$"
)
"""What a paper prints where it has no value: N/A, TBA, as per packing list."""
_INCOTERM = re.compile(
    r"(?<![A-Za-z])(EXW|FCA|FAS|FOB|CFR|CNF|C\s?&\s?F|CIF|CPT|CIP|DAP|DPU|DAT|DDP|DDU|EX[- ]?WORKS)(?![A-Za-z])"
)
INCOTERM_FIRST = re.compile(rf"^\W*{_INCOTERM.pattern}")
"""A delivery term at the beginning of a text."""
_NAMED_PLACE = re.compile(
    r"[\s,:;–-]*((?:[^()/,;:\d]|(?<=[a-z])/(?=[A-Z][a-z])){3,40}?)"
    r"(?=\s*(?:$|[(/,;:]|(?<=[a-z]{4})\.\s|\b(?i:incoterms?|acc\.?|according|as per|per)\b|\d|(?<=[a-z])\s[a-z]{5,}\b))"
)
"""The place behind a delivery term: FCA Leipzig/Halle."""
_BEHIND_COMMA = re.compile(r",\s?([A-Z]{2}\b|(?:P\.\s?R\.\s?)?[^\W\d_][^\W\d_ ]+)")
_CLOSING_PLACE = re.compile(r",\s?[^\W\d_a-z][^\W\d_]*(?: [^\W\d_a-z][^\W\d_]*)?\s*$")
"""A second place that closes a line."""
_KILO = re.compile(r"(?i)^\W{0,2}(kgs?|kilos?|kilograms?|kgm|公斤|千克|kg/s)\b")
_POUNDS = re.compile(r"(?i)^\W{0,2}(lbs?|pounds?)\b")
_TONS = re.compile(r"(?i)^\W{0,2}(mts?|tons?|tonnes?|m/t|吨)\b")
_GRAMS = re.compile(r"(?i)^\W{0,2}(g|gr|grams?|gms?)\b")
_NOT_WEIGHT = re.compile(r"(?i)^\W{0,2}(cbm|m3|m³|pcs|ctns?|cartons?|pkgs?|pallets?|usd|%)")
_TARIFF = re.compile(r"(?<![\w.])\d{4}(?:[.\s]?\d{2}){1,2}(?:[.\s]?\d{1,4}){0,2}(?![\w])")
_ALSO_WORDS = frozenset(
    [
        "BHD",
        "ALL",
        "TOP",
        "CUP",
        "PEN",
        "TRY",
        "GEL",
        "MOP",
        "KGS",
        "LAK",
        "AMD",
        "BAM",
        "SOS",
        "STD",
        "ANG",
        "COP",
        "MAD",
    ]
)
"""Currency codes that are words or units too: they name a currency only where nothing else stands with them."""
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-/._#&+]*")


def value_of(span: Span, value: object, page: int, confidence: float, **extra: object) -> Value:
    """A Value with the span as its evidence; `confidence` is capped by the reader's."""
    box = span.box
    scanned = span.confidence < 1
    sure = min(confidence, span.confidence) if scanned else confidence
    place: dict[str, object] = (
        {"cell": span.cell} if span.cell else {"page": page, "bbox": tuple(round(v, 2) for v in box)}
    )
    return Value.model_validate(
        {
            "value": value,
            "raw": span.text,
            "confidence": round(sure, 3),
            "recognised": round(span.confidence, 3) if scanned else None,
            **place,
            **extra,
        }
    )


def numbers_in(span: Span, habits: Habits) -> list[tuple[Printed, Span]]:
    """Every number in a span with the characters that print it."""
    return [(found, span.cut(found.start, found.end)) for found in numerals.find(span.text, habits.convention)]


def read_date(span: Span, page: int, habits: Habits, confidence: float = 0.9) -> Value | None:
    """The first date; an open one keeps the other reading in `alternatives`."""
    found = dates.find(span.text)
    if not found:
        return None
    first = found[0]
    day, others = dates.settle(first, habits.month_first)
    part = span.cut(first.start, first.end)
    alternatives = [value_of(part, other, page, confidence * 0.5) for other in others if other != day]
    sure = confidence * (0.7 if alternatives else 1.0)
    return value_of(part, day, page, sure, alternatives=alternatives or None)


def read_weight(
    span: Span, page: int, habits: Habits, *, pounds: bool = False, bare: bool = True, confidence: float = 0.9
) -> Value | None:
    """The first weight, in kilograms; `bare` admits a number without a unit, `pounds` is what a bare number means."""
    text = span.text
    for printed, part in numbers_in(span, habits):
        rest = text[printed.end : printed.end + 12]
        factor: Decimal | None = None
        if _KILO.match(rest):
            factor = Decimal(1)
        elif _POUNDS.match(rest):
            factor = POUND
        elif _TONS.match(rest):
            factor = TONNE
        elif _GRAMS.match(rest) and not _KILO.match(rest):
            factor = Decimal("0.001")
        elif bare and not _NOT_WEIGHT.match(rest):
            before = text[: printed.start].lower()
            factor = POUND if pounds or re.search(r"\blbs?\b", before) else Decimal(1)
        if factor is not None and printed.value >= 0:
            kilograms = printed.value * factor
            return value_of(part, kilograms if factor == 1 else kilograms.quantize(Decimal("0.001")), page, confidence)
    return None


def read_money(span: Span, page: int, habits: Habits, confidence: float = 0.9) -> Value | None:
    """The last number that can be an amount: percentages are passed over."""
    text = span.text
    good = [
        (printed, part)
        for printed, part in numbers_in(span, habits)
        if not text[printed.end : printed.end + 2].strip().startswith("%")
    ]
    if not good:
        return None
    printed, part = good[-1]
    return value_of(part, printed.value, page, confidence)


def read_count(span: Span, page: int, habits: Habits, confidence: float = 0.9) -> Value | None:
    """The first whole number that is no weight."""
    text = span.text
    for printed, part in numbers_in(span, habits):
        rest = text[printed.end : printed.end + 10]
        if (
            printed.value == printed.value.to_integral_value()
            and printed.value > 0
            and not _KILO.match(rest)
            and not _POUNDS.match(rest)
            and printed.value < 10_000_000
        ):
            return value_of(part, printed.value.to_integral_value(), page, confidence)
    return None


def read_country(span: Span, page: int, confidence: float = 0.9) -> Value | None:
    """A country by name or code: the whole span, else its longest run of words that names one."""
    text = span.text
    code = countries.find(text.strip(" .,:;()"))
    if code:
        return value_of(span.stripped(), code, page, confidence)
    words = list(re.finditer(r"[^\s,;/()]+", text))
    for length in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            first, last = words[start].start(), words[start + length - 1].end()
            piece = text[first:last].strip(" .,:;()")
            if len(piece) > 2 or (piece.isupper() and len(words) <= 2):
                code = countries.find(piece)
                if code:
                    return value_of(
                        span.cut(first, last).stripped(), code, page, confidence * (1 if len(piece) > 2 else 0.9)
                    )
    return None


def read_currency(span: Span, page: int, confidence: float = 0.9) -> Value | None:
    """An ISO code, a sign or a name of a currency."""
    text = span.text
    code = currencies.find(text.strip(" .,:;()"))
    if code:
        return value_of(span.stripped(), code, page, confidence)
    for match in re.finditer(r"[A-Z]{1,3}\$|[$€£¥￥₩₫₺₹]|[^\W\d_]+", text):
        word = match.group()
        code = currencies.find(word)
        if word in _ALSO_WORDS or (word.isalpha() and len(word) < 3 and word.isascii()):
            continue
        # In running text two letters are no currency: FR of a tax number, S of S.A.
        if code and (not word.isalpha() or (word.isupper() and len(word) == 3) or len(word) > 3):
            part = span.cut(match.start(), match.end())
            return value_of(part if word.isalpha() else _with_figure(span, part), code, page, confidence)
    return None


def _with_figure(span: Span, sign: Span) -> Span:
    """A sign with the number it stands at, so that its place can be found again."""
    wide = sign.widened()
    if any(c.isalnum() for c in wide.text):
        return wide
    words = span.words
    index = next(i for i, word in enumerate(words) if word is wide.words[0])
    near = words[index : index + 2] if index + 1 < len(words) else words[max(0, index - 1) : index + 1]
    return Span.of(near)


def read_incoterm(span: Span, page: int, confidence: float = 0.9) -> tuple[Value, Value | None] | None:
    """The three letters of a delivery term, and the named place behind them."""
    text = span.text
    match = _INCOTERM.search(text) or _INCOTERM.search(text.upper())
    if not match:
        return None
    letters = re.sub(r"\s", "", match.group(1).upper())
    code = {"CNF": "CFR", "C&F": "CFR", "EXWORKS": "EXW", "EX-WORKS": "EXW"}.get(letters, letters)
    term = value_of(span.cut(match.start(1), match.end(1)), code, page, confidence)
    rest = text[match.end(1) :]
    place = _NAMED_PLACE.match(rest)
    if not place or not place.group(1).strip():
        return term, None
    start = match.end(1) + place.start(1)
    words = place.group(1).split()
    while words and (currencies.exists(words[-1]) and words[-1].isupper()):
        words.pop()
    end = start + len(" ".join(words))
    if (
        words
        and (region := re.match(r",\s?([A-Z]{2}\b|(?:P\.\s?R\.\s?)?[^\W\d_][^\W\d_ ]+)", text[end:]))
        and _region(region[1])
    ):
        end += region.end()  # Xiamen, CN
    elif words and (closing := _CLOSING_PLACE.match(text[end:])) and not labels().scan(canonical(tokenise(closing[0]))):
        end += closing.end()  # FOB Yantian, Shenzhen
    part = span.cut(start, end).stripped() if words else Span([])
    return term, value_of(part, part.text, page, confidence * 0.8) if part and len(part.text) > 2 else None


def _region(text: str) -> bool:
    """Whether a word behind a place and a comma is its country or its state."""
    return countries.find(text) is not None or subdivisions.find(text, "US") is not None


def read_tariff(span: Span, page: int, confidence: float = 0.9) -> Value | None:
    """A tariff number of six to ten digits (four to eight kept when a column holds nothing else)."""
    for match in _TARIFF.finditer(span.text):
        digits = re.sub(r"\D", "", match.group())
        if 6 <= len(digits) <= 12:
            return value_of(span.cut(match.start(), match.end()), digits, page, confidence)
    return None


_NUMBER_WORDS = frozenset({"NO", "NR", "NOS", "N°", "Nº", "NUM", "NUMBER"})


def read_code(span: Span, page: int, confidence: float = 0.9, *, letters_alone: bool = False) -> Value | None:
    """A reference such as an invoice number: tokens with digits, a word of capitals before them included."""
    text = span.text
    stop = dates.find(text)
    until = stop[0].start if stop and stop[0].start > 0 else len(text)
    if stop and stop[0].start == 0 and len(CODE.findall(text)) == 1 and not re.match(r"^\d{8}$", text.strip()):
        return None
    tokens = list(re.finditer(r"\S+", text[:until]))
    chosen: list[re.Match[str]] = []
    for token in tokens:
        word = token.group().strip(".,;:()[]")
        if not word:
            if chosen:
                break
            continue
        if not chosen and word.upper() in _NUMBER_WORDS and token is not tokens[-1]:
            continue  # the end of its label: NO. KDM2605262
        digits = any(c.isdigit() for c in word)
        capital = word.isupper() and len(word) <= 6
        if digits or (capital and (not chosen or word in "-/")) or (chosen and word in ("-", "/")):
            chosen.append(token)
        elif chosen and any(any(c.isdigit() for c in t.group()) for t in chosen):
            break
        else:
            chosen = []
            if token.start() > 0 and len(tokens) > 3:
                break
        if len(chosen) >= 4:
            break
    good = [t for t in chosen if any(c.isdigit() for c in t.group())]
    if not good and not letters_alone:
        return None
    if not chosen:
        return None
    last = good[-1] if good else chosen[-1]
    part = span.cut(chosen[0].start(), last.end()).stripped(" :;,.()[]#")
    return value_of(part, part.text, page, confidence) if part else None


_TWO_LANGUAGES = re.compile(r"^([^\W_]+\.?)\s*[(（]([^\W\d_]+)[)）]$")
"""A unit said twice: M2(平方米)."""


def unit_code(text: str) -> str | None:
    """CBP's code of a printed unit; 'PER PC', '/SET', plural brackets and another language in them are understood."""
    bare = re.sub(r"(?i)^(?:per\s+|/\s*|each\s+)", "", text.strip(" .,;:()[]/*"))
    code = (units.code(bare) or units.code(fold(bare))) if bare else None
    twice = _TWO_LANGUAGES.match(text.strip()) if code is None else None
    return units.code(twice[1]) or units.code(twice[2]) if twice else code
