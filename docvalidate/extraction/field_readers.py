"""How the value of each header field is read from the words that its label points to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from docvalidate.domain.document import Value
from docvalidate.extraction import dates, typed
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.label import Label, is_value
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.modes import modes
from docvalidate.extraction.page_numbers import is_page_number
from docvalidate.extraction.party_names import has_legal_form
from docvalidate.extraction.span import Span
from docvalidate.reference.identifiers import container

_CONTAINER = re.compile(r"(?<![A-Za-z0-9])([A-Z]{3}[UJZ])[\s-]?(\d{3})[\s-]?(\d{3})[\s-]?(\d)(?!\d)")


_VOYAGE = re.compile(r"(?i)\b(?:v(?:oy(?:age)?)?\.?\s*(?:no\.?)?\s*[:.]?\s*)?([A-Z]{0,3}\d{2,4}[A-Z]?)\s*$")


def _date(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    bracket = label.bracket.lower().replace(" ", "")
    if bracket.startswith("mm"):
        habits = Habits(habits.convention, True)
    elif bracket.startswith("dd"):
        habits = Habits(habits.convention, False)
    return typed.read_date(span, page, habits)


_UUID = re.compile(r"(?i)^[0-9a-f]{8}(?:-[0-9a-f]{4}){2,3}-[0-9a-f]{12}$")
"""The number under which a tax office keeps an electronic invoice, which no entry names."""


def _code(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    value = typed.read_code(span, page)
    return None if value is not None and (_UUID.match(value.text) or is_page_number(span.text)) else value


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
    r"(?i)^\W{0,3}(?:(?:from|ab|von|desde|ex)\s+)?(.{2,50}?)\s*(?:\s(?:to|nach|a|à|till|for|->|→|–)\s|/|→|->|\s-\s)\s*(.{2,50}?)(?:\s+(?:by|via|per|mit|with|con|par)\s.*)?\W{0,8}$"
)


_STROKE = re.compile(r"(?<=\S)/(?=\S)")
_PARTED = re.compile(r"(?i)\s(?:-|–|->|to|nach)\s|→|->")
"""What parts a route more surely than a stroke, which may stand in a name: Leipzig/Halle (LEJ) - Los Angeles."""
_LEAVING = re.compile(r"(?i)(?<=[\dA-Z])\s+(?:ab|from|von|ex|desde)\s+(?=\S)")
"""What stands between a ship and the port it leaves, where no port of discharge is named."""


_TO = re.compile(r"(?i)\s(?:to|nach|till|for)\s|→|->")
"""What parts a route and never a place from its country, as a stroke does."""


_BY = re.compile(r"(?i)[\s,;]+(?:by|via|per)\s+(?:sea|air|ocean|truck|rail|vessel|courier|road|dhl|fedex|ups).*$")


def _route(span: Span, label: Label, name: str) -> Span:
    """The half of a route that is meant: `FROM Qingdao TO Newark BY SEA`, `Taichung / Miami, FL`."""
    both = "port_of_loading" in label.meanings and "port_of_discharge" in label.meanings
    if both and len(label.meanings) >= 3 and not _PARTED.search(span.text):
        leaving = _LEAVING.search(span.text)
        if leaving is not None and name == "port_of_loading":
            return span.cut(leaving.end(), len(span.text))
        if leaving is not None or not re.search(r"[,;]", span.text):
            return Span([])  # Shipped by: CMV TRAFALGAR REACH 019E
    if both and len(label.meanings) >= 3:
        vessel = re.match(r"^[^,;]*?\d[A-Z]?\s*[,;]\s*", span.text)
        start = vessel.end() if vessel else 0
        stop = span.text.find(";", start)
        span = span.cut(start, stop if stop > 0 else len(span.text))
    text = _STROKE.sub("\x00", span.text) if _PARTED.search(span.text) else span.text
    match = _ROUTE.match(text)
    loading = "port_of_loading" in label.meanings
    whole = both or loading or not re.search(r"(?i)\sto\s", span.text)
    said = loading and _TO.search(span.text) is not None
    if match and (both or label.generic or said) and whole:
        group = 1 if name == "port_of_loading" else 2
        return span.cut(match.start(group), match.end(group)).stripped()
    tail = _BY.search(span.text)
    return span.cut(0, tail.start()).stripped() if tail else span


def _loading(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    return _port(_route(span, label, "port_of_loading"), page, habits, label)


def _discharge(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    if "port_of_discharge" not in label.meanings and _TO.search(span.text) is None:
        return None
    return _port(_route(span, label, "port_of_discharge"), page, habits, label)


_INNER_ROUTE = re.compile(r"(?i)\S\s*(?:[,，;]\s*|\s)(?:from|ex|自|从|由|ab|von|desde)\s")
"""A route behind something else."""
_NO_PLACE = re.compile(r"(?i)(?:the|our|your|this|these|any|all|be|law|which|whom|it)\b(?! hague)")
"""How running text goes on behind `to` or `from`, as no place does: to the best of our knowledge."""


def _port(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    value = _text(span, page, habits, label) if span else None
    if value is None or sum(c.isdigit() for c in value.text) > 5 or _NO_PLACE.match(value.text):
        return None
    if _INNER_ROUTE.search(value.text):
        return None  # Shipment: CAPE FLATTERY 032E, from Yangshan to Baltimore is read as a route
    several = label.generic or len(label.meanings) > 1  # Shipped by: a ship, ports, or the firm that ships
    if several and (value.text.count(" ") > 5 or any(c.isdigit() for c in value.text) or has_legal_form(value.text)):
        return None
    return value


def _vessel(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    if len(label.meanings) >= 3:
        first = re.match(r"^[^,;]*?\d[A-Z]?(?=\s*[,;]|$|(?i:\s+(?:ab|from|von|ex|desde)\s))", span.text)
        if not first or not (span.text[:1].isupper() or span.text[:1].isdigit()):
            return None
        span = span.cut(first.start(), first.end()).stripped()
    text = span.text
    when = dates.find(text)
    if when and when[0].start > 2:
        span = span.cut(0, when[0].start).stripped(" /,;-")
        text = span.text
    cut = re.search(
        r"(?i)[\s,;]+(?:from|ex|to|on|under|dated|etd|eta|sailing|sailed|departing|leaving|ab|von|nach|desde|naar)\s",
        text,
    )
    if cut:
        span = span.cut(0, cut.start()).stripped()
    mode = modes().match(span.text)
    if mode is not None and _VOYAGE.search(span.text[mode.end() :]):
        span = span.cut(mode.end(), len(span.text))  # Seefracht ARCTIC BITTERN 033E
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
        "by",
        "means of transport",
        "flight",
        "flight no",
        "shipped",
    ) and not _VOYAGE.search(value.text):
        return None
    if label.text in ("via", "by") and not (label.alone or label.colon):
        return None  # Via Nazionale 230 is a street
    return value


_CLAUSE = re.compile(r"(?i)[,.;]\s+(?:the|all|our|die|alle|s[äa]mtliche|unsere)\s(?!balance|rest|remain|first)")
"""Where a sentence goes on with something else: payment L/C at sight, the goods listed hereunder."""


def _payment(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    clause = _CLAUSE.search(span.text)
    span = span.cut(0, clause.start()).stripped() if clause else span
    value = _text(span, page, habits, label)
    if value is None or ("payment_terms" not in label.meanings and not is_value(value.text)):
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
    said = not label.colon and label.inline and any(c.isalpha() for c in text[:place])
    if place > 25 or said:
        return None  # `Cartons stacked on 20 pallets` counts no cartons
    if re.match(r"(?i)^\s*(?:kgs?|lbs?|cbm|m3|%|usd|eur)", text[place + len(value.raw) :]):
        return None
    return value


def _containers(span: Span, page: int, habits: Habits, label: Label) -> Value | None:
    return container_value([span], page)


_BEGUN = re.compile(r"\b[A-Z]{3}[UJZ][\s-]?\d{0,6}[\s-]*$")
"""A container's number that the end of a line cuts."""


def broken_numbers(layout: Layout) -> list[Span]:
    """Lines that end in the beginning of a container's number, each with the line under it in its column."""
    found: list[Span] = []
    for phrase in layout.phrases:
        if not _BEGUN.search(phrase.text):
            continue
        for lower in (p for row in layout.rows[phrase.row + 1 : phrase.row + 3] for p in row):
            if abs(lower.x0 - phrase.x0) < 3 and lower.top - phrase.bottom < phrase.height and lower.text[:1].isdigit():
                found.append(Span([*phrase.span.pieces, *lower.span.pieces]))
                break
    return found


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


READERS: dict[str, Reader] = {
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
