"""Header fields of a document: labels propose places, the field's kind says what may stand there, the best wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docvalidate.domain.document import Value
from docvalidate.domain.fields import HEADER
from docvalidate.extraction import typed
from docvalidate.extraction.field_readers import READERS
from docvalidate.extraction.habits import Habits
from docvalidate.extraction.label import Label, anchored, is_label
from docvalidate.extraction.labelled import find_labels
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.neighbours import below, columnar, right_of
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.span import Span
from docvalidate.extraction.told_weights import told_weights


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
            route = ("port_of_discharge",) if label.meanings == ("port_of_loading",) else ()  # From: A to B
            paid = ("payment_terms",) if label.meanings == ("incoterm",) else ()  # Terms of sale: prepayment
            for name in (*label.meanings, *route, *paid):
                if name in READERS:
                    found.extend(_candidates(layout, label, name, habits, order))
            found.extend(_date_behind_number(layout, label, habits, order))
    return found, labels


def _candidates(layout: Layout, label: Label, name: str, habits: Habits, order: int) -> Iterable[Candidate]:
    """The values a label may mean: behind it first, then beside it, then below it."""
    reader = READERS[name]
    page = layout.page.number
    places: list[tuple[Span, float, str]] = []
    if label.inline:
        span = _wrapped(layout, label.phrase, label.inline) if name in _WRAPPING and _last(label) else label.inline
        places.append((span, 0.95 if label.colon else 0.88, "inline"))
    right = None if label.alone and columnar(layout, label) else right_of(layout, label)
    under = below(layout, label) if label.alone else []
    if label.alone:
        boxed = label.phrase.cell is not None and under and under[0].cell == label.phrase.cell
        boxed = boxed and not (label.colon and right is not None and right.cell == label.phrase.cell)
        boxed = boxed and not (right is not None and _ledger(layout, label.phrase, right))
        if under and boxed:
            places.append((_lower(layout, under, name), 0.94, "cell"))
        if right is not None:
            span = _with_followers(layout, right)
            span = _wrapped(layout, right, span) if name in _WRAPPING else span
            places.append((span.stripped(" :：="), 0.92, "right"))
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
    for place, base, how in places:
        span = _own_part(place, label, name)
        if not span or typed.NO_VALUE.match(span.text):
            if span and how in ("inline", "cell"):
                return
            continue
        told = {kind: found for kind, found, *_ in told_weights(span, page, habits, 0.88)} if name in _WEIGHTS else {}
        value = told.get(name) if len(told) > 1 else reader(span, page, habits, label)
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


def _ledger(layout: Layout, name: Phrase, value: Phrase) -> bool:
    """Whether a ruled cell holds rows of a name and its value, flush with one another, and not one of them."""
    begins = [
        {round(phrase.x0) for phrase in row if phrase.cell == name.cell}
        for row in layout.rows[max(0, name.row - _NEAR) : name.row + _NEAR + 1]
    ]
    return sum({round(name.x0), round(value.x0)} <= own for own in begins) > 2


_NEAR = 3
"""Rows over and under a label in which others may stand like it."""
_WEIGHTS = ("gross_weight_kg", "net_weight_kg")


def _own_part(span: Span, label: Label, name: str) -> Span:
    """The part of a value that is a field's own, where a label names two weights: `Gross/Net: 120.5 / 98.0 kg`."""
    weights = [meaning for meaning in label.meanings if meaning in ("gross_weight_kg", "net_weight_kg")]
    if len(weights) < 2 or name not in weights:
        return span
    parts = [match.span() for match in re.finditer(r"[^/|;]+", span.text)]
    if len(parts) != len(weights):
        return span
    return span.cut(*parts[weights.index(name)]).stripped(" ")


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
    following = [p for r in layout.rows[phrase.row + 1 : phrase.row + 3] for p in r if p.twin is None]
    for lower in following:
        far = min(abs(lower.x0 - x) for x in lefts) > 3 or lower.top - phrase.bottom > 0.8 * phrase.height
        if far or (is_label(lower) and not _goes_on(layout, phrase, lower)):
            continue
        keys = [p.x0 for p in row if p.x1 <= phrase.x0]
        if lower.cell != phrase.cell or any(
            p.x1 < lower.x0 and p.x1 > lower.x0 - 200 and (is_label(p) or any(abs(p.x0 - x) < 3 for x in keys[-1:]))
            for p in layout.rows[lower.row]
        ):
            continue  # the next line is a pair of its own
        first = lower.words[0]
        if phrase.x1 + first.x1 - first.x0 + 0.2 * phrase.height < limit - 0.15 * (limit - phrase.x0):
            return value
        hit = next((h for h in lower.hits if h.start > 0), None)
        rest = lower.between(0, hit.start) if hit and ":" in lower.text else lower.span
        return Span([*value.pieces, *rest.stripped().pieces])
    return value


_DANGLING = re.compile(
    r"(?i)\b(?:of|from|after|before|to|by|with|against|per|the|and|for|within|nach|ab|bei|mit|de|du|des|al|a)$"
)
"""A word after which a line of text cannot end: within 30 days of | invoice date."""


def _goes_on(layout: Layout, value: Phrase, lower: Phrase) -> bool:
    """Whether words that could be a label go on with the value over them: alone in their row, no label of it."""
    labelled = any(p.x1 <= value.x0 and is_label(p) for p in layout.rows[value.row])
    first = max((p.x0 for p in layout.rows[value.row] if p.x1 <= value.x0), default=0.0)
    alone = not any(p is not lower and p.x0 >= first - 3 for p in layout.rows[lower.row])
    begun = lower.text[:1].islower() and ":" not in lower.text
    return begun and alone and (labelled or _DANGLING.search(value.text) is not None)


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


_WRAPPING = frozenset({"payment_terms", "incoterm", "port_of_loading", "port_of_discharge", "vessel"})


_TEXT_FIELDS = frozenset(name for name in READERS if HEADER[name] == "text") - {"vessel"}


def _bears_label(whole: Candidate, part: Candidate) -> bool:
    """Whether a number that begins with its own label was cut by it: `PO 998564` under `Buyer's order`."""
    one, other = whole.value, part.value
    if not (isinstance(one.value, str) and isinstance(other.value, str)) or whole.label == part.label:
        return False
    here = one.page == other.page and one.bbox is not None and other.bbox is not None and one.bbox[1] == other.bbox[1]
    return here and one.text != other.text and one.text.endswith(other.text) and whole.score >= part.score - 0.12


def choose(candidates: Iterable[Candidate], name: str) -> Value | None:
    """The best proposal for a field, surer where two labels agree; other bill numbers are kept as alternatives."""
    mine = sorted((c for c in candidates if c.name == name), key=lambda c: (-c.score, c.order))
    if not mine:
        return None
    best = next((c for c in mine[1:] if _bears_label(c, mine[0])), mine[0])
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
