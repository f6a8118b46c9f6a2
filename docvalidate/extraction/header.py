"""Header fields of a document: labels propose places, the field's kind says what may stand there, the best wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docvalidate.domain.document import Value
from docvalidate.domain.fields import HEADER
from docvalidate.extraction import dates, typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.labelled import Label, anchored, below, columnar, find_labels, is_label, right_of
from docvalidate.extraction.layout import Layout, Phrase
from docvalidate.extraction.parties import has_legal_form
from docvalidate.extraction.span import Span
from docvalidate.reference.identifiers import container

_CONTAINER = re.compile(r"(?<![A-Za-z0-9])([A-Z]{3}[UJZ])[\s-]?(\d{3})[\s-]?(\d{3})[\s-]?(\d)(?!\d)")
_PACKAGES = re.compile(
    r"(?i)(?<![\w.,/-])(\d[\d,.]*)\s*(?:\([^)]*\)\s*)?(packages?|pkgs?|cartons?|ctns?|colis|kolli|colli|bultos|cajas|koli|kap|kartons?|packst[uü]cke|"
    r"cart[oó]nes|pallets?|plts?|parcels|cases|boxes|bales|pieces? of cargo|drums|crates|kiện|thùng|件|箱)\b"
)
_VOYAGE = re.compile(r"(?i)\b(?:v(?:oy(?:age)?)?\.?\s*(?:no\.?)?\s*[:.]?\s*)?([A-Z]{0,3}\d{2,4}[A-Z]?)\s*$")


@dataclass(slots=True)
class Candidate:
    """A value proposed for a field."""

    name: str
    value: Value
    score: float
    how: str
    label: str
    order: int


def invoice_numbers(layout: Layout) -> set[str]:
    """The invoice numbers a page names behind a label of that meaning."""
    habits = Habits()
    found: set[str] = set()
    for label in find_labels(layout):
        if label.meanings[0] == "invoice_number" and not label.generic and anchored(label):
            for candidate in _candidates(layout, label, "invoice_number", habits, 0):
                found.add(candidate.value.text)
                break
    return found


def header_candidates(
    layouts: Sequence[Layout], rows_of_tables: Sequence[set[int]], habits: Habits
) -> tuple[list[Candidate], list[list[Label]]]:
    """Every proposal for every header field that is no party and no sum; and the labels of each page."""
    found: list[Candidate] = []
    labels: list[list[Label]] = []
    order = 0
    for layout, rows in zip(layouts, rows_of_tables, strict=True):
        page_labels = find_labels(layout, rows)
        labels.append(page_labels)
        for label in page_labels:
            order += 1
            for name in label.meanings:
                if name in _READERS:
                    found.extend(_candidates(layout, label, name, habits, order))
            found.extend(_date_behind_number(layout, label, habits, order))
    return found, labels


def _candidates(layout: Layout, label: Label, name: str, habits: Habits, order: int) -> Iterable[Candidate]:
    """The values a label may mean: behind it first, then beside it, then below it."""
    reader = _READERS[name]
    page = layout.page.number
    places: list[tuple[Span, float, str]] = []
    if label.inline:
        span = _wrapped(layout, label.phrase, label.inline) if name in _WRAPPING and _last(label) else label.inline
        places.append((span, 0.95 if label.colon else 0.88, "inline"))
    right = None if label.alone and columnar(layout, label) else right_of(layout, label)
    under = below(layout, label) if label.alone else []
    if label.alone:
        boxed = label.phrase.cell is not None and under and under[0].cell == label.phrase.cell
        if under and boxed:
            places.append((_lower(layout, under, name), 0.94, "cell"))
        if right is not None:
            span = _with_followers(layout, right)
            places.append((_wrapped(layout, right, span) if name in _WRAPPING else span, 0.92, "right"))
        if under and not boxed:
            places.append((_lower(layout, under, name), 0.86, "below"))
    elif not label.inline and label.colon and layout.rows[label.phrase.row + 1 : label.phrase.row + 2]:
        first = layout.rows[label.phrase.row + 1][0]  # a label at the end of a full line: its value begins the next
        if abs(first.x0 - label.phrase.x0) < 3 and not is_label(first):
            places.append((first.span.stripped(" :："), 0.85, "wrapped"))
    elif label.leading and label.inline:
        lower = below(layout, label, lines=1)
        if lower:
            places.append((_joined(lower), 0.62, "below"))
        beside = _beside(layout, label)
        if beside is not None:
            places.append((beside, 0.6, "right"))
    for span, base, how in places:
        if not span or typed.NO_VALUE.match(span.text):
            if span and how in ("inline", "cell"):
                return
            continue
        value = reader(span, page, habits, label)
        if value is None:
            continue
        score = base + 0.012 * min(4, label.end - label.start)
        if not label.leading and not label.colon:
            starts = span.text.startswith(value.raw[:3])
            if not starts and not anchored(label):
                continue
            score -= 0.12
        if label.generic:
            score -= 0.1
        if not label.colon and not label.alone and how == "inline" and name in _TEXT_FIELDS and label.leading:
            score -= 0.15
        yield Candidate(name, value, score, how, label.text, order)
        return


def _date_behind_number(layout: Layout, label: Label, habits: Habits, order: int) -> Iterable[Candidate]:
    """The date behind an invoice number: `Invoice no. 4711 of 29 April 2026`, `4711 / 29.04.2026`."""
    if label.meanings != ("invoice_number",):
        return
    places = [label.inline] if label.inline else []
    if label.alone:
        places = [phrase.span for phrase in (right_of(layout, label), *below(layout, label)[:1]) if phrase is not None]
    for span in places:
        value = typed.read_date(span, layout.page.number, habits)
        if value is not None and span.text.find(value.raw) > 2:
            yield Candidate("invoice_date", value, 0.84, "inline", label.text, order)
            return


def _beside(layout: Layout, label: Label) -> Span | None:
    row = layout.rows[label.phrase.row]
    index = row.index(label.phrase)
    if index + 1 < len(row) and not is_label(row[index + 1]):
        return row[index + 1].span
    return None


def _last(label: Label) -> bool:
    """Whether a label's value is the last thing in its phrase."""
    return label.inline.words[-1] is label.phrase.words[-1]


def _wrapped(layout: Layout, phrase: Phrase, value: Span) -> Span:
    """A text value with its next line, where the line it stands in had no room for the next word."""
    if phrase.words[0].cell is not None or phrase.row + 1 >= len(layout.rows):
        return value
    row = layout.rows[phrase.row]
    limit = min((p.x0 for p in row if p.x0 > phrase.x1), default=layout.page.width)
    if phrase.cell is not None:
        limit = min(limit, phrase.cell[2])
    flush = [p.x1 for p in layout.phrases if abs(p.x0 - value.box[0]) < 3 and abs(p.row - phrase.row) <= 14]
    if phrase.cell is None and len(flush) >= 3:
        limit = min(limit, max(flush) + phrase.height)
    lefts = (phrase.x0, value.box[0])
    for lower in layout.rows[phrase.row + 1]:
        if (
            min(abs(lower.x0 - x) for x in lefts) > 3
            or lower.top - phrase.bottom > 0.8 * phrase.height
            or is_label(lower)
        ):
            continue
        if lower.cell != phrase.cell or any(
            p.x1 < lower.x0 and is_label(p) and p.x1 > lower.x0 - 200 for p in layout.rows[lower.row]
        ):
            continue
        first = lower.words[0]
        if phrase.x1 + first.x1 - first.x0 + 0.2 * phrase.height < limit - 0.15 * (limit - phrase.x0):
            return value
        hit = next((h for h in lower.hits if h.start > 0), None)
        rest = lower.between(0, hit.start) if hit and ":" in lower.text else lower.span
        return Span([*value.pieces, *rest.stripped().pieces])
    return value


def _with_followers(layout: Layout, phrase: Phrase) -> Span:
    """A phrase with those that follow it closely in its row: `USD` `1,200.00`."""
    words = list(phrase.words)
    row = layout.rows[phrase.row]
    for other in row[row.index(phrase) + 1 :]:
        if is_label(other) or other.x0 - words[-1].x1 > 2.5 * phrase.height or other.cell != phrase.cell:
            break
        if phrase.words[0].cell is not None:
            break
        words.extend(other.words)
    return Span.of(words)


def _lower(layout: Layout, phrases: Sequence[Phrase], name: str) -> Span:
    """The value below a label, with its next line where it is wrapped text."""
    span = _joined(phrases)
    return _wrapped(layout, phrases[0], span) if name in _WRAPPING and len(phrases) == 1 else span


def _joined(phrases: Sequence[Phrase]) -> Span:
    """The phrases of the first row below a label."""
    first = phrases[0].row
    return Span.of([word for phrase in phrases if phrase.row == first for word in phrase.words])


def _date(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    bracket = label.bracket.lower().replace(" ", "")
    if bracket.startswith("mm"):
        habits = Habits(habits.convention, True)
    elif bracket.startswith("dd"):
        habits = Habits(habits.convention, False)
    return typed.read_date(span, page, habits)


def _code(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    return typed.read_code(span, page)


def _bill(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    value = typed.read_code(span, page)
    if value is None or sum(c.isdigit() for c in value.text) < 4:
        return None
    return value


def _text(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    text = span.text.strip(" .,;:")
    if not any(c.isalpha() for c in text) or len(text) > 90 or len(text) < 2:
        return None
    return typed.value_of(span, text, page, 0.88)


_ROUTE = re.compile(
    r"(?i)^\W{0,3}(?:from\s+)?(.{2,50}?)\s*(?:\s(?:to|nach|a|à|till|->|→|–)\s|/|→|->|\s-\s)\s*(.{2,50}?)(?:\s+(?:by|via|per)\s.*)?\W{0,8}$"
)
_TO = re.compile(r"(?i)\s(?:to|nach|till)\s|→|->")
"""What parts a route and never a place from its country, as a stroke does."""
_BY = re.compile(r"(?i)[\s,;]+(?:by|via|per)\s+(?:sea|air|ocean|truck|rail|vessel|courier|road|dhl|fedex|ups).*$")


def _route(span: Span, label: Label, name: str) -> Span:
    """The half of a route that is meant: `FROM Qingdao TO Newark BY SEA`, `Taichung / Miami, FL`."""
    both = "port_of_loading" in label.meanings and "port_of_discharge" in label.meanings
    if both and len(label.meanings) >= 3:
        vessel = re.match(r"^[^,;]*?\d[A-Z]?\s*[,;]\s*", span.text)
        start = vessel.end() if vessel else 0
        stop = span.text.find(";", start)
        span = span.cut(start, stop if stop > 0 else len(span.text))
    match = _ROUTE.match(span.text)
    whole = both or name == "port_of_loading" or not re.search(r"(?i)\sto\s", span.text)
    said = name == "port_of_loading" and _TO.search(span.text) is not None
    if match and (both or label.generic or said) and whole:
        group = 1 if name == "port_of_loading" else 2
        return span.cut(match.start(group), match.end(group)).stripped()
    tail = _BY.search(span.text)
    return span.cut(0, tail.start()).stripped() if tail else span


def _loading(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    return _port(_route(span, label, "port_of_loading"), page, habits, label)


def _discharge(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    return _port(_route(span, label, "port_of_discharge"), page, habits, label)


_NO_PLACE = re.compile(r"(?i)(?:the|our|your|this|these|any|all|be|law|which|whom|it)\b(?! hague)")
"""How running text goes on behind `to` or `from`, as no place does: to the best of our knowledge."""


def _port(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    value = _text(span, page, habits, label)
    if value is None or sum(c.isdigit() for c in value.text) > 5 or _NO_PLACE.match(value.text):
        return None
    if label.generic and (
        value.text.count(" ") > 5 or any(c.isdigit() for c in value.text) or has_legal_form(value.text)
    ):
        return None
    return value


def _vessel(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    if len(label.meanings) >= 3:
        first = re.match(r"^[^,;]*?\d[A-Z]?(?=\s*[,;])", span.text)
        if not first:
            return None
        span = span.cut(first.start(), first.end()).stripped()
    text = span.text
    when = dates.find(text)
    if when and when[0].start > 2:
        span = span.cut(0, when[0].start).stripped(" /,;-")
        text = span.text
    cut = re.search(r"(?i)\s+(?:from|to|on|under|dated|etd|eta)\s", text)
    if cut:
        span = span.cut(0, cut.start()).stripped()
    value = _text(span, page, habits, label)
    if value is None or re.match(
        r"(?i)^(?:by\s+)?(?:sea|ocean|air|truck|road|rail|courier|vessel|sea freight|air freight|express)\W*$",
        value.text,
    ):
        return None
    if label.text in (
        "carrier",
        "per",
        "ship",
        "ship via",
        "shipped via",
        "via",
        "means of transport",
        "flight",
        "flight no",
    ) and not _VOYAGE.search(value.text):
        return None
    return value


def _payment(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    value = _text(span, page, habits, label)
    if value is None:
        return None
    term = typed.read_incoterm(span, page)
    if label.text == "terms" and term is not None and len(value.text) < 30:
        return None
    if "incoterm" in label.meanings and term is not None:
        rest = span.cut(span.text.find(term[0].raw) + len(term[0].raw), len(span.text))
        parts = re.search(r"[;,]|(?<=\s)[-–/](?=\s)|(?<=[a-z])/", rest.text)
        if not parts:
            return None
        rest = rest.cut(parts.end(), len(rest.text)).stripped()
        return typed.value_of(rest, rest.text, page, 0.8) if rest else None
    if term is not None and len(value.text) < 30 and label.generic:
        return None
    return value


def _incoterm(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    found = typed.read_incoterm(span, page)
    return found[0] if found else None


def _country(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    return typed.read_country(span, page)


def _currency(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    return typed.read_currency(span, page)


def _weight(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    pounds = bool(re.search(r"(?i)\blbs?\b|pounds", f"{label.bracket} {label.phrase.text[:40]}")) and not re.search(
        r"(?i)\bkgs?\b", label.bracket
    )
    explicit = bool(re.search(r"(?i)kg|lb|公斤|千克|pound", f"{label.bracket} {span.text} {label.text}"))
    value = typed.read_weight(span, page, habits, pounds=pounds, bare=True)
    if value is None or value.number == 0:
        return None
    if label.generic and not explicit:
        return None
    return value


def _count(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    value = typed.read_count(span, page, habits)
    if value is None:
        return None
    text = span.text
    place = text.find(value.raw)
    if place > 25:
        return None
    if re.match(r"(?i)^\s*(?:kgs?|lbs?|cbm|m3|%|usd|eur)", text[place + len(value.raw) :]):
        return None
    return value


def _containers(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    return container_value([span], page)


def container_value(spans: Sequence[Span], page: int) -> Value | None:
    """All container numbers in some spans; a wrong check digit lowers the confidence and does not hide the number."""
    numbers: list[str] = []
    parts: list[Span] = []
    good = True
    for span in spans:
        for match in _CONTAINER.finditer(span.text):
            number = "".join(match.groups())
            if number not in numbers:
                numbers.append(number)
                parts.append(span.cut(match.start(), match.end()))
                good = good and container.is_valid(number)
    if not numbers:
        return None
    whole = Span([piece for part in parts for piece in part.pieces])
    if len(parts) > 1 and len(spans) == 1:
        text = spans[0].text
        first, last = text.find(parts[0].text), text.rfind(parts[-1].text)
        if 0 <= first < last:
            whole = spans[0].cut(first, last + len(parts[-1].text))
    return typed.value_of(whole, numbers, page, 0.95 if good else 0.8)


Reader = Callable[[Span, int, Habits, Label], Value | None]
_READERS: dict[str, Reader] = {
    "invoice_number": _code,
    "invoice_date": _date,
    "purchase_order_number": _code,
    "currency": _currency,
    "incoterm": _incoterm,
    "payment_terms": _payment,
    "country_of_origin": _country,
    "country_of_export": _country,
    "export_date": _date,
    "port_of_loading": _loading,
    "port_of_discharge": _discharge,
    "vessel": _vessel,
    "bill_of_lading_number": _bill,
    "container_numbers": _containers,
    "package_count": _count,
    "gross_weight_kg": _weight,
    "net_weight_kg": _weight,
}
_WRAPPING = frozenset({"payment_terms", "incoterm", "port_of_loading", "port_of_discharge", "vessel"})
_TEXT_FIELDS = frozenset(name for name in _READERS if HEADER[name] == "text") - {"vessel"}


def choose(candidates: Iterable[Candidate], name: str) -> Value | None:
    """The best proposal for a field, surer where two labels agree; other bill numbers are kept as alternatives."""
    mine = sorted((c for c in candidates if c.name == name), key=lambda c: (-c.score, c.order))
    if not mine:
        return None
    best = mine[0]
    agree = sum(1 for c in mine[1:] if c.value.value == best.value.value)
    against = [c for c in mine[1:] if c.value.value != best.value.value and c.score >= best.score - 0.03]
    score = best.score + 0.02 * min(2, agree) - 0.06 * bool(against)
    confidence = round(max(0.05, min(0.99, score * best.value.confidence / 0.9)), 3)
    update: dict[str, object] = {"confidence": confidence, "agreed": ["label"]}
    if name == "bill_of_lading_number":
        others = {c.value.text: c.value for c in mine[1:] if c.value.text != best.value.text}
        if others:
            update["alternatives"] = list(others.values())[:4]
    return best.value.model_copy(update=update)


_OF_ORIGIN = re.compile(r"(?i)\b(?:of|are|is)\s+([A-Za-z .]{4,40}?)\s+origin\b|\bmade\s+in\s+([A-Za-z .]{4,40})")


def origin_in_text(layouts: Sequence[Layout], rows_of_tables: Sequence[set[int]]) -> Value | None:
    """A country named in a sentence: `the goods are of Pakistan origin`."""
    for layout, rows in zip(layouts, rows_of_tables, strict=True):
        for phrase in layout.phrases:
            if phrase.row in rows:
                continue
            for match in _OF_ORIGIN.finditer(phrase.text):
                group = 1 if match.group(1) else 2
                part = phrase.span.cut(match.start(group), match.end(group))
                value = typed.read_country(part, layout.page.number, 0.75)
                if value is not None:
                    return value
    return None


_WEIGHED = re.compile(r"(?i)(\d[\d.,' ]{0,24}?)\s*(kgs?|lbs?)\.?\s*\(?(gross|net|brutto|netto|brut|lordo|bruto|neto)\b")


def weights_in_text(layouts: Sequence[Layout], rows_of_tables: Sequence[set[int]], habits: Habits) -> dict[str, Value]:
    """Weights whose word stands behind them: `4,926.6 kg gross, 4,521.0 kg net`."""
    found: dict[str, Value] = {}
    for layout, rows in zip(layouts, rows_of_tables, strict=True):
        for phrase in layout.phrases:
            if phrase.row in rows:
                continue
            for match in _WEIGHED.finditer(phrase.text):
                name = "net_weight_kg" if match.group(3).lower().startswith("net") else "gross_weight_kg"
                part = phrase.span.cut(match.start(1), match.end(2))
                value = typed.read_weight(part, layout.page.number, habits, bare=False, confidence=0.8)
                if value is not None:
                    found.setdefault(name, value)
    return found


def packages_in_text(layouts: Sequence[Layout], rows_of_tables: Sequence[set[int]]) -> Value | None:
    """A count printed before its word: `269 packages.`; cartons rather than the pallets they stand on."""
    best: tuple[int, Value] | None = None
    for layout, rows in zip(layouts, rows_of_tables, strict=True):
        for phrase in layout.phrases:
            if phrase.row in rows:
                continue
            for match in _PACKAGES.finditer(phrase.text):
                digits = re.sub(r"\D", "", match.group(1))
                if not digits or int(digits) == 0 or int(digits) > 1_000_000:
                    continue
                pallets = match.group(2).lower().startswith(("pallet", "plt"))
                rank = 1 if pallets else 2
                if best is None or rank > best[0]:
                    from decimal import Decimal

                    part = phrase.span.cut(match.start(1), match.end(1))
                    best = (rank, typed.value_of(part, Decimal(int(digits)), layout.page.number, 0.72))
    return best[1] if best else None
