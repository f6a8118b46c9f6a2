"""An entry as text for people: header, then a line a line."""

from __future__ import annotations

from collections.abc import Iterable

from docvalidate.domain.document import Party
from docvalidate.domain.entry import EntryLine, EntrySummary
from docvalidate.reference.identifiers import tariff_number

WIDTH = 22


def summary_text(entry: EntrySummary) -> str:
    """What the entry holds; what its form does not carry is left out."""
    rows: list[tuple[str, object]] = [
        ("Entry number", entry.entry_number),
        ("Entry type", entry.entry_type),
        ("Port of entry", entry.port_of_entry),
        ("Entry date", entry.entry_date),
        ("Import date", entry.import_date),
        ("Export date", entry.export_date),
        ("Importer of record", _party(entry.importer_of_record)),
        ("Ultimate consignee", _party(entry.consignee)),
        ("Mode of transport", entry.mode_of_transport),
        ("Carrier", entry.carrier_scac),
        ("Vessel", entry.vessel),
        ("Bills of lading", ", ".join(entry.bills_of_lading or ())),
        ("Containers", ", ".join(entry.containers or ())),
        ("Packages", f"{entry.package_count:,f} {entry.package_unit or ''}".strip() if entry.package_count else None),
        ("Gross weight", f"{entry.gross_weight_kg:,f} kg" if entry.gross_weight_kg is not None else None),
        ("Invoices", ", ".join(_invoices(entry))),
        ("Total entered value", f"${entry.total_entered_value:,f}" if entry.total_entered_value is not None else None),
        ("Duty, MPF, HMF", _money(entry)),
    ]
    rows += [(role.replace("_", " ").capitalize(), _party(party)) for role, party in (entry.parties or {}).items()]
    text = [f"{name:<{WIDTH}}{value}" for name, value in rows if value not in (None, "")]
    text += [_line(line) for line in entry.lines]
    text += [f"note: {note}" for note in entry.notes or ()]
    return "\n".join(text)


def _party(party: Party | None) -> str | None:
    if party is None:
        return None
    return ", ".join(part for part in (party.name, party.address, party.number) if part)


def _invoices(entry: EntrySummary) -> Iterable[str]:
    for invoice in entry.invoices or ():
        amount = f" ({invoice.amount:,f} {invoice.currency or ''})".replace(" )", ")") if invoice.amount else ""
        yield f"{invoice.number}{amount}"


def _money(entry: EntrySummary) -> str:
    amounts = (entry.duty, entry.mpf, entry.hmf)
    if all(amount is None for amount in amounts):
        return ""
    return ", ".join("-" if amount is None else f"${amount:,.2f}" for amount in amounts)


def _line(line: EntryLine) -> str:
    numbers = " + ".join(tariff_number.format(number) for number in line.hts_numbers)
    quantities = [
        f"{amount:,f} {unit or ''}".strip()
        for amount, unit in (
            (line.quantity, line.unit),
            (line.quantity2, line.unit2),
            (line.quantity3, line.unit3),
        )
        if amount is not None
    ]
    parts = [
        numbers,
        line.country_of_origin,
        ", ".join(quantities),
        f"${line.entered_value:,f}" if line.entered_value is not None else None,
        f"duty ${line.duty:,.2f}" if line.duty is not None else None,
        line.manufacturer_id,
        line.description,
    ]
    return f"{line.line_number:>4}  " + "  ".join(part for part in parts if part)
