"""One document from its pages: every part proposes, this place decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from docvalidate.domain.document import Document, LineItem, Value
from docvalidate.domain.fields import PARTIES
from docvalidate.extraction import side_panels, typed
from docvalidate.extraction.classify import Group
from docvalidate.extraction.container_rows import drop_shares
from docvalidate.extraction.currency import find_currency
from docvalidate.extraction.field_readers import broken_numbers, container_value
from docvalidate.extraction.flat import document_fields
from docvalidate.extraction.fusion import better_table, fuse, items_in_doubt
from docvalidate.extraction.habits import Habits, habits_of
from docvalidate.extraction.header import choose, header_candidates
from docvalidate.extraction.in_text import origin_in_text, packages_in_text, weights_in_text
from docvalidate.extraction.label import is_label
from docvalidate.extraction.layout import Layout
from docvalidate.extraction.letterhead import freed_parties, named_in_full, unlabelled_parties
from docvalidate.extraction.line_items import LineItems, read_line_items
from docvalidate.extraction.mentions import mentions_in
from docvalidate.extraction.model.opinion import Opinion
from docvalidate.extraction.parties import choose_party, party_candidates
from docvalidate.extraction.phrases import Phrase
from docvalidate.extraction.routes import routes
from docvalidate.extraction.settled_sums import settle_sums
from docvalidate.extraction.span import Span
from docvalidate.extraction.sums import find_sums
from docvalidate.extraction.totals import totals_row
from docvalidate.extraction.transport import CARRIAGE, next_box, transport_fields
from docvalidate.extraction.voyages import with_voyage
from docvalidate.reference import currencies
from docvalidate.reference.texts import words

WITH_ITEMS = ("commercial_invoice", "packing_list")


def document_of(group: Group, file: str, opinion: Opinion, around: Habits | None = None) -> Document:
    """The document that a group of pages is; `opinion` is a learned model's, asked in doubt.

    `around` is what the whole file does: asked where the document leaves open how it writes numbers.
    """
    layouts = [nature.layout for nature in group.pages]
    pages = [layout.page.number for layout in layouts]
    if group.type == "other":
        mentions = mentions_in(layouts, (), opinion.language) or None
        return Document(file=file, pages=pages, type="other", mentions=mentions, text=_text(layouts))
    habits = habits_of(layout.page for layout in layouts)
    if habits.convention is None and around is not None:
        habits = replace(habits, convention=around.convention)
    parted = [side_panels.apart(nature.layout, nature.heads) for nature in group.pages]
    layouts, panels = [body for body, _ in parted], [panel for _, panel in parted if panel is not None]
    tables = read_line_items(layouts, habits)
    if group.type in WITH_ITEMS and items_in_doubt(group.type, tables.items) and opinion.available:
        tables = better_table(tables, read_line_items(layouts, habits, opinion))
    rows: list[set[int]] = [_table_rows(tables, layout, group.type) for layout in layouts] + [set() for _ in panels]
    layouts += panels
    candidates, labels = header_candidates(layouts, rows, habits)
    fields: dict[str, Value] = {}
    for name in dict.fromkeys(c.name for c in candidates):
        value = choose(candidates, name)
        if value is not None:
            fields[name] = value
    parties = party_candidates(layouts, labels)
    for role in PARTIES:
        party = choose_party(parties, role)
        if party is not None:
            fields[role] = party
    asked = {meaning for page_labels in labels for label in page_labels for meaning in label.meanings}
    unlabelled_parties(fields, group.type, layouts[0], rows[0], asked)
    if group.type == "packing_list" and "consignee" not in fields and "buyer" in fields:
        buyer = fields["buyer"]  # a packing list addressed to one party is consigned to it
        fields["consignee"] = buyer.model_copy(update={"confidence": round(0.85 * buyer.confidence, 3)})
    items = tables.items
    if group.type == "commercial_invoice":
        fields.update(settle_sums(find_sums(layouts, tables, rows, habits), items))
    fields.update(document_fields(tables, habits))
    _from_tables(fields, group.type, tables, habits)
    _from_text(fields, layouts, rows, tables, habits)
    find_currency(fields, layouts, tables)
    _place(fields, layouts)
    fuse(group.type, fields, items, layouts, rows, habits, opinion)
    if "vessel" in fields:
        fields["vessel"] = with_voyage(fields["vessel"], layouts)
    freed_parties(fields, group.type, layouts[0], rows[0], asked)
    if not any("seller" in label.meanings for page_labels in labels for label in page_labels):
        named_in_full(fields, layouts)
    _place(fields, layouts)
    drop_shares(fields, layouts)
    if group.type in CARRIAGE:
        transport_fields(group.type, fields, candidates, layouts[0], tables)
    if group.type not in WITH_ITEMS:
        items = []
    if group.type != "commercial_invoice":
        for name in ("total_amount", "subtotal", "freight", "insurance", "packing_charge", "discount", "currency"):
            fields.pop(name, None)
    named = [v.text for name, v in fields.items() if v.usable and (v.party is not None or name == "vessel")]
    return Document(
        file=file,
        pages=pages,
        type=group.type,
        fields=fields,
        line_items=_tidy(items),
        mentions=mentions_in(layouts, named, opinion.language) or None,
        text=_text(layouts),
        scanned=sorted({layout.page.number for layout in layouts if layout.page.source == "ocr"}),
    )


def _text(layouts: Sequence[Layout]) -> str:
    return words(" ".join(phrase.text for layout in layouts for phrase in layout.phrases))


def _table_rows(tables: LineItems, layout: Layout, kind: str) -> set[int]:
    """The rows of a page that its tables own: heads and items.

    A transport document's form goes on below its cargo with boxes, whose captions are its own labels.
    """
    heads = {row for part in tables.parts if part.layout is layout for row in part.head.rows}
    page = layout.page.number
    items = {row.index for part in tables.parts for item in part.items for row in item.rows if row.page == page}
    if kind not in WITH_ITEMS and heads:
        end = next_box(layout, max(heads))
        items = {row for row in items if row < end}
    return heads | items


def _from_tables(fields: dict[str, Value], kind: str, tables: LineItems, habits: Habits) -> None:
    """Totals of packages and weights from the sum row of the table, where no label gives them."""
    for part in reversed(tables.parts):
        for name, value in totals_row(part, habits).items():
            counted = [item[name].number or Decimal(0) for item in tables.items if name in item]
            if name not in fields or fields[name].confidence < 0.7 or sum(counted) == value.number:
                fields[name] = value
        if any(name in fields for name in ("package_count", "gross_weight_kg", "net_weight_kg")):
            break
    for name in ("package_count", "gross_weight_kg", "net_weight_kg"):
        total = sum((item[name].number or Decimal(0) for item in tables.items if name in item), Decimal(0))
        if name in fields and total and fields[name].number == total:
            fields[name] = fields[name].model_copy(update={"confidence": 0.98, "agreed": ["label", "arithmetic"]})


def _from_text(
    fields: dict[str, Value], layouts: Sequence[Layout], rows: Sequence[set[int]], tables: LineItems, habits: Habits
) -> None:
    """What needs no label: container numbers carry a check digit, packages their word."""
    for layout in layouts:
        value = container_value([*(p.span for p in layout.phrases), *broken_numbers(layout)], layout.page.number)
        labelled = fields.get("container_numbers")
        if value is not None and (labelled is None or set(labelled.items) < set(value.items)):
            agreed = ["check digit"] if labelled is None else ["label", "check digit"]
            fields["container_numbers"] = value.model_copy(update={"confidence": 0.9, "agreed": agreed})
    for name, value in weights_in_text(layouts, rows, habits).items():
        if name not in fields or fields[name].confidence < 0.7:
            fields[name] = value
    for name, value in routes(layouts, rows).items():
        if name not in fields or fields[name].confidence < 0.7:
            fields[name] = value
    if "country_of_origin" not in fields:
        origin = origin_in_text(layouts, rows)
        if origin is not None:
            fields["country_of_origin"] = origin
    if "package_count" not in fields or fields["package_count"].confidence < 0.6:
        count = packages_in_text(layouts, rows)
        loose = [item["package_count"].number or 0 for item in tables.items if "package_count" in item]
        if count is not None and not (loose and len(loose) == len(tables.items) and sum(loose) != count.number):
            fields["package_count"] = count
    if "incoterm" not in fields:
        for layout in layouts:
            for phrase in layout.phrases:
                found = (
                    typed.read_incoterm(phrase.span, layout.page.number, 0.72)
                    if phrase.text.isupper() or len(phrase.text) < 60
                    else None
                )
                if found and found[0].raw.isupper():
                    fields.setdefault("incoterm", found[0])


def _place(fields: dict[str, Value], layouts: Sequence[Layout]) -> None:
    """The named place behind the delivery term."""
    term = fields.get("incoterm")
    if term is None or "incoterm_place" in fields:
        return
    for layout in layouts:
        if layout.page.number != (term.page or layout.page.number):
            continue
        for phrase in layout.phrases:
            if phrase.text.strip(" .,:") == term.raw:
                lower = _place_below(layout, phrase)
                if lower is not None:
                    fields["incoterm_place"] = typed.value_of(lower, lower.text, layout.page.number, 0.75)
                    return
            if term.raw in phrase.text:
                found = typed.read_incoterm(phrase.span, layout.page.number)
                if found and found[1] is not None and found[0].text == term.text:
                    fields["incoterm_place"] = found[1]
                    return


def _place_below(layout: Layout, term: Phrase) -> Span | None:
    """The place under a delivery term that stands alone in a narrow column: FCA over Shanghai, over China."""
    lines: list[Phrase] = []
    upper = term
    for row in layout.rows[term.row + 1 : term.row + 4]:
        lower = next((p for p in row if abs(p.x0 - term.x0) < 3 or abs(p.x1 - term.x1) < 3), None)
        if lower is None or lower.top - upper.bottom > 0.7 * upper.height or (lines and not upper.text.endswith(",")):
            break
        if any(c.isdigit() for c in lower.text) or currencies.find(lower.text) or is_label(lower):
            break
        lines.append(lower)
        upper = lower
    return Span.of([word for line in lines for word in line.words]).stripped() if lines else None


def _tidy(items: list[LineItem]) -> list[LineItem]:
    """Items that hold something: a figure, and a name, a number or an amount."""
    return [item for item in items if len(item) >= 2]
